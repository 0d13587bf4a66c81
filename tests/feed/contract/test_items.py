"""The contract on items as wholes: their fields, types, ids and addresses."""

import hashlib
import re
import uuid

import rfc8785
from wagtail.models import PageViewRestriction

from tests import factories
from tests.feed.conftest import full_of, item_of, republish
from tests.feed.contract.shape import BRIEF, CARD, FULL


def test_cards_and_full_items_have_these_fields_and_no_others(story, ask):
    key = str(story.translation_key)
    assert set(ask(f"/items/{key}")) == FULL
    (card,) = ask("/items?type=map-story")["items"]
    assert set(card) == CARD
    (full,) = ask("/items?type=map-story&form=full")["items"]
    assert full == ask(f"/items/{key}")
    assert card == {name: full[name] for name in CARD}


def test_the_brief_form_is_what_a_list_shows(story, ask):
    (card,) = ask("/items?type=map-story")["items"]
    (brief,) = ask("/items?type=map-story&form=brief")["items"]
    assert set(brief) == BRIEF
    assert brief["drivers"] == ["Ten year plan"]
    assert brief["licence"] == {"id": "cc-by-4.0", "label": "CC BY 4.0"}
    own = {"drivers", "licence"}
    assert {n: brief[n] for n in BRIEF - own} == {n: card[n] for n in BRIEF - own}


def test_each_page_type_has_its_type(tree, ask, driver):
    made = {
        "driver": driver,
        "section": tree.section,
        "template": factories.TemplateFactory(parent=tree.section),
        "plan": factories.PlanFactory(parent=tree.section),
        "example": factories.ExampleFactory(parent=tree.section),
        "map-story": factories.MapStoryFactory(parent=tree.stories),
        "km-story": factories.KMStoryFactory(parent=tree.stories),
        "reflection": factories.ReflectionFactory(parent=tree.stories),
        "information": factories.InformationFactory(parent=tree.home),
    }
    for name, page in made.items():
        assert ask(f"/items/{page.translation_key}")["type"] == name
    assert ask("")["counts"] == dict.fromkeys(made, 1)


def test_meeting_notes_made_public_are_information(tree, ask):
    meeting = factories.MeetingFactory(parent=tree.community)
    ask(f"/items/{meeting.translation_key}", 404)
    PageViewRestriction.objects.get(page=meeting).delete()
    assert ask(f"/items/{meeting.translation_key}")["type"] == "information"


def test_the_id_never_changes(tree, story, ask):
    key = full_of(story)["id"]
    assert uuid.UUID(key)
    republish(story, title="Another title", slug="another")
    other = factories.StoryIndexFactory(parent=tree.home, title="Archive")
    type(story).objects.get(pk=story.pk).move(other, pos="last-child")
    assert full_of(story)["id"] == key
    type(story).objects.get(pk=story.pk).unpublish()
    assert ask(f"/items/{key}", 410)["id"] == key
    republish(story)
    assert full_of(story)["id"] == key


def test_addresses_are_whole(story, settings):
    full = full_of(story)
    assert full["url"] == f"{settings.BASE_URL}/stories/evidence-on-wards/"
    assert f'href="{settings.BASE_URL}/toolkit/aim/"' in full["html"]
    assert f"({settings.BASE_URL}/toolkit/aim/)" in full["markdown"]
    addresses = [full["image"]["src"], full["attachments"][0]["url"]]
    addresses += [full["related"][0]["url"], full["alignments"][0]["driver"]["url"]]
    assert all(address.startswith(f"{settings.BASE_URL}/") for address in addresses)


def test_the_hash_is_that_of_the_canonical_form(story):
    full = full_of(story)
    told = {n: v for n, v in full.items() if n not in {"sequence", "hash"}}
    assert full["hash"] == hashlib.sha256(rfc8785.dumps(told)).hexdigest()


def test_the_body_is_clean(tree):
    page = factories.KMStoryFactory(
        parent=tree.stories,
        story=factories.WORDS + "<h2>Why</h2><p><b>Because</b> it helps.</p>",
    )
    full = full_of(page)
    assert not re.search(r"(class|style|id|on\w+)=|<(script|div|span)", full["html"])
    assert "<b>Because</b>" in full["html"]
    assert "## Why\n\n**Because** it helps." in full["markdown"]


def test_no_address_of_a_person_ever_appears(tree, visitor):
    page = factories.KMStoryFactory(
        parent=tree.stories,
        summary="Write to asha.patel@example.org for the slides.",
        story=factories.WORDS
        + '<p><a href="mailto:tom@example.org">Tom</a>, tom.ash@example.org</p>',
    )
    item = item_of(page)
    told = " ".join([item.full, item.card, item.listed, item.names])
    assert "for the slides" in told
    assert "Tom" in told
    assert "@" not in told
    assert "asha.patel" not in told


def test_no_key_of_the_database_ever_appears(story, visitor):
    """Beside a picture, a document and links, whose usual addresses have one."""
    full = full_of(story)
    document = full["attachments"][0]["url"]
    assert re.search(r"/documents/[0-9a-f-]{36}/", document)
    addresses = re.findall(r'https?://[^\s"\'<>)]+', str(full))
    assert addresses
    assert not [a for a in addresses if re.search(r"/[0-9]{1,9}(/|$)", a)]
