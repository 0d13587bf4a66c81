"""Tell the administrators by letter that a part of the site fails."""

from django.core.management.base import BaseCommand

from editorial import letters


class Command(BaseCommand):
    """Writes one letter to each administrator; the worker sends it when it can."""

    help = "Tells the administrators by letter that a part of the site fails."

    def add_arguments(self, parser):
        """Take the sentence."""
        parser.add_argument("sentence", help="what happened")

    def handle(self, *, sentence, **options):
        """Write the letters."""
        letters.site_fails(sentence)
