"""Compare the table of the feed with the pages."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from feed.index.consistency import differences


class Command(BaseCommand):
    help = "Compares the feed with the pages and names every difference."

    def handle(self, *args, **options):
        with tqdm(unit="page", disable=None) as bar:
            found = list(differences(total=bar.reset, progress=bar.update))
        for difference in found:
            self.stdout.write(str(difference))
        self.stdout.write(f"{len(found)} differences.")
        if found:
            sys.exit(1)
