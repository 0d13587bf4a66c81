"""A reader who replies to a story, and what comes back to them."""

import re

from django.urls import reverse

from sharing.models import Reply
from sharing.replies import actions
from tests.sharing.conftest import filled_in, letters

EMAIL = "asha.patel@example.nhs.uk"
WORDS = "We did the same at Southmoor, and the ward asked for more."
LINK = re.compile(r"https?://[^/\s]+(/share/reply/(?:confirm|withdraw)/\S+)")


def address(page):
    """Where the form stands that replies to a page."""
    return reverse("sharing:reply", args=[page.translation_key])


def reply_form(**changes):
    """What a reader's browser sends, a minute after they opened the form."""
    form = filled_in(words=WORDS, name="Asha", email=EMAIL, to="")
    del form["kind"], form["about"]
    return form | changes


def link_in(letter):
    """The path of the secret link in a letter."""
    return LINK.search(letter.payload["body"])[1]


def send_reply(visitor, page, **changes):
    """Send a reply; return the link by which it is confirmed."""
    answer = visitor.post(address(page), reply_form(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return link_in(letters().last())


def waiting_reply(visitor, page, **changes):
    """A reply that its writer confirmed."""
    visitor.post(send_reply(visitor, page, **changes), {"do": "send"})
    return Reply.objects.latest("sent_at")


def public_reply(visitor, page, user, **changes):
    """A reply that a Moderator approved, and the link that withdraws it."""
    reply = waiting_reply(visitor, page, **changes)
    assert not actions.approve(reply.pk, user)
    reply.refresh_from_db()
    to_writer = letters().filter(subject="Your reply is on MAP")
    return reply, link_in(to_writer.last())
