"""Make stories in bulk."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm
from wagtail.models import Page

from core.indexing.tasks import write_words_at_once
from home.demo.bulk import Bulk
from stories.models import StoryIndexPage

# How many stories one transaction publishes.
BATCH = 100


class Command(BaseCommand):
    """Publishes plausible stories, for measuring how the site bears many pages."""

    help = "Publishes plausible stories in bulk. Needs the demo content."

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=int, default=100, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="the same, the same")

    def handle(self, *args, **options):
        if not StoryIndexPage.objects.exists():
            raise CommandError("Load the demo content first: manage.py load_demo")
        bulk = Bulk(options["seed"])
        first = Page.objects.count()
        with tqdm(total=options["stories"], desc="Stories", unit="story") as bar:
            for start in range(0, options["stories"], BATCH):
                stop = min(start + BATCH, options["stories"])
                with transaction.atomic():
                    write_words_at_once()
                    bulk.make(range(first + start, first + stop))
                bar.update(stop - start)
