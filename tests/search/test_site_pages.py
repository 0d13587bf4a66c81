"""The site's own pages: found beside the items, never counted among them."""

import pytest
from wagtail.models import PageViewRestriction

from core.models import SearchWording
from search.models import SitePage
from search.results import SearchResults
from search.suggestions import suggestions
from tests import factories
from tests.feed.conftest import republish, settle


@pytest.fixture
def profile(tree):
    return factories.ProfileFactory(
        parent=tree.community,
        title="Asha Patel",
        summary="Looks after honey.",
        bio="<p>I keep bees.</p>",
    )


def found(rf, text, **more):
    """The titles of the site's own pages that a search shows."""
    settle()
    return [page.title for page in results(rf, text, **more).site_pages]


def results(rf, text, **more):
    return SearchResults(rf.get("/search/", {"q": text, **more}).GET)


@pytest.mark.parametrize(
    "typed", ["asha", "Patel, Asha", "who is Asha Patel?", "asha honey"]
)
def test_a_person_is_found_by_name(tree, rf, profile, typed):
    assert found(rf, typed) == ["Asha Patel"]


def test_a_single_word_must_stand_in_the_name(tree, rf, profile):
    assert found(rf, "bees") == found(rf, "honey") == []


def test_they_are_not_counted_and_stand_above_the_list(tree, visitor, profile):
    factories.KMStoryFactory(parent=tree.stories, title="Asha Patel and the bees")
    page = visitor.get("/search/?q=asha").content.decode()
    assert "1 result for “asha”" in page
    assert page.index("Pages of this site") < page.index("Asha Patel</a>")
    assert page.index("Looks after honey.") < page.index("and the bees")
    assert (
        "Looks after" not in visitor.get("/search/?q=asha&type=km-story").content.decode()
    )


def test_each_says_what_it_is_as_items_do(tree, visitor, profile):
    page = visitor.get("/search/?q=asha").content.decode()
    assert ">Profile<" in page.replace("\n", "").replace("  ", "")


def test_they_are_shown_where_nothing_else_is_found(tree, visitor, profile):
    page = visitor.get("/search/?q=asha").content.decode()
    assert "Looks after honey." in page
    assert "0 results for “asha”, but this." in page
    assert "Nothing here yet" not in page


def test_a_search_asks_the_database_few_questions(
    tree, rf, profile, django_assert_max_num_queries
):
    factories.KMStoryFactory(parent=tree.stories, title="Asha and the bees")
    settle()
    assert len(results(rf, "asha").marked) == 1
    with django_assert_max_num_queries(4):
        shown = results(rf, "asha")
        assert shown.marked
        assert shown.site_pages
        assert shown.says


def test_at_most_three_are_shown(tree, rf):
    for number in range(5):
        factories.ProfileFactory(parent=tree.community, title=f"Asha {number}")
    assert len(found(rf, "asha")) == 3


def test_they_are_suggested(tree, profile):
    settle()
    [shown] = [row for row in suggestions("ash") if row["title"] == "Asha Patel"]
    assert (shown["kind"], shown["url"]) == ("profile", profile.url)


def test_a_row_goes_with_its_page(tree, rf, profile):
    assert found(rf, "asha")
    type(profile).objects.get(pk=profile.pk).unpublish()
    settle()
    assert not SitePage.objects.filter(page=profile.pk).exists()


def test_a_private_page_is_not_found(tree, rf, profile):
    PageViewRestriction.objects.create(
        page=tree.community, restriction_type=PageViewRestriction.LOGIN
    )
    assert found(rf, "asha") == []


def test_a_page_is_found_as_it_is_called_now(tree, rf, profile):
    settle()
    republish(profile, title="Asha Miller")
    assert found(rf, "miller") == ["Asha Miller"]
    assert found(rf, "patel") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("alignment map", "Alignment map"),
        ("gap analysis", "Gaps"),
        ("figures", "Figures"),
        ("rss", "The feed: reuse everything"),
        ("share your story", "Share your story"),
        ("suggest a driver", "Share your story"),
        ("report a problem", "Get in touch"),
    ],
)
def test_what_is_no_page_of_the_tree_is_found_too(tree, rf, typed, title):
    assert found(rf, typed) == [title]


def test_a_misspelt_name_is_found(tree, rf, profile):
    settle()
    assert found(rf, "asha patal") == ["Asha Patel"]


def test_what_people_call_a_page_finds_it_even_in_small_words(tree, rf):
    SearchWording.objects.create(words="who are you\ntelephone", page=tree.community)
    for typed in ("who are you", "Who are you?", "telephone", "how do I telephone you"):
        assert found(rf, typed) == ["The community"], typed
    assert found(rf, "make every telephone count for patients") == []


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("can you tell me who runs this lovely site", True),
        ("who is running this website then", True),
        ("a hospital site with three wards", False),
        ("the ward round runs late on Mondays", False),
    ],
)
def test_a_name_is_found_among_other_words(tree, rf, typed, is_found):
    SearchWording.objects.create(words="website\nsite")
    SearchWording.objects.create(words="who runs this site", page=tree.community)
    assert (tree.community.title in found(rf, typed)) is is_found


def test_a_name_of_one_word_must_be_all_that_is_asked(tree, rf):
    SearchWording.objects.create(words="zebras", page=tree.community)
    assert found(rf, "where do nine zebras sleep at night") == []


def test_a_name_that_is_taken_back_finds_nothing(tree, rf):
    wording = SearchWording.objects.create(words="zebra", page=tree.community)
    assert found(rf, "zebra") == ["The community"]
    wording.page = tree.toolkit
    wording.save()
    assert found(rf, "zebra") == [tree.toolkit.title]
    wording.delete()
    assert found(rf, "zebra") == []
