"""Write today's dump of the feed now."""

from django.core.management.base import BaseCommand, CommandError

from background.outbox import NotYet
from feed.outbound.dumps import write_dump


class Command(BaseCommand):
    help = "Writes today's dump of everything public; the worker does it by itself."

    def handle(self, *args, **options):
        try:
            self.stdout.write(f"Written: {write_dump()}.")
        except NotYet as failure:
            raise CommandError(f"{failure} Try again.") from failure
