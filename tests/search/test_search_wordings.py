"""What people type is the steering group's to say: names of pages, and words alike."""

import pytest
from django.core.exceptions import ValidationError

from core.models import SearchWording, Theme
from tests import factories
from tests.feed.conftest import ask

__all__ = ["ask"]


@pytest.fixture
def found(ask):
    return lambda words: [item["title"] for item in ask(f"/items?q={words}")["items"]]


def test_an_item_is_found_by_what_people_call_it(tree, found):
    story = factories.KMStoryFactory(parent=tree.stories, title="Fourteen questions")
    assert found("zebra") == []
    wording = SearchWording.objects.create(words="the zebra one", page=story)
    assert found("zebra") == ["Fourteen questions"]
    wording.delete()
    assert found("zebra") == []


def test_wordings_without_a_page_mean_the_same(tree, found):
    factories.KMStoryFactory(parent=tree.stories, title="Our carbon footprint")
    assert found("net+zero") == []
    SearchWording.objects.create(words="carbon footprint\nnet zero")
    assert found("net+zero") == found("netzero") == ["Our carbon footprint"]


def test_a_term_has_other_names_too(tree, found):
    theme = Theme.objects.create(name="Workforce and education", slug="workforce")
    factories.KMStoryFactory(parent=tree.stories, title="One", themes=[theme])
    SearchWording.objects.create(words="CPD\nworkforce and education")
    assert found("cpd") == ["One"]


def test_what_would_change_nothing_is_refused(tree):
    with pytest.raises(ValidationError, match="mean the same, or choose a page"):
        SearchWording(words="alone").full_clean()
    SearchWording(words="alone", page=tree.home).full_clean()


def test_the_steering_group_edits_them(tree, person):
    steering = person("Steering group")
    shown = steering.get("/admin/core/searchwording/create/").content.decode()
    assert "One wording on each line" in shown
    steering.post("/admin/core/searchwording/create/", {"words": "a b\nc", "page": ""})
    assert str(SearchWording.objects.get()) == "a b, c"
    assert person("Moderators").get("/admin/core/searchwording/").status_code == 302
