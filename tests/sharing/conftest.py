"""People who write to the community, and what comes back to them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from background.models import OutboxMessage
from sharing import spam
from sharing.models import Message
from tests import factories
from tests.editorial.conftest import approved, draft, people

__all__ = ["approved", "draft", "people"]

CONTACT = "/contact/"
WORDS = "The second link on the page about the plan leads nowhere."
EMAIL = "asha.patel@example.nhs.uk"


@pytest.fixture(autouse=True)
def _letters_wait(settings):
    """Letters go into the outbox as on the site, and from there into Django's own."""
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def form(db):
    """What a person's browser sends, a minute after they opened the form."""
    return filled_in()


def filled_in(**changes):
    """The same with other values."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        begun = spam.begin()
    values = {
        "kind": "question",
        "words": WORDS,
        "name": "Asha Patel",
        "email": EMAIL,
        "consent": "on",
        "about": "",
        "form_key": str(uuid4()),
        "begun": begun,
        "website": "",
    }
    return values | changes


def letters():
    """The letters that wait to be sent, the newest last."""
    return OutboxMessage.objects.filter(kind="mail").order_by("pk")


def link_in(letter):
    """The path of the link in a letter."""
    return re.search(r"https?://[^/\s]+(/contact/confirm/\S+)", letter.payload["body"])[1]


def send(visitor, **changes):
    """Send a message; return the link by which it is confirmed."""
    answer = visitor.post(CONTACT, filled_in(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return link_in(letters().last())


@pytest.fixture
def story(tree):
    """A public story."""
    return factories.MapStoryFactory(parent=tree.stories)


@pytest.fixture
def moderator(people):
    """A Moderator who wrote no page."""
    return people["moderator"].user


@pytest.fixture
def confirmed(visitor, tree):
    """A message that its sender confirmed."""
    visitor.post(send(visitor))
    return Message.objects.get()
