"""What is public already and says much the same as a new text."""

from core.text.tidying import alike
from feed.query.connection import fetch_rows
from feed.query.relation import as_facets, question
from search.cards import Card

# How much of a name must stand in one stretch of what lists show of an item.
NAMED = 0.45
# How much of what lists show of two texts is the same, in pg_trgm's similarity; from here
# on it is worth a look.
ALIKE = 0.3
SIMILAR = question("""
    SELECT i.card FROM {items} i
    WHERE i.facets && %s AND similarity(i.names, %s) >= %s
    ORDER BY similarity(i.names, %s) DESC, i.id LIMIT %s
""")
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


def similar_to(title, summary, types, limit=2):
    """
    Find the public items that say most nearly the same as a new text.

    Title and summary are compared by the groups of three letters that they share
    (pg_trgm), so other wording and small mistakes make little difference.

    Args:
        title: the new text's title.
        summary: the new text in a sentence or two.
        types: types of the feed among which to look, such as `map-story`.
        limit: how many at most.

    Returns:
        `search.cards.Card`s, the most similar first.
    """
    words = alike(f"{title} {summary}").casefold()
    kinds = as_facets("type", types)
    rows = fetch_rows(SIMILAR, [kinds, words, ALIKE, words, limit])
    return [Card(form) for (form,) in rows]
