"""The contract of the feed, sentence by sentence: items, doors and filters."""

import hashlib
import os
import re
import subprocess
import sys
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
import rfc8785
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from core.models import (
    Alignment,
    Attachment,
    Author,
    ChangeNote,
    CustomDocument,
    CustomImage,
    Measure,
    RelatedPage,
)
from editorial.actions import withdrawal
from feed.api.routing import BASE
from feed.models import Item, State
from tests import factories
from tests.feed.conftest import full_of, item_of, republish, settle
from toolkit.models import Supersession

CARD = {
    *("id", "type", "url", "title", "summary", "language"),
    *("published_at", "updated_at", "reviewed_at", "review_due", "status"),
    *("themes", "nations", "regions", "ics", "settings", "staff_groups", "impacts"),
    *("scope", "organisation", "year", "authors", "alignments", "image", "licence"),
    *("sequence", "hash"),
}
FULL = CARD | {
    *("html", "markdown", "details", "measures", "attachments", "history", "related"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def driver(tree):
    return factories.DriverFactory(
        parent=tree.drivers,
        title="Ten year plan",
        slug="ten-year-plan",
        date=date(2019, 1, 7),
        source_url="https://example.org/plan",
    )


@pytest.fixture
def story(tree, driver):
    """A story with everything a story may have."""
    image = CustomImage.objects.create(
        title="Poster", file=get_test_image_file(size=(1200, 800))
    )
    paper = CustomDocument(title="Paper")
    paper.file.save("paper.txt", ContentFile(b"words"))
    return factories.MapStoryFactory(
        parent=tree.stories,
        title="Evidence on wards",
        image=image,
        image_alt="A poster in a canteen",
        organisation=factories.OrganisationFactory(name="Trent Hospital", slug="trent"),
        themes=[
            factories.ThemeFactory(name="Workforce", slug="workforce"),
            factories.ThemeFactory(name="Digital", slug="digital"),
        ],
        story=factories.WORDS + '<p><a href="/toolkit/aim/">the aim</a></p>',
        rows={
            "alignments": [Alignment(driver=driver, level="national")],
            "authors": [Author(name="Asha Patel")],
            "measures": [
                Measure(
                    kind="time",
                    value=Decimal("12.50"),
                    unit="hours",
                    period="week",
                    basis="measured",
                )
            ],
            "attachments": [Attachment(document=paper, title="The paper")],
            "related_pages": [RelatedPage(target=tree.section, why="Begin here")],
        },
    )


@pytest.fixture
def moderator(person):
    return person("Moderators").user


# Items


def test_cards_and_full_items_have_these_fields_and_no_others(story, ask):
    key = str(story.translation_key)
    assert set(ask(f"/items/{key}")) == FULL
    (card,) = ask("/items?type=map-story")["items"]
    assert set(card) == CARD
    (full,) = ask("/items?type=map-story&form=full")["items"]
    assert full == ask(f"/items/{key}")
    assert card == {name: full[name] for name in CARD}


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


def test_moments_are_those_of_the_first_publication_and_the_last_change(story):
    before = full_of(story)
    type(story).objects.filter(pk=story.pk).update(
        first_published_at=timezone.now() - timedelta(days=9)
    )
    republish(story, summary="Other words.")
    after = full_of(story)
    assert MOMENT.fullmatch(after["published_at"])
    assert MOMENT.fullmatch(after["updated_at"])
    assert after["published_at"] < before["published_at"] <= after["updated_at"]


def test_when_it_was_reviewed_and_is_due(story):
    full = full_of(story)
    assert (full["reviewed_at"], full["review_due"]) == ("2026-03-01", "2027-03-01")


@pytest.mark.parametrize("status", ["headline", "current", "archived"])
def test_a_driver_has_a_status_and_a_scope(tree, status):
    page = factories.DriverFactory(parent=tree.drivers, status=status, scope="regional")
    full = full_of(page)
    assert full["status"] == status
    assert full["scope"] == {"id": "regional", "label": "Regional"}


def test_nothing_else_has_a_status_or_a_scope(story):
    full = full_of(story)
    assert full["status"] is None
    assert full["scope"] is None


def test_terms_are_ids_and_labels(story):
    full = full_of(story)
    assert full["themes"] == [
        {"id": "digital", "label": "Digital"},
        {"id": "workforce", "label": "Workforce"},
    ]
    assert full["organisation"] == {"id": "trent", "label": "Trent Hospital"}
    assert full["regions"] == []


def test_the_year_is_that_of_the_document_or_of_the_publication(driver, story):
    assert full_of(driver)["year"] == 2019
    assert full_of(story)["year"] == timezone.now().year


def test_authors_are_names_that_people_agreed_to_show(tree):
    shown = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    hidden = factories.ProfileFactory(parent=tree.community, title="Tom Ash", live=False)
    page = factories.ReflectionFactory(
        parent=tree.stories,
        rows={"authors": [Author(profile=shown), Author(profile=hidden)]},
    )
    assert full_of(page)["authors"] == ["Asha Patel"]


def test_alignments_name_the_driver_or_say_it_in_words(tree, driver, story, settings):
    own = factories.MapStoryFactory(parent=tree.stories)
    assert full_of(own)["alignments"] == [
        {"driver": None, "label": "Our own strategy", "level": "local"}
    ]
    assert full_of(story)["alignments"] == [
        {
            "driver": {
                "id": str(driver.translation_key),
                "title": "Ten year plan",
                "url": f"{settings.BASE_URL}/toolkit/drivers/ten-year-plan/",
            },
            "label": "Ten year plan",
            "level": "national",
        }
    ]


def test_the_picture_comes_in_sizes_with_its_words(story):
    image = full_of(story)["image"]
    assert set(image) == {"src", "srcset", "width", "height", "alt"}
    assert (image["width"], image["height"]) == (960, 640)
    assert image["alt"] == "A poster in a canteen"
    assert [part.split()[1] for part in image["srcset"].split(", ")] == ["480w", "960w"]


def test_the_licence_has_the_sentence_that_must_be_shown(story):
    licence = full_of(story)["licence"]
    assert set(licence) == {"id", "label", "url", "attribution"}
    assert licence["url"] == "https://creativecommons.org/licenses/by/4.0/"
    for words in ("Asha Patel", "Trent Hospital", "Evidence on wards", "CC BY 4.0"):
        assert words in licence["attribution"]


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


def test_details_are_the_types_own_fields(driver, story, tree):
    newer = factories.DriverFactory(
        parent=tree.drivers,
        title="Newer plan",
        rows={"supersessions": [Supersession(older=driver)]},
    )
    details = full_of(driver)["details"]
    assert details["source_url"] == "https://example.org/plan"
    assert details["date"] == "2019-01-07"
    assert set(details["publisher"]) == {"id", "label"}
    assert [row["title"] for row in details["superseded_by"]] == ["Newer plan"]
    assert [r["title"] for r in full_of(newer)["details"]["supersedes"]] == [
        "Ten year plan"
    ]
    names = {"date_precision", "date_text", "impact", "key_features"}
    assert names <= set(details)
    names = {"team", "resources", "timeframe", "quotes"}
    assert names <= set(full_of(story)["details"])


def test_measures_are_numbers_with_how_they_are_known(story):
    assert full_of(story)["measures"] == [
        {
            "kind": "time",
            "value": 12.5,
            "unit": "hours",
            "period": "week",
            "basis": "measured",
        }
    ]


def test_attachments_can_be_fetched_and_checked(story, visitor):
    (row,) = full_of(story)["attachments"]
    assert row["title"] == "The paper"
    assert row["type"] == "text/plain"
    body = b"".join(visitor.get(row["url"]))
    assert row["bytes"] == len(body)
    assert row["sha256"] == hashlib.sha256(body).hexdigest()


def test_the_history_is_what_readers_are_told(story):
    ChangeNote.objects.create(
        page=story, at=timezone.now(), note="Figures for 2025 added"
    )
    (row,) = full_of(story)["history"]
    assert row["note"] == "Figures for 2025 added"
    assert MOMENT.fullmatch(row["at"])


def test_related_is_what_an_editor_chose_and_nothing_computed(tree, driver, story):
    factories.MapStoryFactory(
        parent=tree.stories,
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )
    assert full_of(story)["related"] == [
        {
            "id": str(tree.section.translation_key),
            "type": "section",
            "title": tree.section.title,
            "url": full_of(tree.section)["url"],
            "why": "Begin here",
        }
    ]


def test_supersession_is_related(tree, driver):
    factories.DriverFactory(
        parent=tree.drivers,
        title="Newer plan",
        rows={"supersessions": [Supersession(older=driver)]},
    )
    assert [row["title"] for row in full_of(driver)["related"]] == ["Newer plan"]


def test_a_relation_to_what_is_not_public_is_left_out(tree, driver, story):
    PageViewRestriction.objects.create(page=driver, restriction_type="login")
    tree.section.unpublish()
    full = full_of(story)
    assert full["alignments"] == []
    assert full["related"] == []


def test_no_address_of_a_person_ever_appears(tree, visitor):
    page = factories.KMStoryFactory(
        parent=tree.stories,
        summary="Write to asha.patel@example.org for the slides.",
        story=factories.WORDS
        + '<p><a href="mailto:tom@example.org">Tom</a>, tom.ash@example.org</p>',
    )
    item = item_of(page)
    told = " ".join([item.full, item.card, item.listed, item.names])
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


# Doors


def test_the_base_says_what_this_is(story, ask, settings):
    base = ask("")
    assert base["licence"]["id"] == "cc-by-4.0"
    assert base["counts"]["map-story"] == 1
    assert f"{settings.BASE_URL}{BASE}/items" in str(base["doors"])


@pytest.mark.parametrize(
    "path", ["/nothing", "/items/", "/items/x/y", "/items/not-an-id", "/items.pdf"]
)
def test_an_unknown_path_is_404_as_a_problem(tree, visitor, path):
    response = visitor.get(BASE + path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_what_was_never_public_is_404_and_what_was_is_410(tree, story, ask, moderator):
    draft = factories.KMStoryFactory(parent=tree.stories, live=False)
    ask(f"/items/{draft.translation_key}", 404)
    ask(f"/items/{uuid.uuid4()}", 404)
    settle()
    withdrawal.withdraw(story.pk, moderator, "The trust asked us.")
    gone = ask(f"/items/{story.translation_key}", 410)
    assert gone["reason"] == "The trust asked us."
    assert gone["replaced_by"] is None


def test_made_private_is_410_without_a_reason(story, ask, visitor):
    settle()
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    assert ask(f"/items/{story.translation_key}", 410)["reason"] is None
    assert visitor.get(story.url).status_code == 302


def test_a_list_has_its_total_on_the_first_page_only(tree, ask, visitor):
    for number in range(5):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    first = ask("/items?type=km-story&limit=2")
    assert set(first) == {"items", "total", "next"}
    assert first["total"] == 5
    assert [item["title"] for item in first["items"]] == ["Story 4", "Story 3"]
    second = visitor.get(first["next"]).json()
    assert second["total"] is None
    assert [item["title"] for item in second["items"]] == ["Story 2", "Story 1"]
    third = visitor.get(second["next"]).json()
    assert [item["title"] for item in third["items"]] == ["Story 0"]
    assert third["next"] is None


@pytest.mark.parametrize("order", ["newest", "updated", "title", "relevance"])
def test_every_order_can_be_walked_to_its_end(tree, ask, visitor, order):
    for title in ("Évidence", "evidence first", "“Evidence” again", "Beds and evidence"):
        factories.KMStoryFactory(parent=tree.stories, title=title)
    words = "&q=evidence" if order == "relevance" else ""
    address = f"/items?type=km-story&order={order}{words}"
    whole = [item["id"] for item in ask(address)["items"]]
    assert len(whole) == len(set(whole)) == 4
    found, part = [], ask(f"{address}&limit=1")
    while part["items"]:
        found += [item["id"] for item in part["items"]]
        part = visitor.get(part["next"]).json() if part["next"] else {"items": ()}
    assert found == whole


def test_titles_are_ordered_without_case_accents_and_quotation_marks(tree, ask):
    titles = ["“Zebra”", "zinc", "Écoute", "eager", "Apple"]
    for title in titles:
        factories.KMStoryFactory(parent=tree.stories, title=title)
    items = ask("/items?type=km-story&order=title")["items"]
    assert [i["title"] for i in items] == ["Apple", "eager", "Écoute", "“Zebra”", "zinc"]


def test_the_latest_change_comes_first_when_asked(tree, ask):
    first = factories.KMStoryFactory(parent=tree.stories, title="First")
    factories.KMStoryFactory(parent=tree.stories, title="Second")
    republish(first, summary="Changed later.")
    items = ask("/items?type=km-story&order=updated")["items"]
    assert [item["title"] for item in items] == ["First", "Second"]


def test_changes_are_the_latest_of_each_item_oldest_first(tree, story, ask):
    settle()
    section = full_of(tree.section)["sequence"]
    republish(tree.section, summary="Changed.")
    factories.KMStoryFactory(parent=tree.stories, title="New")
    changes = ask("/changes?limit=100")
    assert set(changes) == {"changes", "cursor", "more"}
    assert not changes["more"]
    rows = changes["changes"]
    sequences = [row["sequence"] for row in rows]
    assert sequences == sorted(set(sequences))
    assert section not in sequences
    assert {row["action"] for row in rows} == {"upsert"}
    keys = [row["item"]["id"] for row in rows]
    assert len(keys) == len(set(keys))
    assert set(rows[0]) == {"sequence", "at", "action", "item"}
    assert set(rows[0]["item"]) == FULL


def test_a_change_tells_of_a_withdrawal(tree, story, ask, moderator):
    settle()
    replacement = factories.MapStoryFactory(parent=tree.stories)
    settle()
    cursor = ask("/changes?limit=100")["cursor"]
    withdrawal.withdraw(story.pk, moderator, "Merged.", replacement=replacement)
    (row,) = ask(f"/changes?cursor={cursor}")["changes"]
    sequence, at = row.pop("sequence"), row.pop("at")
    assert sequence == State.objects.get().sequence
    assert MOMENT.fullmatch(at)
    assert row == {
        "action": "withdraw",
        "id": str(story.translation_key),
        "type": "map-story",
        "reason": "Merged.",
        "replaced_by": str(replacement.translation_key),
    }


def test_at_the_end_the_same_cursor_comes_back(story, ask):
    first = ask("/changes?limit=1")
    assert first["more"]
    rest = ask(f"/changes?cursor={first['cursor']}")
    assert not rest["more"]
    again = ask(f"/changes?cursor={rest['cursor']}")
    assert again == {"changes": [], "cursor": rest["cursor"], "more": False}


def test_a_cursor_goes_stale_only_with_new_sequences(story, ask):
    cursor = ask("/changes")["cursor"]
    ask(f"/changes?cursor={cursor}")
    State.objects.update(epoch=uuid.uuid4(), generation=F("generation") + 1)
    assert ask(f"/changes?cursor={cursor}", 400)["parameter"] == "cursor"


def test_a_cursor_of_another_list_is_stale(tree, ask):
    for number in range(3):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    cursor = ask("/items?type=km-story&limit=1")["next"].rpartition("cursor=")[2]
    assert ask(f"/items?limit=1&cursor={cursor}", 400)["parameter"] == "cursor"


def test_a_facet_ignores_its_own_filter_and_bears_its_name(tree, driver, ask):
    digital = factories.ThemeFactory(name="Digital", slug="digital")
    people = factories.ThemeFactory(name="People", slug="people")
    factories.KMStoryFactory(parent=tree.stories, themes=[digital])
    factories.KMStoryFactory(parent=tree.stories, themes=[people, digital])
    factories.ReflectionFactory(parent=tree.stories, themes=[people])
    found = ask("/facets?theme=people&type=km-story")
    assert set(found) == {"facets", "total"}
    assert found["total"] == 1
    counts = {
        name: {row["id"]: row["count"] for row in rows}
        for name, rows in found["facets"].items()
    }
    assert counts["theme"] == {"digital": 2, "people": 1}
    assert counts["type"] == {"km-story": 1, "reflection": 1}
    filters = {"type", "driver", "theme", "nation", "region", "ics", "setting"}
    filters |= {"staff_group", "impact", "organisation", "scope", "status", "year"}
    assert set(counts) == filters | {"language"}


def test_vocabularies_have_every_term_with_its_use(tree, ask):
    digital = factories.ThemeFactory(name="Digital", slug="digital")
    factories.ThemeFactory(name="Unused", slug="unused")
    factories.KMStoryFactory(parent=tree.stories, themes=[digital])
    factories.KMStoryFactory(parent=tree.stories, themes=[digital], live=False)
    terms = ask("/vocabularies")["vocabularies"]["theme"]
    counts = {term["id"]: term["count"] for term in terms}
    assert (counts["digital"], counts["unused"]) == (1, 0)


# Filters


@pytest.fixture
def several(tree, driver):
    """Items that differ in each filter, called after what they are found by."""
    theme = factories.ThemeFactory(name="Digital", slug="digital")
    region = factories.RegionFactory(name="North", slug="north")
    organisation = factories.OrganisationFactory(name="Trent", slug="trent")
    make = factories.KMStoryFactory
    make(parent=tree.stories, title="themed", themes=[theme])
    make(parent=tree.stories, title="regional", regions=[region])
    make(parent=tree.stories, title="owned", organisation=organisation)
    factories.MapStoryFactory(
        parent=tree.stories,
        title="aligned",
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("theme=digital", ["themed"]),
        ("region=north", ["regional"]),
        ("organisation=trent", ["owned"]),
        ("driver=ten-year-plan", ["aligned"]),
        ("theme=digital&region=north", []),
        ("type=map-story&type=driver", ["Ten year plan", "aligned"]),
        ("type=map-story&driver=ten-year-plan", ["aligned"]),
        ("scope=national", ["Ten year plan"]),
        ("status=current", ["Ten year plan"]),
        ("year=2019", ["Ten year plan"]),
        ("year=2019&year=2020", ["Ten year plan"]),
        ("language=en-gb&theme=digital", ["themed"]),
        ("q=themed", ["themed"]),
        ("published_before=2020-01-01", []),
        ("updated_since=2020-01-01T00:00:00Z&theme=digital", ["themed"]),
        ("published_since=2020-01-01&region=north", ["regional"]),
    ],
)
def test_repeated_means_or_and_different_means_and(several, ask, query, titles):
    assert sorted(i["title"] for i in ask(f"/items?{query}")["items"]) == titles


def test_a_driver_is_named_by_its_id_too(several, driver, ask):
    (item,) = ask(f"/items?driver={driver.translation_key}")["items"]
    assert item["title"] == "aligned"


def test_dates_include_the_first_moment_and_exclude_the_last(story, ask):
    settle()
    moment = timezone.now().replace(microsecond=0)
    Item.objects.filter(page=story.pk).update(published_at=moment)
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ask(f"/items?type=map-story&published_since={text}")["total"] == 1
    assert ask(f"/items?type=map-story&published_before={text}")["total"] == 0


# Rules


@pytest.mark.django_db(transaction=True)
def test_an_export_shows_nothing_that_is_published_while_it_runs(tree, monkeypatch):
    from feed.query import selectors
    from feed.query.queries import Query

    monkeypatch.setattr(selectors, "CHUNK", 1)
    pages = [
        factories.KMStoryFactory(parent=tree.stories, title=f"Old {number}")
        for number in range(4)
    ]
    stream = selectors.export(Query(limit=None))
    state = next(stream)
    found = [*next(stream)]
    in_a_thread(lambda: [republish(page, title=f"New {page.pk}") for page in pages])
    found += [item for part in stream for item in part]
    assert not [item for item in found if '"title":"New' in item]
    assert len([item for item in found if '"title":"Old' in item]) == 4
    assert selectors.now().generation > state.generation


def in_a_thread(act):
    """Do something on another connection, to its end."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def run():
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(30)


def test_any_site_may_read(story, visitor):
    response = visitor.get(f"{BASE}/items", headers={"origin": "https://example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    exposed = response.headers["Access-Control-Expose-Headers"]
    assert {"ETag", "Last-Modified"} <= {name.strip() for name in exposed.split(",")}


def test_the_doors_are_there_before_any_page_was_asked_for():
    script = (
        "import django; django.setup();"
        "from feed.api.middleware import ReadingDoorsMiddleware as Middleware;"
        "from feed.api import views;"
        "found = Middleware(None).short_way.find('/api/feed/v1/items');"
        "print(found == (views.items, {}))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "mapcms.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("True")
