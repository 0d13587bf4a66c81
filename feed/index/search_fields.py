"""What items are found by: their facets, and their words in four weights."""

from core.models import Term
from core.text.markup import Markup
from feed.index.references import walk
from feed.query.tokens import plain_letters, search_text
from feed.schema.facets import FACETS, VOCABULARY_FACETS, facet_name
from feed.schema.types import TYPE_LABELS

MOST_WORDS = 400_000
MOST_NAMES = 3000


def facets_of(full, page):
    """What filters find the item by."""
    found = [
        f"{facet.name}:{value}" for facet in FACETS for value in facet.values_of(full)
    ]
    return [*found, *other_terms(full["details"], page)]


def other_terms(details, page):
    """Terms of vocabularies that have no filter, so that their use can be counted."""
    found = []
    for field in (*page._meta.concrete_fields, *page._meta.many_to_many):
        if field.name in details and is_term(field):
            value = details[field.name]
            shown = value if isinstance(value, list) else [value]
            name = facet_name(field.related_model)
            found += [f"{name}:{part['id']}" for part in shown if part]
    return found


def is_term(field):
    """Whether a field holds terms of a vocabulary."""
    return field.is_relation and issubclass(field.related_model, Term)


def labels_of(full):
    """The words of the lists an item is sorted by, as readers see them."""
    fields = [full[facet.field] for facet in VOCABULARY_FACETS]
    several = [found if isinstance(found, list) else [found] for found in fields]
    labels = [term["label"] for terms in several for term in terms if term]
    return [TYPE_LABELS[full["type"]], *labels]


def known_by(full, names):
    """What a misspelt word may have meant: the item's names, summary and labels."""
    named = [*names, full["summary"], *labels_of(full)]
    return plain_letters("\n".join(named))[:MOST_NAMES]


def weighted_words(full, names):
    """The words to find the item by, in four weights from title to details."""
    drivers = [row["label"] for row in full["alignments"]]
    details = "\n".join([*drivers, *full["authors"], *strings(full["details"])])
    return (
        search_text("\n".join(names), is_name=True),
        search_text("\n".join([full["summary"], *labels_of(full)])),
        search_text(Markup(full["html"]).words[:MOST_WORDS]),
        search_text(details[:MOST_WORDS]),
    )


def strings(details):
    """The short texts among a type's own fields; the long ones stand in the body."""
    return [text for text in walk(details) if isinstance(text, str) and "<" not in text]
