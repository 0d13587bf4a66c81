"""Make the table of the feed anew."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from feed.index.consistency import is_needed, rebuild


class Command(BaseCommand):
    help = (
        "Makes every item of the feed anew from the pages. Ids stay, and so does the "
        "sequence of whatever is as it was."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="do nothing if this release writes items as they are",
        )

    def handle(self, *args, **options):
        if options["if_needed"] and not is_needed():
            return
        with tqdm(unit="page", disable=None) as bar:
            done = rebuild(total=bar.reset, progress=bar.update)
        self.stdout.write(
            f"{done.pages} pages looked at, {done.changed} items written anew."
        )
