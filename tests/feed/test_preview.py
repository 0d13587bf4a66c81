"""One draft for a site of one's own, and the page that explains the feed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from core.models import Alignment, DraftLink
from feed.api.routing import BASE
from tests import factories


@pytest.fixture
def draft(tree):
    hidden = factories.DriverFactory(parent=tree.drivers, title="Canary", live=False)
    rows = {"alignments": [Alignment(driver=hidden, level="local")]}
    return factories.MapStoryFactory(
        parent=tree.stories, title="Not yet", live=False, rows=rows
    )


@pytest.fixture
def link(draft):
    return DraftLink.objects.create(page_id=draft.pk, purpose=DraftLink.Purpose.FEED)


def test_a_draft_is_given_as_a_full_item_and_kept_by_nobody(visitor, draft, link):
    response = visitor.get(link.get_absolute_url())
    assert response.status_code == 200
    form = response.json()
    assert form["title"] == "Not yet"
    assert form["id"] == str(draft.translation_key)
    assert form["sequence"] is None
    assert form["published_at"] is None
    assert "The story" in form["html"]
    assert form["alignments"] == []
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert "Surrogate-Key" not in response.headers


def test_it_is_the_latest_version(visitor, tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Public")
    page.title = "Newer"
    page.save_revision()
    link = DraftLink.objects.create(page_id=page.pk, purpose=DraftLink.Purpose.FEED)
    assert visitor.get(link.get_absolute_url()).json()["title"] == "Newer"
    assert visitor.get(f"{BASE}/items?q=newer").json()["total"] == 0


def test_it_stands_in_no_list(visitor, tree, link):
    factories.KMStoryFactory(parent=tree.stories, title="Public")
    visitor.get(link.get_absolute_url())
    for path in ("/items?limit=100", "/changes", "/items.atom"):
        text = visitor.get(BASE + path).content.decode()
        assert "Public" in text
        assert "Not yet" not in text
    types = visitor.get(f"{BASE}/facets").json()["facets"]["type"]
    assert {row["id"]: row["count"] for row in types} == {"km-story": 1, "section": 1}


def gone(visitor, link):
    response = visitor.get(link.get_absolute_url())
    return response.status_code == 404 and "does not work" in response.json()["detail"]


def test_it_ends_after_seven_days(visitor, link):
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert not gone(visitor, link)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert gone(visitor, link)


def test_it_can_be_revoked(visitor, link):
    link.revoke()
    assert gone(visitor, link)


def test_a_forged_link_and_one_for_advice_open_nothing(visitor, draft, link):
    advice = DraftLink.objects.create(page_id=draft.pk)
    for token in (advice.token, link.token[:-1] + "x", "x", "%00"):
        assert visitor.get(f"{BASE}/preview/{token}").status_code == 404
    Page.objects.get(pk=draft.pk).specific.delete()
    assert visitor.get(f"{BASE}/preview/{link.token}").status_code == 404


def test_an_editor_makes_and_closes_one(person, visitor, draft):
    editor = person("Content Editors")
    url = f"/admin/editorial/advice/{draft.pk}/"
    editor.post(url, {"for_whom": "Northmoor's site", "purpose": "feed"})
    link = DraftLink.objects.get()
    assert link.get_absolute_url() in editor.get(url).content.decode()
    assert visitor.get(link.get_absolute_url()).status_code == 200
    editor.post(f"/admin/editorial/advice/{draft.pk}/{link.pk}/revoke/")
    assert gone(visitor, link)


def test_people_read_how_the_feed_works(visitor, tree):
    response = visitor.get(f"{BASE}/docs")
    text = response.content.decode()
    assert response.status_code == 200
    assert response.headers["ETag"]
    for words in ("/changes", "staff_group", "/items.bib", "/oai", "CC BY 4.0"):
        assert words in text
    assert f'href="{BASE}/docs"' in visitor.get("/").content.decode()
