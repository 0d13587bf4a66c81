"""A name that no list has: the story goes out, and the list catches up with it."""

import pytest

from community.models import Organisation
from core.models import Publisher
from core.pages.citation import attribution
from core.pages.fingerprint import fingerprint
from core.vocabularies.settlement import settle, waiting
from editorial.audit import audit
from editorial.models import Decision
from tests import factories
from tests.editorial.conftest import approve, now, rewrite, send, written_by
from tests.forms import post_form

TYPED = "St Elsewhere Hospice"
SCREEN = "/admin/vocabularies/not-listed/"


@pytest.fixture
def draft(tree, people):
    """A story from a place that is not on the list."""
    return written_by(
        people["editor"].user, tree, organisation=None, organisation_proposal=TYPED
    )


@pytest.fixture
def public(draft, people):
    """The same, approved."""
    approve(send(draft, people["editor"].user), people["moderator"].user)
    return now(draft)


def item(visitor, page):
    """The page's item in the feed."""
    return visitor.get(f"/api/feed/v1/items/{page.translation_key}").json()


def test_a_story_without_any_place_is_not_sent(draft, people):
    version = rewrite(draft, people["editor"].user, organisation_proposal="")
    assert "organisation" in version.as_object().problems()


def test_a_story_from_a_place_that_is_not_listed_is_sent(draft):
    assert draft.problems() == {}


def test_a_term_and_a_name_are_one_too_many(draft, people):
    place = factories.OrganisationFactory()
    version = rewrite(draft, people["editor"].user, organisation=place)
    assert list(version.as_object().problems()) == ["organisation_proposal"]


def test_readers_see_the_name_as_it_was_typed(public, visitor, tree):
    assert TYPED in visitor.get(public.url).content.decode()
    assert TYPED in visitor.get(tree.stories.url).content.decode()
    assert TYPED in attribution(public)


def test_the_story_is_found_by_the_name(public, visitor):
    found = visitor.get("/api/feed/v1/items", {"q": "Elsewhere"}).json()
    assert [one["title"] for one in found["items"]] == [public.title]


def test_it_filters_nothing_before_the_name_is_on_the_list(public, visitor):
    assert item(visitor, public)["organisation"] is None
    facets = visitor.get("/api/feed/v1/facets").json()
    assert TYPED not in str(facets)


def test_a_name_that_is_on_the_list_is_the_same(public, people, visitor, tree):
    """The second person who types it, however they write it, finds the first one's."""
    place = Organisation.objects.create(name=TYPED, slug="elsewhere")
    client = people["editor"]
    page = written_by(client.user, tree, organisation=None, title="Another")
    typed = "  st elsewhere  HOSPICE"
    post_form(client, page, organisation="", organisation_proposal=typed)
    version = now(page).get_latest_revision_as_object()
    assert (version.organisation, version.organisation_proposal) == (place, "")


@pytest.fixture(params=["added", "the same as another"])
def settled(request, public, people):
    """The organisation, once the Steering group has said what the name means."""
    data = {"vocabulary": "community.organisation", "name": TYPED, "term": ""}
    if request.param != "added":
        data["term"] = factories.OrganisationFactory(name="Elsewhere NHS Trust").pk
    assert people["steering"].post(SCREEN, data).status_code == 302
    return Organisation.objects.latest("pk")


def test_once_settled_the_page_has_the_term(settled, public, visitor):
    page = now(public)
    assert (page.organisation, page.organisation_proposal) == (settled, "")
    assert item(visitor, public)["organisation"]["label"] == settled.name
    listed = visitor.get("/api/feed/v1/items", {"organisation": settled.slug}).json()
    assert listed["total"] == 1
    assert settled.name in visitor.get(public.url).content.decode()
    assert waiting() == []


def test_settling_needs_no_new_approval(public, people):
    revision, decisions = public.live_revision, Decision.objects.count()
    before = fingerprint(revision)
    settle(factories.OrganisationFactory(), TYPED)
    page = now(public)
    assert (page.live_revision, fingerprint(page.live_revision)) == (revision, before)
    assert not page.has_unpublished_changes
    assert list(audit()) == []
    assert Decision.objects.count() == decisions


def test_what_is_in_review_is_settled_and_can_be_approved(draft, people, visitor):
    state = send(draft, people["editor"].user)
    assert [proposal.name for proposal in waiting()] == [TYPED]
    place = factories.OrganisationFactory()
    settle(place, TYPED)
    assert waiting() == []
    approve(state, people["moderator"].user)
    assert now(draft).organisation == place
    assert list(audit()) == []


def test_names_keep_their_meaning_whatever_becomes_of_the_term(public, people):
    place, other = factories.OrganisationFactory(), factories.OrganisationFactory()
    settle(place, TYPED)
    place.name = "Renamed"
    place.save()
    assert list(audit()) == []
    place.merge_into(other)
    assert now(public).organisation == other
    assert list(audit()) == []
    other.retired = True
    other.save()
    assert list(audit()) == []


def test_a_name_that_got_past_the_list_is_settled_with_its_term(public, people):
    place = Organisation.objects.create(name=TYPED, slug="elsewhere")
    type(public).objects.update(organisation=None, organisation_proposal=TYPED)
    data = {"vocabulary": "community.organisation", "name": TYPED, "term": ""}
    assert people["steering"].post(SCREEN, data).status_code == 302
    assert now(public).organisation == place


def test_what_is_being_written_does_not_wait(draft):
    assert waiting() == []


def test_one_name_waits_once_however_it_is_written(public, tree, people):
    other = written_by(
        people["editor"].user,
        tree,
        organisation=None,
        title="Other",
        organisation_proposal=TYPED.upper(),
    )
    send(other, people["editor"].user)
    [proposal] = waiting()
    assert {page.pk for page in proposal.pages} == {public.pk, other.pk}


def test_a_driver_from_an_unlisted_body_is_shown_and_settled(tree, visitor):
    driver = factories.DriverFactory(
        parent=tree.drivers, publisher=None, publisher_proposal="Kinder Futures"
    )
    assert "publisher" not in driver.problems()
    assert "Kinder Futures" in visitor.get(driver.url).content.decode()
    assert "Kinder Futures" in visitor.get(tree.drivers.url).content.decode()
    body = Publisher.objects.create(name="Kinder futures", slug="kinder-futures")
    assert now(driver).publisher == body
    assert item(visitor, driver)["details"]["publisher"]["label"] == "Kinder futures"


def test_the_screen_is_for_those_who_look_after_the_lists(public, people):
    steering = people["steering"].get(SCREEN).content.decode()
    assert TYPED in steering
    assert public.title in steering
    assert TYPED in people["steering"].get("/admin/").content.decode()
    for name in ("editor", "moderator"):
        assert people[name].get(SCREEN).status_code == 302
        assert TYPED not in people[name].get("/admin/").content.decode()


def test_the_list_is_asked_for_what_is_like_it(public, people):
    factories.OrganisationFactory(name="Elsewhere Hospice")
    factories.OrganisationFactory(name="Quite another body")
    text = people["steering"].get(SCREEN).content.decode()
    assert "The list has “Elsewhere Hospice”." in text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": "Nothing"}, "has settled “Nothing” already"),
        ({"term": "999999"}, "Choose an entry that is on the list."),
        ({}, "is on the list of organisations now, and on 1 page."),
    ],
)
def test_what_is_sent_to_the_screen_is_answered_in_words(public, people, sent, says):
    data = {"vocabulary": "community.organisation", "name": TYPED, **sent}
    answer = people["steering"].post(SCREEN, data, follow=True)
    assert says in answer.content.decode()
