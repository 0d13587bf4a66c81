"""What the forms of the admin keep of what people type and paste."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from community.models import User
from core.models import Theme
from core.text.input import clean_block
from core.text.wordcount import count_words
from feed.admin.webhooks import WebhookForm
from home.models import InformationPage
from stories.models import MapStoryPage
from tests import factories
from tests.forms import complete, edit_url, post_form, story_data
from toolkit.models import DriverPage

WRAPPED = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa"
    "&data=asha%40nhs.example.org"
)
REQUIRED = "This field is required"


@pytest.fixture
def add(tree, person):
    """Adds a story by its form and gives the answer."""
    address = ("wagtailadmin_pages:add", ("stories", "mapstorypage", tree.stories.pk))
    client = person("Content Editors")

    def post(**values):
        return client.post(reverse(address[0], args=address[1]), story_data(**values))

    return post


def test_titles_summaries_and_names_are_tidied(add):
    rows = inline_formset([{"name": "Asha\u202e \u200bPatel"}])
    add(title="Book\x0bclub\u2028 ", summary="One\u00adline.\r\nTwo", authors=rows)
    story = MapStoryPage.objects.get().get_latest_revision_as_object()
    assert story.title == "Book club"
    assert story.summary == "Oneline.\nTwo"
    assert [row.name for row in story.authors.all()] == ["Asha Patel"]


def test_a_title_nobody_can_see_is_none(add):
    values = {**complete(), "title": "\u200b\u2060", "action-submit": "1"}
    assert add(**values).context["form"].errors["title"] == [f"{REQUIRED}."]


def test_terms_and_people_are_tidied_too(person):
    client = person("Steering group")
    data = {"name": "Digital\u200b \u2028health", "slug": "digital-health"}
    client.post(reverse("core_theme_modeladmin_create"), data)
    assert Theme.objects.get().name == "Digital health"
    user = User(username="asha", first_name="Asha\u202e", last_name="\u200bPatel")
    user.set_unusable_password()
    user.full_clean()
    assert user.get_full_name() == "Asha Patel"


def test_so_are_the_names_of_webhooks(db):
    form = WebhookForm({"name": "\u200b", "url": "https://example.org/"})
    assert form.errors["name"] == [f"{REQUIRED}."]


def test_rich_text_of_nothing_is_empty(add):
    for html in ("<p> </p>", "<p></p><p>\u200b</p>", "<p>\u00a0</p>", "<h3></h3>"):
        MapStoryPage.objects.all().delete()
        add(lessons=rich_text(html), problem=rich_text("<p>\u200bA\u2028b</p>"))
        story = MapStoryPage.objects.get()
        assert story.lessons == ""
        assert count_words(story.problem) == 2


def test_wrapped_addresses_are_unwrapped_wherever_they_stand(add):
    link = f'<p data-block-key="a"><a href="{WRAPPED}">a plan</a> at {WRAPPED}.</p>'
    link = link.replace("&", "&amp;")
    add(story=rich_text(link), contact_url=WRAPPED, award=f"See {WRAPPED}")
    story = MapStoryPage.objects.get()
    assert story.contact_url == "https://example.org/a"
    assert story.award == "See https://example.org/a"
    assert 'href="https://example.org/a"' in story.story
    assert "asha" not in story.story


def test_an_address_on_a_drive_is_refused_in_its_field(add):
    response = add(contact_url="S:\\Library\\plan.docx")
    (sentence,) = response.context["form"].errors["contact_url"]
    assert sentence.startswith("Readers cannot open a file on your drive.")


def test_a_link_to_a_drive_stays_in_the_draft_for_the_check_to_name(add):
    for address in ("file:///S:/plan.docx", "S:\\plan.docx", "\\\\server\\plan.docx"):
        MapStoryPage.objects.all().delete()
        add(story=rich_text(f'<p>The <a href="{address}">plan</a></p>'))
        assert f'href="{address}"' in MapStoryPage.objects.get().story


def test_a_page_of_blocks_is_tidied_too(tree, person):
    page = factories.InformationFactory(parent=tree.home)
    blocks = streamfield(
        [
            ("text", rich_text(f'<p>\u200b<a href="{WRAPPED}">A\u2028b</a></p>')),
            ("quotation", {"text": "x\u202ey", "attribution": "\u200b"}),
        ]
    )
    post_form(person("Content Editors"), page, **flat("body", blocks))
    body = InformationPage.objects.get(pk=page.pk).get_latest_revision_as_object().body
    text, quotation = body
    assert 'href="https://example.org/a"' in text.value.source
    assert count_words(text.value.source) == 2
    assert quotation.value == {"text": "xy", "attribution": ""}


def flat(prefix, value):
    """What a browser sends of a value within others."""
    if isinstance(value, dict):
        parts = [flat(f"{prefix}-{name}", part) for name, part in value.items()]
        return {name: part for found in parts for name, part in found.items()}
    return {prefix: value}


def test_tables_lists_and_empty_blocks_are_tidied_or_stay():
    block = InformationPage._meta.get_field("body").stream_block
    stored = [
        {"type": "table", "value": {"data": [["a\u200b", None]]}, "id": "a"},
        {"type": "table", "value": None, "id": "b"},
        {"type": "do_list", "value": {"heading_level": 3, "do": ["x\u200b"]}, "id": "c"},
        {"type": "picture", "value": {"image": {"image": None}}, "id": "d"},
    ]
    kept = block.get_prep_value(clean_block(block, block.to_python(stored)))
    assert [part["id"] for part in kept] == ["a", "b", "c", "d"]
    assert kept[0]["value"]["data"] == [["a", None]]
    assert kept[1]["value"] is None


@pytest.mark.parametrize("words", ["14/02/2025", "14 February 2025", "2025-02-14"])
def test_british_dates_are_read(add, words):
    add(last_reviewed=words)
    assert MapStoryPage.objects.get().last_reviewed == date(2025, 2, 14)


@pytest.mark.parametrize("words", ["nonsense", "February 2016", "2016", "02/2016"])
@pytest.mark.parametrize("name", ["last_reviewed", "next_review_due"])
def test_what_is_no_day_is_refused_by_the_field(add, name, words):
    response = add(**{name: words})
    (sentence,) = response.context["form"].errors[name]
    assert sentence.startswith("Write a date such as 14/02/2025")


def test_dates_stand_in_the_form_as_they_are_written_here(tree, person):
    story = factories.MapStoryFactory(parent=tree.stories, last_reviewed=date(2025, 2, 3))
    text = person("Content Editors").get(edit_url(story)).content.decode()
    assert 'value="03/02/2025"' in text
    assert text.count('"validateOnBlur": false') >= 4


def test_a_month_alone_makes_the_date_of_a_driver_no_day(tree, person):
    driver = factories.DriverFactory(parent=tree.drivers)
    post_form(person("Content Editors"), driver, date="February 2016")
    driver = DriverPage.objects.get(pk=driver.pk).get_latest_revision_as_object()
    assert (driver.date, driver.date_precision) == (date(2016, 2, 1), "month")
    assert driver.date_words == "February 2016"


def test_a_text_that_does_not_fit_is_refused_with_its_size(add):
    long = "x" * 50_001
    values = {"story": rich_text(f"<p>{long}</p>"), "team": "x" * 5_001}
    errors = add(**values, summary="x" * 401).context["form"].errors
    for name, most in (("story", 50_000), ("team", 5_000), ("summary", 400)):
        (sentence,) = errors[name]
        assert sentence.startswith(
            f"This has {most + 1} characters, and {most} fit here."
        )


def test_so_is_a_page_of_too_many_blocks(tree, person):
    page = factories.InformationFactory(parent=tree.home)
    blocks = streamfield([("quotation", {"text": "x" * 599, "attribution": ""})] * 334)
    response = post_form(person("Content Editors"), page, **flat("body", blocks))
    assert "200000 fit here" in response.content.decode()


def test_no_browser_cuts_off_what_is_pasted(tree, person):
    story = factories.MapStoryFactory(parent=tree.stories)
    text = person("Content Editors").get(edit_url(story)).content.decode()
    assert 'data-characters-most="400"' in text
    assert 'maxlength="400"' not in text
