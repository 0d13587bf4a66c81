"""What may not become public, and the sentence that says why."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage, Quote
from tests import factories
from toolkit.models import Supersession


@pytest.fixture
def image(db):
    return CustomImage.objects.create(title="Poster", file=get_test_image_file())


def refused(page, field, words):
    """Whether publishing fails beside this field or a part of it, with these words."""
    with pytest.raises(ValidationError) as caught:
        factories.publish(page)
    found = caught.value.message_dict.items()
    sentences = [s for way, said in found if way.split(".")[0] == field for s in said]
    assert any(words in sentence for sentence in sentences), sentences
    return not is_live(page)


def is_live(page):
    """Whether visitors can read the page."""
    return type(page).objects.get(pk=page.pk).live


def draft_driver(tree, **fields):
    return factories.DriverFactory(parent=tree.drivers, live=False, **fields)


def draft_story(tree, **fields):
    return factories.MapStoryFactory(parent=tree.stories, live=False, **fields)


def test_a_page_without_a_summary(tree):
    story = draft_story(tree)
    story.summary = " "
    assert refused(story, "summary", "one or two sentences")


def test_a_picture_that_is_neither_described_nor_decorative(tree, image):
    story = draft_story(tree, image=image)
    assert refused(story, "image_alt", "Describe the picture")
    story.image_decorative = True
    factories.publish(story)
    assert is_live(story)


def test_a_picture_that_is_described_and_decorative(tree, image):
    story = draft_story(tree, image=image, image_alt="A poster", image_decorative=True)
    assert refused(story, "image_decorative", "not both")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({}, True),
        ({"alt_text": "A poster"}, False),
        ({"decorative": True, "alt_text": ""}, False),
    ],
)
def test_a_picture_in_the_text(tree, image, words, problem):
    picture = {"image": {"image": image.pk, **words}, "caption": ""}
    page = factories.InformationFactory(parent=tree.home, live=False)
    page.body = [{"type": "picture", "value": picture}]
    if problem:
        assert refused(page, "body", "has no description")
    else:
        factories.publish(page)
        assert is_live(page)


def test_a_review_that_is_due_before_the_last_one(tree):
    story = draft_story(tree, next_review_due=datetime.date(2020, 1, 1))
    assert refused(story, "next_review_due", "cannot be due before")


def test_a_driver_without_scope(tree):
    assert refused(draft_driver(tree, scope=""), "scope", "how far")


def test_a_driver_without_publisher(tree):
    assert refused(draft_driver(tree, publisher=None), "publisher", "published it")


def test_a_driver_may_lack_its_impact_only_as_a_headline(tree):
    driver = draft_driver(tree, impact="")
    assert refused(driver, "impact", "Headline only")
    driver.status = "headline"
    factories.publish(driver)
    assert is_live(driver)


def test_a_driver_that_supersedes_itself(tree):
    driver = draft_driver(tree)
    driver.supersessions = [Supersession(older=driver)]
    assert refused(driver, "supersessions", "cannot supersede itself")


def test_a_driver_that_supersedes_itself_the_long_way_round(tree):
    first = factories.DriverFactory(parent=tree.drivers)
    second = factories.DriverFactory(
        parent=tree.drivers, rows={"supersessions": [Supersession(older=first)]}
    )
    first.supersessions = [Supersession(older=second)]
    with pytest.raises(ValidationError, match="already supersedes"):
        factories.publish(first)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("team", "who took part"),
        ("story", "Tell the story"),
        ("impact_library", "what changed"),
    ],
)
def test_a_map_story_without_its_core(tree, field, words):
    assert refused(draft_story(tree, **{field: ""}), field, words)


def test_a_map_story_without_organisation(tree):
    assert refused(draft_story(tree, organisation=None), "organisation", "which")


def test_a_map_story_without_a_driver(tree):
    story = draft_story(tree, rows={})
    assert refused(story, "alignments", "at least one driver")


def test_a_named_person_who_did_not_agree_to_be_quoted(tree):
    story = draft_story(tree)
    story.quotes = [Quote(text="Thanks", name="Jo Bloggs")]
    assert refused(story, "quotes", "agreed")
    story.quotes = [Quote(text="Thanks", job_title="Ward manager")]
    factories.publish(story)
    assert is_live(story)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"story": "<p>" + "word " * 301 + "</p>"}, "story", "300 words"),
        ({"story": ""}, "story", "Tell the story"),
        ({"teller": ""}, "teller", "who tells it"),
        ({"consent": False}, "consent", "everyone"),
        ({"organisation": None}, "organisation", "which organisation"),
    ],
)
def test_a_km_story(tree, fields, field, words):
    story = factories.KMStoryFactory(parent=tree.stories, live=False, **fields)
    assert refused(story, field, words)


def test_a_reflection_without_words_or_author(tree):
    page = factories.ReflectionFactory(parent=tree.stories, live=False, body=[], rows={})
    assert refused(page, "body", "sentences")
    assert refused(page, "authors", "who wrote it")


@pytest.mark.parametrize("field", ["team", "description", "outcome"])
def test_a_plan_without_its_core(tree, field):
    plan = factories.PlanFactory(parent=tree.section, live=False, **{field: ""})
    assert refused(plan, field, "")


def test_an_example_and_a_template_without_anything_to_read(tree):
    example = factories.ExampleFactory(parent=tree.section, live=False, link="")
    assert refused(example, "document", "Add the file")
    template = factories.TemplateFactory(parent=tree.section, live=False, body=[])
    assert refused(template, "document", "Add the Word file")


def test_a_profile_whose_years_run_backwards(tree):
    profile = factories.ProfileFactory(
        parent=tree.community, live=False, active_from=2020, active_to=2010
    )
    assert refused(profile, "active_to", "cannot come before")


def test_a_page_about_the_site_without_words(tree):
    page = factories.InformationFactory(parent=tree.home, live=False, body=[])
    assert refused(page, "body", "readers came to know")
