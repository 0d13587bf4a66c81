"""Prove that every public page is what somebody approved."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from editorial.audit import audit, public_pages


class Command(BaseCommand):
    """Compares each public page with the record of its approval."""

    help = (
        "Lists every public page that does not match the record of its approval. "
        "The exit code is 1 if there is any."
    )

    def handle(self, *args, **options):
        total = public_pages().count()
        with tqdm(total=total, unit="page", disable=not sys.stderr.isatty()) as bar:
            found = list(audit(bar.update))
        for mismatch in found:
            self.stdout.write(f"{mismatch.path}  {mismatch.sentence}")
        self.stdout.write(f"{total} public pages, {len(found)} exceptions.")
        if any(mismatch.is_fault for mismatch in found):
            sys.exit(1)
