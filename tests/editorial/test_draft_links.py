"""Secret links by which somebody outside reads a draft and gives advice."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.models import DraftLink
from editorial.models import Advice
from tests.editorial.conftest import now


@pytest.fixture
def link(draft, people):
    return DraftLink.objects.create(page_id=draft.pk, made_by=people["editor"].user)


def test_a_secret_link_opens_one_draft_for_seven_days(draft, link, visitor):
    address = reverse("draft", args=(link.token,))
    response = visitor.get(address)
    assert draft.title in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert refusal(visitor, link.token) == refusal(visitor, "forged")
    link.revoke()
    assert refusal(visitor, link.token) == refusal(visitor, "forged")
    now(draft).delete()
    assert refusal(visitor, link.token) == refusal(visitor, "forged")


def refusal(visitor, token):
    """What is said to whoever has no good link, but for the address they asked for."""
    response = visitor.get(reverse("draft", args=(token,)))
    assert response.status_code == 404
    return response.content.decode().replace(quote(token), "")


def test_advice_reaches_the_authors_and_approves_nothing(
    draft, link, visitor, mailoutbox
):
    address = reverse("draft", args=(link.token,))
    assert visitor.post(address, {"name": "Jo", "text": ""}).status_code == 422
    assert visitor.post(address, {"name": "Jo", "text": "Shorter!"}).status_code == 302
    assert Advice.objects.get().text == "Shorter!"
    assert "Shorter!" in mailoutbox[0].body
    assert not now(draft).live


def test_links_are_made_and_closed_by_those_who_edit(draft, people):
    address = reverse("editorial:advice", args=(draft.pk,))
    people["editor2"].post(address, {"for_whom": "Ward manager"})
    made = DraftLink.objects.get()
    assert made.token in people["editor"].get(address).content.decode()
    people["editor"].post(reverse("editorial:revoke", args=(draft.pk, made.pk)))
    made.refresh_from_db()
    assert not made.is_in_force
