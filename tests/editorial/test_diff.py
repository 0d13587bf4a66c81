"""What a version changes: passages kept apart, what stayed folded, nothing hidden."""

import pytest
from wagtail.blocks import StreamValue

from core.models import Measure, Quote
from editorial.diff import differences
from editorial.diff.alignment import compare_passages, compare_words
from editorial.diff.passages import Passage, passages_of_html, passages_of_text
from stories.models import ReflectionPage
from tests import factories

pytestmark = pytest.mark.django_db


def shown(before, after):
    """Two rich texts side by side, as (change, words with marks)."""
    stretches = compare_passages(passages_of_html(before), passages_of_html(after))
    return [
        (found.change, "".join(marked(piece) for piece in found.pieces))
        for stretch in stretches
        for found in stretch.passages
    ]


def marked(piece):
    """A piece as plain text."""
    signs = {"gone": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}
    return signs[piece.change].format(piece.words)


def test_paragraphs_stay_apart_and_only_the_changed_words_are_marked():
    before = "<h3>Then</h3><p>One.</p><p>We saved 70 hours.</p><ul><li>Tea</li></ul>"
    after = "<h3>Then</h3><p>One.</p><p>We saved 90 hours.</p><ul><li>Tea</li></ul>"
    assert shown(before, after) == [
        ("same", "Then"),
        ("same", "One."),
        ("changed", "We saved [-70-]{+90+} hours."),
        ("same", "Tea"),
    ]


def test_what_stayed_is_one_stretch_to_fold():
    words = "".join(f"<p>Paragraph {number}.</p>" for number in range(5))
    stretches = compare_passages(
        passages_of_html(words), passages_of_html(words + "<p>More.</p>")
    )
    assert [(s.is_same, len(s.passages)) for s in stretches] == [(True, 5), (False, 1)]


def test_a_new_paragraph_does_not_make_its_neighbours_new():
    found = shown("<p>First of all.</p><p>Last.</p>", "<p>Zebras!</p><p>Last.</p>")
    assert found == [
        ("new", "{+Zebras!+}"),
        ("gone", "[-First of all.-]"),
        ("same", "Last."),
    ]


def test_a_rewritten_passage_is_found_behind_one_that_went():
    before = "<p>Cats purr.</p><p>The library opened at nine.</p>"
    after = "<p>The library opened at ten.</p>"
    assert shown(before, after) == [
        ("gone", "[-Cats purr.-]"),
        ("changed", "The library opened at [-nine-]{+ten+}."),
    ]


def test_an_address_that_changed_behind_the_same_words_is_told():
    before = '<p>See <a href="https://a.example/">the plan</a> <b>now</b>.</p>'
    after = '<h2>See <a linktype="page" id="7">the plan</a> now.</h2>'
    (stretch,) = compare_passages(passages_of_html(before), passages_of_html(after))
    (found,) = stretch.passages
    assert found.note == (
        "Links: https://a.example/ became page 7. The paragraph became a heading. "
        "Bold or italic words changed."
    )
    (stretch,) = compare_passages(
        passages_of_html(before), passages_of_text("See the plan now.")
    )
    assert "became none" in stretch.passages[0].note


def test_how_a_text_is_stored_is_no_difference():
    before = '<p data-block-key="a1">One  <strong>two</strong></p>'
    after = '<p data-block-key="zz">One <b>two</b></p>\n'
    assert passages_of_html(before) == passages_of_html(after)


def test_words_before_and_between_blocks_are_kept():
    html = "Loose<div>inner<p>deep <i>words</i><br>next</p>tail</div><img alt='Map'>"
    found = [passage.words for passage in passages_of_html(html)]
    assert found == ["Loose", "inner", "deep words", "next", "tail", ""]
    assert passages_of_html(html)[-1].links == ("Map",)


def test_words_between_which_only_a_space_stayed_go_together():
    pieces = list(compare_words("a red hat", "a blue coat"))
    assert [(piece.change, piece.words) for piece in pieces] == [
        ("same", "a "),
        ("gone", "red hat"),
        ("new", "blue coat"),
    ]


def test_labels_and_kinds_keep_values_apart():
    old, new = [Passage("yes", label="Wide")], [Passage("yes", label="Tall")]
    (stretch,) = compare_passages(old, new)
    assert [found.change for found in stretch.passages] == ["new", "gone"]


def stream(*blocks):
    """A body that holds blocks as (type, id, value)."""
    raw = [{"type": kind, "id": key, "value": value} for kind, key, value in blocks]
    return StreamValue(ReflectionPage.body.field.stream_block, raw, is_lazy=True)


def test_every_kind_of_block_has_words():
    before = factories.ReflectionFactory(parent=factories.StoryIndexFactory())
    after = type(before).objects.get(pk=before.pk)
    before.body = stream(("text", "a", "<p>Tea.</p><p>Milk.</p>"))
    after.body = stream(
        ("text", "a", "<p>Tea.</p><p>Milk.</p>"),
        ("quotation", "b", {"text": "Lovely.", "attribution": "Jo"}),
        ("table", "c", {"data": [["a", None]], "table_caption": "Cups"}),
        ("do_list", "d", {"heading_level": 3, "do": ["Stir it"]}),
    )
    (found,) = differences(before, after)
    assert found.label == "Body"
    same, new = found.stretches
    assert [each.passage.words for each in same.passages] == ["Tea.", "Milk."]
    said = [(each.passage.label, each.passage.words) for each in new.passages]
    for row in [("Text", "Lovely."), ("Table", "Cups"), ("Table", "a | ")]:
        assert row in said
    assert "Stir it" in [words for _, words in said]


def test_rows_say_what_became_of_them(draft):
    before = type(draft).objects.get(pk=draft.pk)
    draft.save()
    after = type(draft).objects.get(pk=draft.pk)
    before.quotes = [Quote(pk=1, text="Fine.", sort_order=0)]
    after.quotes = [
        Quote(pk=1, text="Fine, really.", sort_order=0),
        Quote(text="Splendid.", sort_order=1),
    ]
    before.measures = [Measure(pk=1, kind="time", value=3, unit="hours", basis="counted")]
    after.measures = []
    after.team = "Two\nlibrarians"
    found = {each.label: each for each in differences(before, after)}
    assert found["Project team"].is_text
    quotes = found["What people said"]
    assert [row.change for row in quotes.rows] == ["changed", "new"]
    assert quotes.same_rows == 0
    assert [field.label for field in quotes.rows[0].fields] == ["Their words"]
    assert [row.change for row in found["Figures"].rows] == ["gone"]
    assert "unit" in str(found["Figures"].rows[0].fields[2].label).lower()
