"""What a misspelt word probably meant: the nearest word of public titles and names."""

import re

from feed.query import text_search as reader
from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.text_search import LANGUAGE, WORD, plain_letters
from feed.query.vocabulary import vocabulary
from search.cards import Card

# Words of fewer letters have too many neighbours.
SHORTEST = 4
MOST_WORDS_TO_CORRECT = 6
# How alike a word must be (pg_trgm's similarity), the more the shorter it is.
LEAST_ALIKE = 0.3
# Which words are found nowhere.
UNKNOWN = question(
    """
    SELECT w.word FROM unnest(%s::text[]) AS w(word)
    WHERE numnode(plainto_tsquery({language}, w.word)) > 0 AND NOT EXISTS (
        SELECT FROM {items} i WHERE i.vector @@ plainto_tsquery({language}, w.word)
    )
    """,
    language=LANGUAGE,
)
# For each unknown word, the nearest words among the names that hold something alike.
NEAREST = question("""
SELECT DISTINCT ON (u.word) u.word, n.word
FROM unnest(%s::text[]) AS u(word)
CROSS JOIN LATERAL (
    SELECT i.names FROM {items} i WHERE i.names %%> u.word LIMIT 200
) AS i
CROSS JOIN LATERAL regexp_split_to_table(i.names, '[^[:alnum:]]+') AS n(word)
WHERE similarity(u.word, n.word) >= %s AND length(n.word) > 2
ORDER BY u.word, similarity(u.word, n.word) DESC, n.word
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
    typed = [word for word in WORD.findall(words.text) if len(word) >= SHORTEST]
    rows = fetch_rows(UNKNOWN, [typed[:40]]) if typed else ()
    unknown = {plain_letters(word): word for (word,) in rows[:MOST_WORDS_TO_CORRECT]}
    if not unknown:
        return None
    nearest = dict(fetch_rows(NEAREST, [list(unknown), LEAST_ALIKE]))
    text = words.text
    for key, word in unknown.items():
        if key in nearest:
            text = re.sub(rf"\b{re.escape(word)}\b", nearest[key], text)
    return reader.read_words(text, vocabulary.synonyms) if text != words.text else None
