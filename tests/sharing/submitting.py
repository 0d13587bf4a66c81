"""People who write and send in stories, as their browsers do it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from background.models import OutboxMessage
from sharing import spam
from sharing.models import Submission
from tests.sharing.conftest import EMAIL, letters

BEGIN = "/share/map-story/"
STORY = (
    "In March the matron asked us to her Monday meeting. For three weeks nobody asked us "
    "anything. Then a ward sister wanted to know whether the falls chart was any good, "
    "and we found four trials. Since then six wards have asked, and the list hangs there."
)
# What somebody types in each part of a MAP Story, as a browser sends it.
PARTS = {
    1: {
        "title": "The list that went to six wards",
        "organisation": "Northmoor NHS Trust",
        "summary": "Ward staff waited a week for evidence. A librarian who joined the "
        "Monday meeting now answers within two days.",
    },
    2: {"problem": "Ward teams waited a week for evidence, and some had stopped asking."},
    3: {
        "alignments-TOTAL_FORMS": "1",
        "alignments-INITIAL_FORMS": "0",
        "alignments-0-driver": "Our trust's digital strategy",
        "alignments-0-level": "local",
        "alignments-0-how": "Faster evidence frees time for care.",
    },
    4: {"team": "Clinical librarian"},
    5: {"story": STORY},
    6: {
        "impact_library": "We now have a seat at the meeting.",
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "0",
        "measures-0-kind": "time",
        "measures-0-value": "120",
        "measures-0-unit": "hours",
        "measures-0-basis": "estimated",
        "quotes-TOTAL_FORMS": "0",
        "quotes-INITIAL_FORMS": "0",
    },
    7: {},
}


def hidden(answer, name):
    """The value of a hidden field in an answer."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found and found[1]


def begin(visitor, address=BEGIN, **said):
    """Open the form, type a title, and go on; return the secret address of the draft."""
    opened = visitor.get(address)
    token = hidden(opened, "token")
    sent = {"token": token, "mark": hidden(opened, "mark"), "do": "next"}
    answer = visitor.post(address, {**sent, **(said or PARTS[1])})
    assert answer.status_code == 302, answer.content.decode()
    return f"/share/draft/{token}/"


def write(visitor, draft, number, **said):
    """Fill in one part as a browser does."""
    address = f"{draft}{number}/"
    mark = hidden(visitor.get(address), "mark")
    return visitor.post(address, {"mark": mark, "do": "next", **said})


def written(visitor):
    """A whole MAP Story; return the secret address of the draft."""
    draft = begin(visitor)
    for number, said in PARTS.items():
        answer = write(visitor, draft, number, **said)
        assert answer.status_code == 302, answer.content.decode()
    return draft


def person(**changes):
    """What somebody says of themselves."""
    values = {
        "name": "Asha Patel",
        "email": EMAIL,
        "written": "person",
        "note": "The ward knows that I am writing this.",
        "consent": "on",
        "begun": spam.begin(),
        "website": "",
    }
    return values | changes


def link_to_follow(letter=None):
    """The path of the link in a letter to whoever sent something in."""
    letter = letter or letters().last()
    return re.search(r"https?://[^/\s]+(/share/follow/\S+)", letter.payload["body"])[1]


def send_in(visitor, **changes):
    """Write and send a MAP Story; return the link by which it is confirmed."""
    draft = written(visitor)
    a_while_ago()
    answer = visitor.post(f"{draft}send/", person(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return link_to_follow()


def a_while_ago():
    """Nobody writes a story within three seconds."""
    hour = timedelta(hours=1)
    Submission.objects.update(begun_at=timezone.now() - hour)


def received(visitor, **changes):
    """Something sent in and confirmed, as (submission, link to follow it)."""
    link = send_in(visitor, **changes)
    visitor.post(link, {"do": "confirm"})
    return Submission.objects.order_by("-pk").first(), link


def last_letter():
    """The newest letter's text, wherever its lines end."""
    newest = OutboxMessage.objects.filter(kind="mail").latest("pk")
    return " ".join(newest.payload["body"].split())


@pytest.fixture
def sent(visitor, tree, people):
    """A story sent in and confirmed, as (submission, link to follow it)."""
    return received(visitor)


def now(submission):
    """The submission as the database has it."""
    return Submission.objects.get(pk=submission.pk)


def page_of(submission):
    """The page that was made of it."""
    return Page.objects.get(pk=submission.page_id).specific
