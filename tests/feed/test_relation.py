"""The relation that other rooms ask: public items alone, and the state of the answer."""

import json

import pytest

from feed.models import Item, State
from feed.query.connection import fetch_rows
from feed.query.relation import as_facets, ask, question
from feed.query.vocabulary import vocabulary
from tests import factories
from tests.feed.conftest import item_of, settle

EVERY = question("SELECT title, card, has_figure, details, markdown FROM {items} i")


@pytest.fixture
def driver(tree):
    return factories.DriverFactory(parent=tree.drivers, title="Ten years")


def test_only_what_is_public_is_there(tree, driver):
    factories.DriverFactory(parent=tree.drivers, title="Draft", live=False)
    gone = factories.DriverFactory(parent=tree.drivers, title="Gone")
    settle()
    type(gone).objects.get(pk=gone.pk).unpublish()
    assert not item_of(gone).is_public
    titles = {title for title, *_ in fetch_rows(EVERY)}
    assert "Ten years" in titles
    assert not titles & {"Draft", "Gone", ""}


def test_columns_are_what_they_say(driver):
    item = item_of(driver)
    rows = {row[0]: row[1:] for row in fetch_rows(EVERY)}
    card, has_figure, details, markdown = rows["Ten years"]
    form = json.loads(card)
    assert (form["sequence"], form["id"]) == (item.sequence, str(item.pk))
    assert form["listed"] == json.loads(item.listed)
    assert has_figure is False
    assert details == json.loads(f"{item.full}}}")["details"]
    assert markdown == json.loads(f"{item.full}}}")["markdown"]


def test_an_answer_comes_with_its_state(driver):
    settle()
    now, rows = ask(question("SELECT title FROM {items} i WHERE type = %s"), ["driver"])
    assert rows == [("Ten years",)]
    state = State.objects.get()
    assert (now.generation, now.sequence) == (state.generation, state.sequence)


def test_no_answer_comes_with_its_state_too(driver):
    settle()
    now, rows = ask(question("SELECT title FROM {items} i WHERE type = %s"), ["none"])
    assert rows == []
    assert now.generation == State.objects.get().generation


def test_an_answer_with_nothing_in_it_is_a_row(driver):
    settle()
    _, rows = ask(question("SELECT NULL, NULL FROM {items} i WHERE type = 'driver'"))
    assert rows == [(None, None)]


def test_the_vocabulary_is_that_of_the_answer(tree):
    settle()
    ask(EVERY)
    assert "late" not in vocabulary.terms.labels["theme"]
    factories.ThemeFactory(name="Late", slug="late")
    factories.DriverFactory(parent=tree.drivers)
    settle()
    ask(EVERY)
    assert vocabulary.label("theme", "late") == "Late"


def test_questions_keep_values_and_text_apart(driver):
    settle()
    statement = question("SELECT title FROM {items} i WHERE title = %s")
    assert fetch_rows(statement, ["' OR true --"]) == []
    Item.objects.filter(page=driver.pk).update(title="{items} %s")
    assert fetch_rows(statement, ["{items} %s"]) == [("{items} %s",)]


def test_braces_and_parts_of_a_question():
    assert question("SELECT '{{}}', {one}", one="a || '{x}'") == "SELECT '{}', a || '{x}'"


def test_facets_are_written_once():
    assert as_facets("type", ("plan", "km-story")) == ["type:plan", "type:km-story"]
    assert as_facets("theme", []) == []
