"""Plausible stories in bulk, for measuring."""

import random
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify

from community.models import Nation, Organisation
from core.bulk.tree import add_children
from core.models import (
    Alignment,
    Author,
    CareSetting,
    ImpactCategory,
    Measure,
    StaffGroup,
    Theme,
)
from editorial.actions.bulk_publish import publish_new_as
from editorial.models import Basis
from stories.models import KMStoryPage, MapStoryPage, ReflectionPage, StoryIndexPage
from toolkit.models import DriverPage

VERBS = ["Bringing", "Finding", "Sharing", "Teaching", "Mapping", "Keeping", "Testing"]
THINGS = [
    "evidence to ward rounds",
    "bulletins for community nurses",
    "searches for a falls policy",
    "journal clubs on night shifts",
    "patient leaflets in plain words",
    "a reading group for carers",
    "alerts for the infection team",
    "knowledge cafés in three towns",
]
PLACES = ["in a small hospital", "across two boards", "on a tight budget", "by van"]
SENTENCES = [
    "We began with one ward and one question.",
    "Nobody had asked the night staff before, so we did.",
    "The first version was too long, and people told us so.",
    "A pharmacist noticed the gap and came to the library.",
    "We searched twelve databases and kept a log of every hour.",
    "The second month was quiet because the team moved offices.",
    "By spring the bulletin had readers we had never met.",
    "The manager used our summary in her business case.",
    "We would start smaller if we did it again.",
    "Two colleagues from another site now run it with us.",
]
# How many paragraphs make a story about as long as real ones: 3,300 bytes.
BODY = 14
ROLES = ["Clinical librarian", "Outreach librarian", "Ward manager", "Pharmacist"]


class Bulk:
    """
    Makes stories that hang together: real drivers, terms and organisations.

    Args:
        seed: the same seed makes the same stories.
    """

    def __init__(self, seed):
        self.random = random.Random(seed)  # noqa: S311  (plausible, not secret)
        self.index = StoryIndexPage.objects.get()
        self.drivers = list(DriverPage.objects.live().order_by("pk"))
        self.pools = {
            model: list(model.objects.filter(merged_into=None).order_by("pk"))
            for model in (
                Theme,
                Nation,
                CareSetting,
                StaffGroup,
                ImpactCategory,
                Organisation,
            )
        }

    def make(self, numbers):
        """Publish a story for each of some numbers, all together."""
        stories = [self.story(number) for number in numbers]
        add_children(self.index, stories)
        publish_new_as(Basis.BULK, stories)

    def story(self, number):
        """A story with all that it says, which has no place yet."""
        kinds = [
            (MapStoryPage, self.map_story),
            (KMStoryPage, self.km_story),
            (ReflectionPage, self.reflection),
        ]
        model, fields = self.random.choices(kinds, weights=[7, 2, 1])[0]
        page = model(**self.common(number), **fields())
        self.add_relations(page)
        page.first_published_at = page.last_published_at = self.some_time_ago()
        return page

    def common(self, number):
        """What every story has."""
        parts = (self.random.choice(pool) for pool in (VERBS, THINGS, PLACES))
        title = " ".join(parts)
        today = timezone.localdate()
        return {
            "title": title,
            "slug": f"{slugify(title)}-{number}",
            "summary": self.text(2),
            "organisation": self.random.choice(self.pools[Organisation]),
            "last_reviewed": today - timedelta(days=self.random.randrange(400)),
            "next_review_due": today + timedelta(days=self.random.randrange(1, 500)),
            "live": False,
        }

    def map_story(self):
        """What a MAP Story has besides."""
        return {
            "problem": self.paragraphs(1),
            "team": "\n".join(self.random.sample(ROLES, 2)),
            "timeframe": f"{self.random.randrange(2, 12)} months",
            "story": self.paragraphs(BODY),
            "impact_library": self.paragraphs(1),
            "impact_users": self.paragraphs(1),
            "replicate": self.paragraphs(1),
        }

    def km_story(self):
        """What a KM Story has besides."""
        return {
            "teller": self.random.choice(ROLES),
            "story": self.paragraphs(BODY // 2),
            "moral": self.text(1),
            "consent": True,
        }

    def reflection(self):
        """What a reflection has besides."""
        return {"body": [("text", self.paragraphs(BODY))]}

    def add_relations(self, page):
        """Drivers, terms, figures and a name."""
        page.alignments = [
            Alignment(driver=driver, level=driver.scope, how=self.text(1))
            for driver in self.random.sample(self.drivers, self.random.randint(1, 3))
        ]
        page.authors = [Author(name=f"Sam {self.random.choice('ABCDEFGH')}. Bulk")]
        page.themes = self.some(Theme, 2)
        page.nations = self.some(Nation, 1)
        page.care_settings = self.some(CareSetting, 2)
        page.staff_groups = self.some(StaffGroup, 2)
        page.impacts = self.some(ImpactCategory, 1)
        if isinstance(page, MapStoryPage):
            page.measures = [self.measure()]

    def measure(self):
        """An honest figure."""
        kind, unit = self.random.choice([("time", "hours"), ("money", "£")])
        return Measure(
            kind=kind,
            value=Decimal(self.random.randrange(10, 5000)),
            unit=unit,
            what="saved",
            period="year",
            basis=self.random.choice(["counted", "estimated"]),
            own_part="before",
        )

    def some(self, model, most):
        """A few terms of a vocabulary."""
        return self.random.sample(self.pools[model], self.random.randint(1, most))

    def text(self, sentences):
        """A few sentences."""
        return " ".join(self.random.sample(SENTENCES, sentences))

    def paragraphs(self, count):
        """A few paragraphs of rich text."""
        return "".join(f"<p>{self.text(4)}</p>" for _ in range(count))

    def some_time_ago(self):
        """A moment in the last five years."""
        return timezone.now() - timedelta(minutes=self.random.randrange(60 * 24 * 1800))
