"""List what was erased, and erase it again after an older backup was restored."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sharing import erasures

NONE_OF_OURS = "Line {} of {} is none that this command wrote. Nothing after it was done."
DONE = "Erased or taken back again: {}. Already so, or not in this database: {}."


class Command(BaseCommand):
    help = (
        "Lists what people had erased or took back, without their data; keep the list "
        "beside the backups. After restoring an older one, --repeat does it again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--repeat", type=Path, metavar="FILE", help="a list that this command wrote"
        )

    def handle(self, **options):
        """Print the list, or do again what it says."""
        if options["repeat"] is None:
            for line in erasures.lines():
                self.stdout.write(line)
        else:
            self.do_again(options["repeat"])

    def do_again(self, path):
        """Go through a list, and say what came of it."""
        done = []
        for number, line in enumerate(path.read_text().splitlines(), 1):
            try:
                done.append(erasures.repeat(line))
            except ValueError as error:
                raise CommandError(NONE_OF_OURS.format(number, path)) from error
        self.stdout.write(DONE.format(sum(done), len(done) - sum(done)))
