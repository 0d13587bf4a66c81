"""Say how the site is, to people and to whatever starts processes again."""

import sys

from django.core.management.base import BaseCommand

from operations.health.parts import PARTS, look


class Command(BaseCommand):
    """Looks at the parts of the site as `/readyz` does, and says what is wrong."""

    help = "Says what is wrong with the site; the exit code is 1 if anything is."
    requires_system_checks = ()

    def add_arguments(self, parser):
        names = [part.name for part in PARTS]
        parser.add_argument("--only", nargs="+", choices=names, metavar="PART")

    def handle(self, *args, only=None, **options):
        found = [
            (part.label, trouble)
            for part, trouble in look()
            if trouble and (not only or part.name in only)
        ]
        for label, trouble in found:
            self.stdout.write(f"{label}: {trouble.sentence} {trouble.advice}")
        if found:
            sys.exit(1)
        self.stdout.write("All is well.")
