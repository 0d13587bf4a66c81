"""Which page types may stand where."""

import pytest
from wagtail.models import get_page_models

from core import checks
from core.checks import (
    every_page_type_is_a_content_page,
    every_page_type_names_its_parents,
)
from core.models import ContentPage
from home.models import HomePage
from stories.models import MapStoryPage

# The whole law: below each page type, exactly these.
BELOW = {
    "Page": {"HomePage"},
    "HomePage": {
        "ToolkitPage",
        "StoryIndexPage",
        "CommunityPage",
        "JoinPage",
        "InformationPage",
    },
    "InformationPage": {"InformationPage"},
    "ToolkitPage": {
        "SectionPage",
        "DriverIndexPage",
        "TemplatePage",
        "ProjectPlanPage",
        "ExampleDocumentPage",
    },
    "SectionPage": {
        "SectionPage",
        "TemplatePage",
        "ProjectPlanPage",
        "ExampleDocumentPage",
    },
    "DriverIndexPage": {"DriverPage"},
    "StoryIndexPage": {"MapStoryPage", "KMStoryPage", "ReflectionPage"},
    "CommunityPage": {"ProfilePage", "JoinPage", "MeetingPage"},
}
ONE_OF_EACH = {
    "HomePage",
    "ToolkitPage",
    "DriverIndexPage",
    "StoryIndexPage",
    "CommunityPage",
    "JoinPage",
    "BinPage",
}


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_page_types_stand_where_they_belong(model):
    allowed = model.allowed_subpage_models()
    below = {child.__name__ for child in allowed if child.is_creatable}
    assert below == BELOW.get(model.__name__, set())


def test_of_some_page_types_there_is_only_one(tree):
    for model in get_page_models():
        assert (model.max_count == 1) == (model.__name__ in ONE_OF_EACH), model


def test_a_second_front_page_cannot_be_created(tree):
    assert not HomePage.can_create_at(tree.root)


def test_page_types_that_would_break_the_rules_stop_the_site(monkeypatch):
    assert not every_page_type_is_a_content_page(None)
    assert not every_page_type_names_its_parents(None)

    class Loose:
        """A page type outside the rules."""

        _meta = MapStoryPage._meta

    monkeypatch.setattr(checks, "get_page_models", lambda: [Loose])
    assert [error.id for error in every_page_type_is_a_content_page(None)] == [
        "mapcms.E001"
    ]

    class Vague(ContentPage):
        """A page type that names no parents of its own."""

        class Meta:
            abstract = True

    monkeypatch.setattr(checks, "get_page_models", lambda: [Vague])
    assert [error.id for error in every_page_type_names_its_parents(None)] == [
        "mapcms.E002"
    ]
