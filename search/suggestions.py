"""Suggestions while typing: items by the beginnings of their words, and subjects."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from feed.query import selectors
from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.synonyms import key_of
from feed.query.text_search import beginning_of_name
from feed.query.tokens import plain_letters, search_text
from feed.query.vocabulary import vocabulary
from feed.schema.facets import VOCABULARY_FACETS
from search.cards import Card
from search.counts import counts_now
from search.facets import LABELS
from search.site_pages import begun_site_pages
from search.spelling import nearest

MOST_ITEMS, MOST_TERMS = 6, 3
MOST_TYPED = 8
# Names of terms whose words are remembered.
MOST_NAMES = 5000
# Items of which every typed word begins a word of title or other names; what is typed
# may be any of the names, so the weights of title and summary come first.
BEGINNING = """
SELECT i.card FROM {items} i, (SELECT {words} AS query) AS words
WHERE i.vector @@ words.query
ORDER BY starts_with(i.sort_title, %s) DESC,
    ts_rank('{{0, 0, 0.4, 1}}', i.vector, words.query) DESC, i.published_at DESC, i.id
LIMIT %s
"""


def suggestions(text):
    """
    What somebody who types this may be looking for.

    Args:
        text: as much as was typed.

    Returns:
        Dictionaries with `title`, `kind` in words, and `url` on the reader's host.
    """
    typed = beginning_of_name(text, MOST_TYPED)
    if not typed:
        return []
    vocabulary.refresh(selectors.now().version)
    pages = begun_site_pages(typed)
    cards = beginning(typed, text) or ([] if pages else nearest(text, MOST_ITEMS))
    found = [{"title": f.title, "kind": f.kind, "url": f.path} for f in (*pages, *cards)]
    return [*term_suggestions(typed), *found]


def beginning(typed, text):
    """Items that are named so: the last word may be unfinished."""
    statement = question(BEGINNING, words=typed.sql)
    rows = fetch_rows(statement, [*typed.values, plain_letters(text), MOST_ITEMS])
    return [Card(form) for (form,) in rows]


def term_suggestions(typed):
    """Subjects and places that are called so and lead somewhere, as lists."""
    counts = counts_now().values
    found = []
    for name in (facet.name for facet in VOCABULARY_FACETS):
        for slug, count in counts[name].items():
            label = vocabulary.label(name, slug)
            if any(is_begun(name, typed) for name in names_of_term(label)):
                found.append((count, name, slug, label))
    found.sort(key=lambda row: (-row[0], row[3]))
    return [
        {
            "title": label,
            "kind": f"{LABELS[name]}: {count:,} result{'' if count == 1 else 's'}",
            "url": f"{reverse('search')}?{urlencode({name: slug})}",
        }
        for count, name, slug, label in found[:MOST_TERMS]
    ]


def names_of_term(label):
    """The words of a term's label, and of each other wording for it."""
    key = key_of_label(label)
    others = vocabulary.synonyms.known.get(key, ())
    return [words_of_name(name) for name in {key, *others}]


@lru_cache(maxsize=MOST_NAMES)
def key_of_label(label):
    """A label as wordings are known by."""
    return key_of(label)


@lru_cache(maxsize=MOST_NAMES)
def words_of_name(name):
    """The words by which a name is suggested, its closed forms among them."""
    return search_text(" ".join(name), is_name=True).split()


def is_begun(words, typed):
    """Whether all that is typed begins words of a name, in one of its forms."""
    return all(
        any(all(begins_one(part, words) for part in form.words) for form in forms)
        for forms in typed.parts
    )


def begins_one(part, words):
    """Whether a text begins one of some words."""
    return any(word.startswith(part) for word in words)
