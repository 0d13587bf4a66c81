"""Planting all words into a site, and noting what the walk must know of them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client

from core.models import DraftLink
from mapcms.local.leaks.pages import plant_pages, plant_public, someone
from mapcms.local.leaks.people import People, plant_people
from mapcms.local.leaks.words import Words
from sharing.models import Submission
from sharing.submissions import ending


@dataclass
class Plan:
    """
    What was planted, for whoever walks.

    Args:
        meaning: what each word stands for.
        ids: identifiers of pages and things that no reader should have.
        paths: their addresses.
        open: secret links that show their holder a word, with that word.
        closed: secret links that lead nowhere any more.
        session: the cookie of somebody who may read everything, as a header.
    """

    meaning: dict
    ids: list
    paths: list
    open: dict
    closed: list
    session: str

    def words_of(self, beginning):
        """The words that begin so: `HIDDEN` or `PUBLIC`."""
        return {word for word in self.meaning if word.startswith(beginning)}

    def save(self, path):
        """Write it down."""
        Path(path).write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path):
        """What was written down."""
        return cls(**json.loads(Path(path).read_text()))


def plant(whole=True):
    """
    Plant everything into the site of this process, through the product's own doors.

    Args:
        whole: whether a page of each type is taken for each state, or one.

    Returns:
        A `Plan`.
    """
    words = Words()
    people = People(words)
    plant_public(words)
    hidden = plant_pages(words, whole)
    files = plant_people(people)
    return Plan(
        meaning=words.meaning,
        ids=[str(page.translation_key) for page in hidden],
        paths=[*(page.get_url() for page in hidden), *files],
        open=people.open,
        closed=people.closed,
        session=session_of(someone("Moderators")),
    )


def session_of(user):
    """The cookie of somebody who is signed in, as the header that a browser sends."""
    browser = Client()
    browser.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}"


def shut():
    """End all secret links: those to drafts are closed, what was sent in is erased."""
    DraftLink.objects.close()
    for key in Submission.objects.filter(erased_at=None).values_list("pk", flat=True):
        ending.erase(key)
