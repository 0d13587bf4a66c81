"""Load the demo content."""

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from core.indexing.tasks import write_words_at_once
from home.demo.desk import Desk
from home.demo.people import accounts_in_words, load_accounts
from home.demo.search_wordings import load_search_wordings
from home.demo.sent_in import load_sent_in
from home.demo.tree import Tree
from home.demo.vocabulary import load_organisations
from home.models import HomePage


class Command(BaseCommand):
    """Adds what is missing of the demo; what is there already stays as it is."""

    help = "Adds the demo's content and accounts that are not there yet."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if the site has pages"
        )
        parser.add_argument(
            "--accounts", action="store_true", help="only print the demo accounts"
        )

    def handle(self, *args, **options):
        filled = options["if_empty"] and HomePage.objects.exists()
        if not options["accounts"] and not filled:
            self.load()
        if words := accounts_in_words():
            self.stdout.write(words)

    @transaction.atomic
    def load(self):
        """Everything or nothing."""
        # A worker may only start later.
        write_words_at_once()
        load_organisations()
        tree = Tree()
        with tqdm(total=len(tree.entries), desc="Demo content", unit="page") as bar:
            tree.progress = bar.update
            tree.build()
        load_search_wordings(tree.ids)
        load_accounts()
        Desk(tree.ids).fill()
        load_sent_in(tree.ids)
