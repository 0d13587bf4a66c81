"""Asking the feed's one table what no door of the feed answers: one row, one moment."""

from feed.query.relation import ask
from feed.query.vocabulary import vocabulary


def fetch_answers(statement, values=()):
    """
    Read one row of answers, and know the words of the very state it was read in.

    Args:
        statement: a question of `feed.query.relation` with one row of answers as JSON.
        values: its parameters.

    Returns:
        The answers; a list of rows is a list of dictionaries.
    """
    _, [row] = ask(statement, values)
    return [answer or [] for answer in row]


def terms_of(name):
    """The terms of a vocabulary that were not merged away, labels by slug."""
    rows = vocabulary.terms.rows[name]
    return {slug: label for slug, label, _, _, merged in rows if merged is None}


def offered_terms(name):
    """The slugs of a vocabulary's terms that editors may still choose."""
    rows = vocabulary.terms.rows[name]
    return {slug for slug, _, _, retired, merged in rows if not retired and not merged}


def facet_value(facets, name):
    """The value of a facet that an item has once, or an empty string."""
    start = f"{name}:"
    return next((f.removeprefix(start) for f in facets if f.startswith(start)), "")


def facet_values(facets, name):
    """All values of a facet."""
    start = f"{name}:"
    return [facet.removeprefix(start) for facet in facets if facet.startswith(start)]


def choice_of(query, name, allowed):
    """One of the allowed values of a parameter; the first where it is none of them."""
    wanted = query.get(name, "")
    return wanted if wanted in allowed else next(iter(allowed))
