"""What a misspelt word probably meant: the nearest word of public titles and names."""

import re
from difflib import SequenceMatcher

from feed.query import text_search as reader
from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.tokens import plain_letters, visible_text
from feed.query.vocabulary import vocabulary
from feed.query.words import LANGUAGE, any_of
from search.cards import Card

TYPED_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# Words of fewer letters have too many neighbours.
SHORTEST = 4
MOST_WORDS_TO_CORRECT = 6
# How alike a word must be in pg_trgm's similarity, the more the shorter it is; or else
# in its letters, for two that changed places spoil most of its trigrams.
LEAST_ALIKE, ALIKE_AT_ALL = 0.3, 0.15
LEAST_LETTERS = 0.8
# Which words are found nowhere, in none of their forms.
UNKNOWN = question(
    """
    SELECT w.word FROM unnest(%s::text[], %s::text[]) AS w(word, forms)
    WHERE numnode(to_tsquery({language}, w.forms)) > 0 AND NOT EXISTS (
        SELECT FROM {items} i WHERE i.vector @@ to_tsquery({language}, w.forms)
    ) AND NOT EXISTS (
        SELECT FROM search_sitepage p WHERE p.vector @@ to_tsquery({language}, w.forms)
    )
    """,
    language=LANGUAGE,
)
# For each unknown word, words of the names that hold something alike or begin so.
NEAREST = question("""
SELECT DISTINCT u.word, n.word, similarity(u.word, n.word)
FROM unnest(%s::text[]) AS u(word)
CROSS JOIN LATERAL (
    (SELECT i.names FROM {items} i WHERE i.names %%> u.word LIMIT 200)
    UNION ALL (
        SELECT i.names FROM {items} i WHERE i.names LIKE '%% ' || left(u.word, 2) || '%%'
        LIMIT 300
    )
    UNION ALL SELECT p.title FROM search_sitepage p
) AS i
CROSS JOIN LATERAL regexp_split_to_table(lower(i.names), '[^[:alnum:]]+') AS n(word)
WHERE similarity(u.word, n.word) >= %s AND length(n.word) > 2
""")
# Of a few hundred that are like it, those that are most; a common word is like very many.
ALIKE = question("""
SELECT i.card FROM (
    SELECT id, card, names, published_at FROM {items} i WHERE i.names %%> %s LIMIT 300
) AS i
ORDER BY word_similarity(%s, i.names) DESC, i.published_at DESC, i.id LIMIT %s
""")


def nearest(text, most=3):
    """A few `search.cards.Card`s whose names are most like a text."""
    typed = plain_letters(text)[:100]
    rows = fetch_rows(ALIKE, [typed, typed, most])
    return [Card(form) for (form,) in rows]


def correct(words):
    """
    Guess what somebody meant.

    Args:
        words: a `feed.query.text_search.Words` that finds nothing.

    Returns:
        Other `Words`, or None where no better are known.
    """
    typed = dict(list(looked_for(words))[:40])
    rows = fetch_rows(UNKNOWN, [list(typed), list(typed.values())]) if typed else ()
    unknown = [word for (word,) in rows[:MOST_WORDS_TO_CORRECT]]
    if not unknown:
        return None
    nearest = nearest_words(unknown)
    text = TYPED_WORD.sub(
        lambda match: nearest.get(plain_letters(match[0]), match[0]),
        visible_text(words.text),
    )
    return reader.read_words(text, vocabulary.synonyms) if nearest else None


def nearest_words(unknown):
    """The nearest public word for each word that is near enough to one."""
    found = {}
    for typed, word, alike in fetch_rows(NEAREST, [unknown, ALIKE_AT_ALL]):
        letters = SequenceMatcher(None, typed, word).ratio()
        if alike >= LEAST_ALIKE or letters >= LEAST_LETTERS:
            found.setdefault(typed, []).append((-alike - letters, word))
    return {typed: min(words)[1] for typed, words in found.items()}


def looked_for(words):
    """The single words of a question, each with all its forms as PostgreSQL asks."""
    for part in (*words.parts, *words.more):
        own, *_ = part
        for word in own.words:
            if len(word) >= SHORTEST and not own.begins:
                yield word, any_of(part) if own.words == (word,) else word
