"""A draft is saved whatever is missing and whatever single fields cannot be kept."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from core.pages.draft_views import NEWER
from editorial.admin.edit_hooks import IT_WAITS
from stories.models import MapStoryPage, ReflectionPage
from tests.editorial.conftest import now, now_waiting, send
from tests.forms import data_of, edit_url, filled_in, story_data

FORM = "[data-edit-form]"
BY_ITSELF = {"headers": {"accept": "application/json"}}


@pytest.fixture
def editor(people):
    return people["editor"]


@pytest.fixture
def add(tree):
    def address(model):
        kind = ("stories", model._meta.model_name)
        return reverse("wagtailadmin_pages:add", args=(*kind, tree.stories.pk))

    return address


def latest(page):
    """A page as it was last saved."""
    return now(page).get_latest_revision_as_object()


def test_a_story_without_a_title_is_an_untitled_one(editor, add):
    data = story_data(title="", slug="", team="Two of us")
    assert editor.post(add(MapStoryPage), data).status_code == 302
    assert editor.post(add(MapStoryPage), data).status_code == 302
    saved = MapStoryPage.objects.order_by("pk")
    assert [page.title for page in saved] == ["Untitled story"] * 2
    assert [page.slug for page in saved] == ["untitled-story", "untitled-story-2"]
    assert "Give it a title." in saved[0].problems()["title"]
    form = filled_in(editor, edit_url(saved[0]))
    assert form["title"] == form["slug"] == [""]
    data = story_data(title="Three of us", slug="")
    editor.post(edit_url(saved[0]), data)
    assert latest(saved[0]).slug == "three-of-us"


def test_a_title_that_was_taken_away_stays_until_there_is_another(editor, draft):
    title = draft.title
    data = {**filled_in(editor, edit_url(draft)), "title": "", "team": "Two of us"}
    text = editor.post(edit_url(draft), data).content.decode()
    assert "This field is required" in text
    assert (latest(draft).title, latest(draft).team) == (title, "Two of us")


def test_an_address_that_is_taken_numbers_itself(editor, add):
    for _ in range(3):
        editor.post(add(MapStoryPage), story_data(title="Book club", slug="book-club"))
    slugs = MapStoryPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["book-club", "book-club-2", "book-club-3"]


def test_a_browser_that_saves_by_itself_hears_of_the_number(editor, add):
    data = story_data(title="Book club", slug="book-club")
    editor.post(add(MapStoryPage), data)
    answer = editor.post(add(MapStoryPage), data, **BY_ITSELF).json()
    assert answer["field_updates"]["slug"] == "book-club-2"


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("last_reviewed", "nonsense", "14/02/2025"),
        ("image_alt", "x" * 300, "A poster"),
        ("summary", "x" * 500, "In a sentence."),
        ("title", "x" * 300, "A better title"),
        ("slug", "no slug/at all", "a-slug"),
    ],
)
def test_one_field_never_stops_the_rest(editor, draft, name, bad, good):
    data = filled_in(editor, edit_url(draft))
    editor.post(edit_url(draft), {**data, name: good})
    kept = getattr(latest(draft), name)
    data = filled_in(editor, edit_url(draft))
    response = editor.post(edit_url(draft), {**data, name: bad, "team": "Us"})
    form = response.context["form"]
    assert form.errors[name]
    assert form[name].value() == bad
    assert getattr(latest(draft), name) == kept
    assert latest(draft).team == "Us"


def test_a_browser_that_saves_by_itself_hears_what_was_not_kept(editor, draft):
    data = {**filled_in(editor, edit_url(draft)), "last_reviewed": "nonsense"}
    answer = editor.post(edit_url(draft), {**data, "team": "Us"}, **BY_ITSELF).json()
    assert answer["success"]
    assert "date" in answer["kept_back"]["id_last_reviewed"]
    assert latest(draft).team == "Us"
    again = {**data, **answer["field_updates"], "last_reviewed": "14/02/2025"}
    answer = editor.post(edit_url(draft), again, **BY_ITSELF).json()
    assert answer["kept_back"] == {}


def test_a_new_page_with_such_a_field_is_saved_and_shown_again(editor, add):
    data = story_data(last_reviewed="nonsense", team="Us")
    response = editor.post(add(MapStoryPage), data)
    page = MapStoryPage.objects.get()
    assert (page.team, page.last_reviewed) == ("Us", None)
    assert response.context["form"]["last_reviewed"].value() == "nonsense"
    assert response.context["action_url"] == edit_url(page)


MEASURE = {"id": "", "kind": "time", "value": "70", "unit": "hours", "basis": "estimated"}


def test_a_row_keeps_its_last_good_value(editor, add):
    data = story_data(measures=inline_formset([MEASURE]))
    editor.post(add(MapStoryPage), data)
    page = MapStoryPage.objects.get()
    data = filled_in(editor, edit_url(page))
    changed = {"measures-0-value": "many", "measures-0-unit": "days"}
    editor.post(edit_url(page), {**data, **changed})
    row = latest(page).measures.get()
    assert (row.value, row.unit) == (70, "days")


def test_a_new_row_that_cannot_be_kept_leaves_the_others(editor, add):
    rows = [MEASURE, {**MEASURE, "value": "many"}, {"id": "", "ORDER": "3"}]
    data = story_data(measures=inline_formset(rows))
    response = editor.post(add(MapStoryPage), data)
    page = MapStoryPage.objects.get()
    assert page.measures.count() == 1
    shown = response.context["form"].formsets["measures"].forms
    assert shown[0].instance.pk
    assert shown[1]["value"].value() == "many"
    assert "number" in str(shown[1].errors["value"])


def test_rows_without_a_word_are_dropped(editor, add):
    rows = inline_formset([{"id": "", "ORDER": "1"}])
    data = story_data(measures=rows, quotes=rows, related_pages=rows)
    assert editor.post(add(MapStoryPage), data).status_code == 302
    page = MapStoryPage.objects.get()
    assert not page.measures.exists()
    assert not page.quotes.exists()


def test_rows_that_were_saved_are_not_saved_twice(editor, add):
    data = story_data(measures=inline_formset([MEASURE]), last_reviewed="nonsense")
    response = editor.post(add(MapStoryPage), data)
    page = MapStoryPage.objects.get()
    again = dict(response.context["form"].data.items())
    again["last_reviewed"] = "14/02/2025"
    assert editor.post(edit_url(page), again).status_code == 302
    assert latest(page).measures.count() == 1


ROWS_OF_A_REFLECTION = ("authors", "alignments", "related_pages", "comments")


def reflection(body, **values):
    """What a browser sends from the form of a reflection."""
    fields = {
        "title": "A thought",
        "slug": "a-thought",
        "summary": "Of mine.",
        "licence": "cc-by-4.0",
        "image": "",
        "body": streamfield(body),
        "organisation": "",
        **{name: inline_formset([]) for name in ROWS_OF_A_REFLECTION},
        **values,
    }
    return nested_form_data(fields)


def test_of_blocks_only_what_cannot_be_kept_stays_as_it_was(editor, add):
    quote = {"text": "Good words", "attribution": "A nurse"}
    typed = [("text", rich_text("<p>First</p>")), ("quotation", quote)]
    data = reflection(typed)
    data |= {"body-0-id": "a" * 8, "body-1-id": "b" * 8}
    assert editor.post(add(ReflectionPage), data).status_code == 302
    page = ReflectionPage.objects.get()
    changed = {"text": "Better words", "attribution": "x" * 300}
    typed = [("text", rich_text("<p>Second</p>")), ("quotation", changed)]
    data = reflection([*typed, ("text", rich_text(""))])
    data |= {"body-0-id": "a" * 8, "body-1-id": "b" * 8}
    response = editor.post(edit_url(page), data)
    text, quote = latest(page).body
    assert "Second" in str(text.value)
    assert dict(quote.value) == {"text": "Better words", "attribution": "A nurse"}
    assert "x" * 300 in response.content.decode()


def test_who_sends_stays_until_all_of_it_is_saved(editor, draft):
    data = {**filled_in(editor, edit_url(draft)), "action-send": "1"}
    response = editor.post(edit_url(draft), {**data, "last_reviewed": "nonsense"})
    assert response.status_code == 200
    assert response.context["form"].errors["last_reviewed"]


@pytest.mark.parametrize("role", ["editor", "editor2"])
def test_two_tabs_or_two_people_do_not_overwrite_silently(editor, people, draft, role):
    first = filled_in(editor, edit_url(draft))
    second = filled_in(people[role], edit_url(draft))
    editor.post(edit_url(draft), {**first, "team": "From the first"})
    other = {**second, "team": "From the second"}
    answer = people[role].post(edit_url(draft), other, **BY_ITSELF)
    assert not answer.json()["success"]
    response = people[role].post(edit_url(draft), other)
    assert NEWER in response.content.decode()
    assert latest(draft).team == "From the first"
    form = response.context["form"]
    assert form["team"].value() == "From the second"
    assert not response.context["autosave_enabled"]
    shown = data_of(BeautifulSoup(response.content, "html.parser").select_one(FORM))
    people[role].post(edit_url(draft), shown)
    assert latest(draft).team == "From the second"
    kept = [version.content["team"] for version in draft.revisions.order_by("-pk")]
    assert kept[:2] == ["From the second", "From the first"]


def test_a_moderator_hears_when_a_change_reaches_a_waiting_text(people, draft):
    state = send(draft, people["editor"].user)
    moderator = people["moderator"]
    address = edit_url(draft)
    assert IT_WAITS in moderator.get(address).content.decode()
    data = {**filled_in(moderator, address), "team": "Us"}
    answer = moderator.post(address, data, **BY_ITSELF).json()
    assert answer["success"]
    assert latest(draft).team == "Us"
    assert now_waiting(draft).revision_id == state.revision_id
    data |= answer["field_updates"]
    moderator.post(address, {**data, "team": "All of us"})
    assert now_waiting(draft).revision.as_object().team == "All of us"
    draft_of_editor = people["editor"].get(address).content.decode()
    assert IT_WAITS not in draft_of_editor
