"""What is public already and says much the same as a new text."""

from core.text.tidying import alike
from feed.query.connection import fetch_rows
from feed.query.relation import as_facets, question
from feed.query.words import LANGUAGE
from search.cards import Card

# How much of a name must stand in one stretch of what lists show of an item.
NAMED = 0.45
# How much of what lists show of two texts is the same, in pg_trgm's similarity; from here
# on it is worth a look.
ALIKE = 0.3
# So many stretches of so many words are taken from a text; this share of them, and two at
# least, standing word for word in another makes it worth a look.
MOST_STRETCHES, STRETCH = 16, 8
SHARED, FEWEST_SHARED = 0.25, 2
# Items that are looked at for one stretch; a stretch with fewer than three words that say
# something, so with fewer nodes than these, tells nothing.
MOST_HOLDING, FEWEST_NODES = 50, 5
SIMILAR = question(
    """
    SELECT i.card FROM (
        SELECT id, max(alike) AS alike FROM (
            SELECT i.id, similarity(i.names, %s) AS alike
            FROM {items} i WHERE i.facets && %s AND similarity(i.names, %s) >= %s
            UNION ALL
            SELECT held.id, count(*)::real / %s
            FROM (
                SELECT DISTINCT phraseto_tsquery({language}, part) AS words
                FROM unnest(%s::text[]) AS part
            ) AS stretch
            CROSS JOIN LATERAL (
                SELECT i.id FROM {items} i
                WHERE numnode(stretch.words) >= %s
                    AND i.facets && %s AND i.vector @@ stretch.words
                ORDER BY i.id LIMIT %s
            ) AS held
            GROUP BY held.id HAVING count(*) >= %s
        ) AS found GROUP BY id
    ) AS best JOIN {items} i USING (id) ORDER BY best.alike DESC, id LIMIT %s
    """,
    language=LANGUAGE,
)
LIKE = question("""
    SELECT i.card FROM {items} i
    WHERE i.facets && %s AND word_similarity(%s, i.names) >= %s
    ORDER BY word_similarity(%s, i.names) DESC, i.id LIMIT %s
""")


def named_like(name, types, limit=3):
    """
    Find the public items that somebody may mean who typed a name.

    Args:
        name: what was typed: a part of the name, or another wording of it.
        types: types of the feed among which to look, such as `driver`.
        limit: how many at most.

    Returns:
        `search.cards.Card`s, the likeliest first.
    """
    words = alike(name).casefold()
    kinds = as_facets("type", types)
    rows = fetch_rows(LIKE, [kinds, words, NAMED, words, limit])
    return [Card(form) for (form,) in rows]


def similar_to(title, summary, types, texts=(), limit=2):
    """
    Find the public items that say most nearly the same as a new text.

    Title and summary are compared by the groups of three letters that they share
    (pg_trgm), so other wording and small mistakes make little difference. Of the text
    itself stretches are looked for word for word, so a new title does not hide it.

    Args:
        title: the new text's title.
        summary: the new text in a sentence or two.
        types: types of the feed among which to look, such as `map-story`.
        texts: what else it says, in any number of pieces.
        limit: how many at most.

    Returns:
        `search.cards.Card`s, the most similar first.
    """
    words = alike(f"{title} {summary}").casefold()
    kinds = as_facets("type", types)
    parts = stretches_of(texts)
    enough = max(FEWEST_SHARED, SHARED * len(parts))
    by_names = [words, kinds, words, ALIKE]
    by_text = [len(parts) or 1, parts, FEWEST_NODES, kinds, MOST_HOLDING, enough]
    rows = fetch_rows(SIMILAR, [*by_names, *by_text, limit])
    return [Card(form) for (form,) in rows]


def stretches_of(texts):
    """Stretches of words from texts, evenly spread over all of them."""
    pieces = [alike(text).split() for text in texts]
    all_of_them = [
        " ".join(words[start : start + STRETCH])
        for words in pieces
        for start in range(0, len(words) - STRETCH + 1, STRETCH)
    ]
    count = min(len(all_of_them), MOST_STRETCHES)
    places = (number * len(all_of_them) // count for number in range(count))
    return [all_of_them[place] for place in places]
