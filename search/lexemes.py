"""What the index makes of a word, asked once and remembered."""

from cachetools import LRUCache

from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.words import LANGUAGE

MOST_WORDS = 50_000
ASK = question(
    """
    SELECT w.word,
        array_to_string(tsvector_to_array(to_tsvector({language}, w.word)), ' ')
    FROM unnest(%s::text[]) AS w(word)
    """,
    language=LANGUAGE,
)
known: LRUCache = LRUCache(MOST_WORDS)


def lexemes_of(words):
    """
    The stems by which words are found.

    They depend on nothing but the dictionary, so they are remembered for good.

    Args:
        words: words in plain letters, as `feed.query.tokens` gives them.

    Returns:
        A dictionary from each to its stem; empty for one that is passed over.
    """
    found = {word: known.get(word) for word in words}
    if unknown := [word for word, stem in found.items() if stem is None]:
        asked = dict(fetch_rows(ASK, [unknown]))
        known.update(asked)
        found.update(asked)
    return found
