"""Make the table of the feed anew."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from feed.checking import rebuild
from feed.models import Item


class Command(BaseCommand):
    help = (
        "Makes every item of the feed anew from the pages. Ids stay, and so does the "
        "sequence of whatever is as it was."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if the feed has items"
        )

    def handle(self, *args, **options):
        if options["if_empty"] and Item.objects.exists():
            return
        with tqdm(unit="page", disable=None) as bar:
            done = rebuild(total=bar.reset, progress=bar.update)
        self.stdout.write(
            f"{done.pages} pages looked at, {done.changed} items written anew."
        )
