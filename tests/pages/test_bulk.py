"""Pages made in sets are what the same pages made one by one are, by the same rules."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import (
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    get_page_models,
)

from community.models import MeetingPage, Nation
from core.bulk.publication import publish_new
from core.bulk.tree import add_children
from core.models import Alignment, Author, Theme
from core.models.moderation import ModeratedPage
from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint, words
from editorial.actions.bulk_publish import publish_as, publish_new_as
from editorial.audit import audit
from editorial.models import Basis, Decision
from feed.models import Item
from stories.models import MapStoryPage, ReflectionPage
from tests import factories
from tests.feed.conftest import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(tree):
    """Make a story that has no place yet, with rows and terms."""
    theme, _ = Theme.objects.get_or_create(name="Workforce", slug="workforce")
    nation, _ = Nation.objects.get_or_create(name="Wales", slug="wales")
    organisation = factories.OrganisationFactory()
    driver = factories.DriverFactory(parent=tree.drivers)

    def make(slug, **fields):
        page = MapStoryPage(
            title=slug.title(),
            slug=slug,
            summary="What readers find.",
            organisation=organisation,
            team="Clinical librarian",
            story=factories.WORDS,
            impact_library=factories.WORDS,
            last_reviewed=timezone.localdate(),
            live=False,
            **fields,
        )
        page.alignments = [Alignment(driver=driver, level="national")]
        page.authors = [Author(name="Asha"), Author(name="Bo")]
        page.themes, page.nations = [theme], [nation]
        return page

    return make


def publish(parent, *pages):
    """Make pages public in sets."""
    add_children(parent, pages)
    publish_new_as(Basis.BULK, list(pages))
    settle()


def read(page):
    return type(page).objects.get(pk=page.pk)


def sentences():
    return [mismatch.sentence for mismatch in audit()]


def test_one_by_one_and_in_sets_are_the_same(tree, draft):
    alone, together = draft("alone"), draft("together")
    tree.stories.add_child(instance=alone)
    publish_as(Basis.BULK, alone.save_revision())
    publish(tree.stories, together)
    one, other = read(alone), read(together)
    differ = {"title", "slug"}
    for page in (one, other):
        assert page.live
        assert page.live_revision == page.latest_revision
        assert not page.has_unpublished_changes
        assert page.draft_title == page.title
    first, second = (words(MapStoryPage, p.serializable_data()) for p in (one, other))
    assert {k: v for k, v in first.items() if k not in differ} == {
        k: v for k, v in second.items() if k not in differ
    }
    assert one.live_revision.content.keys() == other.live_revision.content.keys()
    assert [
        list(
            PageLogEntry.objects.filter(page=p.pk).values_list(
                "action", "content_changed"
            )
        )
        for p in (one, other)
    ] == [[("wagtail.publish", True), ("wagtail.create", True)]] * 2
    references = [
        set(
            ReferenceIndex.get_references_for_object(p).values_list(
                "to_content_type", "to_object_id", "model_path"
            )
        )
        for p in (one, other)
    ]
    assert references[0] == references[1] != set()
    items = [Item.objects.get(page=p.pk) for p in (one, other)]
    assert items[0].facets == items[1].facets
    assert sentences() == []
    call_command("feed_check")


def test_they_stand_in_the_tree_as_if_added_one_by_one(tree, draft):
    tree.stories.add_child(instance=draft("first"))
    pages = [draft("first"), draft("second"), draft("second")]
    add_children(tree.stories, pages)
    tree.stories.refresh_from_db()
    tree.stories.add_child(instance=draft("last"))
    assert Page.find_problems() == ([], [], [], [], [])
    stories = Page.objects.child_of(tree.stories).order_by("path")
    slugs = ["first", "first-2", "second", "second-2", "last"]
    assert list(stories.values_list("slug", flat=True)) == slugs
    path = tree.stories.url_path
    assert [page.url_path for page in stories] == [f"{path}{slug}/" for slug in slugs]
    assert {page.locale_id for page in stories} == {tree.stories.locale_id}


def test_none_stands_at_an_address_that_the_site_uses(tree, draft):
    pages = [draft("search")]
    add_children(tree.home, pages)
    assert read(pages[0]).slug == "search-2"


def test_the_first_below_a_page_has_a_place(tree, draft):
    below = factories.InformationFactory(parent=tree.home)
    add_children(below, [draft("one")])
    assert Page.find_problems() == ([], [], [], [], [])


def test_without_an_approval_nothing_is_public(tree, draft):
    pages = [draft("one"), draft("two")]
    add_children(tree.stories, pages)

    def approve_of_one(pages, versions):
        Decision.objects.create(
            page_id=pages[0].pk,
            revision=versions[0],
            fingerprint=fingerprint(versions[0]),
            outcome="approved",
            basis=Basis.BULK,
            decided_at=timezone.now(),
        )

    with pytest.raises(NotApproved):
        publish_new(pages, approve_of_one)
    assert not any(read(page).live for page in pages)
    assert not Revision.page_revisions.filter(object_id=str(pages[0].pk)).exists()


def test_an_approval_of_other_words_is_none(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])

    def approve_of_something(pages, versions):
        Decision.objects.create(
            page_id=page.pk,
            revision=versions[0],
            fingerprint="0" * 64,
            outcome="approved",
            basis=Basis.BULK,
            decided_at=timezone.now(),
        )

    with pytest.raises(NotApproved):
        publish_new([page], approve_of_something)


def test_people_approve_one_by_one(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])
    with pytest.raises(ValueError, match="needs a person"):
        publish_new_as(Basis.REVIEW, [page])


SPOIL = {
    "a field": lambda page: setattr(page, "licence", "mine"),
    "a problem": lambda page: setattr(page, "team", ""),
    "a row": lambda page: setattr(page, "alignments", []),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_a_page_with_a_problem_keeps_all_back(tree, draft, spoil):
    good, bad = draft("good"), draft("bad")
    spoil(bad)
    add_children(tree.stories, [good, bad])
    with pytest.raises(ValidationError):
        publish_new_as(Basis.BULK, [good, bad])
    assert not read(good).live
    assert not Decision.objects.filter(page=good.pk).exists()


def test_what_readers_have_already_is_published_by_itself(tree):
    page = read(factories.MapStoryFactory(parent=tree.stories))
    with pytest.raises(ValueError, match="is not new"):
        publish_new_as(Basis.BULK, [page])


def test_what_has_a_draft_is_published_by_itself(tree):
    page = read(factories.MapStoryFactory(parent=tree.stories, live=False))
    with pytest.raises(ValueError, match="is not new"):
        publish_new_as(Basis.BULK, [page])


def test_what_is_to_be_public_later_is_scheduled_by_itself(tree, draft):
    page = draft("later", go_live_at=timezone.now() + timedelta(days=1))
    add_children(tree.stories, [page])
    with pytest.raises(ValueError, match="public later"):
        publish_new_as(Basis.BULK, [page])


def test_nothing_live_comes_into_the_tree(tree, draft):
    page = draft("one")
    page.live = True
    with pytest.raises(NotApproved):
        add_children(tree.stories, [page])


def test_when_it_was_public_first_is_kept(tree, draft):
    then = timezone.now() - timedelta(days=900)
    old, new = draft("old", first_published_at=then, last_published_at=then), draft("new")
    publish(tree.stories, old, new)
    assert read(old).first_published_at == read(old).last_published_at == then
    assert read(new).first_published_at > then


def test_lists_in_their_short_form_read_as_approved(tree):
    page = ReflectionPage(title="A", slug="a", summary="S", live=False)
    page.authors = [Author(name="Asha")]
    page.body = [
        {"type": "text", "value": factories.WORDS},
        {
            "type": "do_list",
            "value": {"heading_level": 3, "label": "", "do": ["One.", "Two."]},
        },
    ]
    single = ReflectionPage(title="B", slug="b", summary="S", live=False)
    single.authors = [Author(name="Asha")]
    single.body = page.body.raw_data
    publish(tree.stories, page)
    tree.stories.refresh_from_db()
    tree.stories.add_child(instance=single)
    publish_as(Basis.BULK, single.save_revision())
    settle()
    assert sentences() == []


def test_a_story_more_costs_few_questions_more(tree, draft, settings):
    backend = "core.indexing.backend.IndexingBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}

    def cost(count):
        pages = [draft(f"{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            publish(tree.stories, *pages)
        return len(asked)

    few, many = cost(5), cost(15)
    assert (many - few) / 10 <= 10


@pytest.mark.django_db(transaction=True)
def test_two_sets_at_once_stand_beside_each_other():
    home = factories.HomeFactory()
    barrier = Barrier(2)

    def add(start):
        pages = [
            factories.InformationPage(title=f"{start} {n}", slug="same", summary="S")
            for n in range(5)
        ]
        for page in pages:
            page.live = False
        barrier.wait(10)
        with transaction.atomic():
            add_children(home, pages)
        connection.close()

    threads = [Thread(target=add, args=[name]) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.child_of(home).values("slug").distinct().count() == 10


def test_no_page_type_does_something_of_its_own_when_saved():
    for model in get_page_models():
        if issubclass(model, ModeratedPage):
            assert model.save is ModeratedPage.save, model


def test_notes_of_meetings_are_private_from_the_first(tree):
    community = factories.CommunityFactory(parent=tree.home)
    note = MeetingPage(title="March", summary="S", live=False)
    publish(community, note)
    [restriction] = read(note).get_view_restrictions()
    assert restriction.restriction_type == "login"
    assert not Item.objects.filter(page=note.pk, is_public=True).exists()
