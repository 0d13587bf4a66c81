"""Make the table of the feed anew."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from feed.index.consistency import is_needed, move_to, put_state_right, rebuild
from feed.index.epochs import begin_epoch
from feed.origin import is_origin, require_origin
from feed.outbound.cdn import forget_everything


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
        parser.add_argument(
            "--origin",
            help="where the site stands from now on, for example https://map.example.org",
        )

        parser.add_argument(
            "--new-epoch",
            action="store_true",
            help="have all followers begin again: part of restoring a backup",
        )

    def handle(self, *args, **options):
        if options["origin"]:
            self.move(options["origin"].rstrip("/"))
        else:
            require_origin()
        if options["new_epoch"]:
            self.begin_epoch()
        if options["if_needed"] and not is_needed():
            return
        with tqdm(unit="page", disable=None) as bar:
            done = rebuild(total=bar.reset, progress=bar.update)
        if done.changed or not options["if_needed"]:
            self.stdout.write(
                f"{done.pages} pages looked at, {done.changed} items written anew."
            )

    @transaction.atomic
    def begin_epoch(self):
        """Give all sequences anew, and leave caches nothing of before."""
        put_state_right()
        begin_epoch()
        forget_everything()
        self.stdout.write("A new epoch: followers will read everything again.")

    def move(self, origin):
        """Write under another origin from now on, and say so."""
        if not is_origin(origin):
            raise CommandError(
                "An origin is a scheme and a host, such as https://map.example.org."
            )
        settings.BASE_URL = origin
        if before := move_to(origin):
            self.stdout.write(
                f"All addresses began with {before}; they begin with {origin} now."
            )
