"""A list in a sentence: “14 MAP Stories on digital skills in the North West”."""

from core.text.phrases import joined
from feed.schema.facets import BY_NAME, DATE_FILTERS, FACETS
from feed.schema.types import STORIES, TYPES
from search.facets import label_of

# Filters in the order of the sentence, with the words that come before their values.
PHRASES = {
    narrowing.name: narrowing.phrase
    for narrowing in (*FACETS, *DATE_FILTERS)
    if narrowing.phrase
}
# Those that stand before the noun: whether drivers hold, and how far they reach.
ADJECTIVES = ("status", "scope")
# How the names of English regions begin that take an article: “the North East”.
WITH_ARTICLE = {"North", "South", "East", "West", "Midlands"}
ORDERS = {
    "relevance": "the best match first",
    "newest": "the newest first",
    "updated": "the latest changed first",
    "title": "by title",
}


def list_in_words(asked, count):
    """
    Say what a list shows.

    Args:
        asked: a `search.params.SearchParams`.
        count: how many items match.

    Returns:
        A sentence without its full stop.
    """
    words = [f"{count:,}", *adjectives(asked), noun(asked, count)]
    words += [
        phrase.format(either(name, asked.values[name]))
        for name, phrase in PHRASES.items()
        if name in asked.values
    ]
    words += [f"for “{asked.text}”"] if asked.text else []
    return " ".join(words)


def adjectives(asked):
    """What stands before the noun."""
    for name in ADJECTIVES:
        if chosen := asked.values.get(name):
            yield joined([label_of(name, value).lower() for value in chosen], "or")


def noun(asked, count):
    """What the list is of."""
    types = asked.values.get("type") or asked.fixed.get("type") or ()
    if set(types) == set(STORIES):
        return "story" if count == 1 else "stories"
    if not types:
        return "result" if count == 1 else "results"
    named = [TYPES[slug] for slug in types]
    return joined([kind.singular if count == 1 else kind.plural for kind in named])


def either(name, value):
    """The values of one filter: any of them will do."""
    values = value if isinstance(value, tuple) else [value]
    labels = [label_of(name, one) for one in values]
    if name == "driver":
        labels = [f"“{label}”" for label in labels]
    return joined([spoken(name, label) for label in labels], "or")


def spoken(name, label):
    """A label within a sentence: small where it is no name."""
    lower = name in BY_NAME and not BY_NAME[name].is_name
    starts_like_a_word = label[:1].isupper() and label[1:2].islower()
    if lower and starts_like_a_word:
        return label[0].lower() + label[1:]
    is_of_england = name == "region" and label.split(" ")[0] in WITH_ARTICLE
    return f"the {label}" if is_of_england else label
