"""Passages: whole sentences of one block, the ones that answer best."""

import pytest

from feed.query.text_search import Synonyms, read_words
from search.highlighting import Marker
from search.passages import likely_blocks, passage_of, sentences_of

TEXT = """
## The kettle

First words. We bought a **kettle** for the ward. It is [red](https://example.org/kettle).

- One kettle
- *Two* kettles (by 3 p.m. on Monday)

> Nobody asked for a lamp.

| Kettle | What it cost |
| --- | --- |
| Small | £12. Dr. Lamp paid. |

Long before, e.g. in 2020, St. Ottilie's had a lamp\\. "Had it?" Yes.
"""


def passage(typed, text=TEXT):
    marker = Marker(read_words(typed, Synonyms()))
    return passage_of(likely_blocks(text, marker), marker)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("kettle", "The kettle"),
        ("kettle ward", "We bought a kettle for the ward. It is red."),
        ("Monday", "Two kettles (by 3 p.m. on Monday)"),
        ("asked lamp", "Nobody asked for a lamp."),
        ("cost", "What it cost"),
        ("paid", "Dr. Lamp paid."),
        ("ottilie", "Long before, e.g. in 2020, St. Ottilie's had a lamp."),
        ("example", ""),
        ("xylophone", ""),
    ],
)
def test_a_passage_is_whole_sentences_of_one_block(db, typed, shown):
    found = passage(typed)
    assert found.startswith(shown) if shown else found == ""
    assert "|" not in found
    assert "\n" not in found


def test_what_has_no_end_is_cut_and_says_so(db):
    found = passage("kettle", "kettle and lamp " * 90)
    assert len(found.split()) == 81
    assert found.endswith(" …")


@pytest.mark.parametrize(
    ("block", "sentences"),
    [
        ("One. Two? “Three.” Four", ["One.", "Two?", "“Three.”", "Four"]),
        ("It cost £1.50. £2 more", ["It cost £1.50.", "£2 more"]),
        ("See p. 3 or No. 4, J. Smith says", ["See p. 3 or No. 4, J. Smith says"]),
        ("one. two", ["one. two"]),
    ],
)
def test_where_a_sentence_ends(block, sentences):
    assert sentences_of(block) == sentences
