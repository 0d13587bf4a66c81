"""What items are found by: their facets, and their words in four weights."""

import hashlib
from functools import cached_property

from core.text.markup import Markup
from feed.index.references import walk
from feed.query.tokens import plain_letters, search_text
from feed.schema.facets import FACETS, VOCABULARY_FACETS
from feed.schema.types import TYPE_LABELS

MOST_WORDS = 400_000
MOST_NAMES = 3000


def facets_of(full):
    """What filters find the item by."""
    shown = {facet.name: facet.values_of(full) for facet in FACETS}
    return [f"{name}:{value}" for name, values in shown.items() for value in values]


def labels_of(full):
    """The words of the lists an item is sorted by, as readers see them."""
    labels = [t["label"] for facet in VOCABULARY_FACETS for t in facet.shown_in(full)]
    return [TYPE_LABELS[full["type"]], *labels]


def known_by(full, names):
    """What a misspelt word may have meant: the item's names, summary and labels."""
    named = [*names, full["summary"], *labels_of(full)]
    return plain_letters("\n".join(named))[:MOST_NAMES]


class SearchTexts:
    """
    What an item is found by, in four weights from title to details.

    Args:
        full: its full form.
        names: what it is called.
        typed: names in the place of terms, which readers see as they were typed.
    """

    def __init__(self, full, names, typed):
        drivers = [row["label"] for row in full["alignments"]]
        details = "\n".join([*drivers, *full["authors"], *strings(full["details"])])
        self.names = "\n".join(names)
        self.labels = "\n".join([full["summary"], *labels_of(full), *typed])
        self.html = full["html"]
        self.details = details[:MOST_WORDS]

    @cached_property
    def hash(self):
        """SHA-256 of the texts: where it is as it was, so are the words."""
        parts = (self.names, self.labels, self.html, self.details)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @cached_property
    def words(self):
        """The words of the four texts, which take longer than all the rest of an item."""
        return (
            search_text(self.names, is_name=True),
            search_text(self.labels),
            search_text(Markup(self.html).words[:MOST_WORDS]),
            search_text(self.details),
        )


def strings(details):
    """The short texts among a type's own fields; the long ones stand in the body."""
    return [text for text in walk(details) if isinstance(text, str) and "<" not in text]
