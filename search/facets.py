"""Facets: what a list can be narrowed by, each choice with what it would show."""

from dataclasses import dataclass

from core.text.dates import date_in_words, local_day
from feed.query.vocabulary import vocabulary
from feed.schema import facets as declared
from feed.schema.facets import DATE_FILTERS, FACETS

# Other filters of the feed, which readers may have in their address.
OTHER_LABELS = {
    other.name: other.label
    for other in (*(f for f in FACETS if not f.is_offered), *DATE_FILTERS)
}
LABELS = {facet.name: facet.label for facet in FACETS if facet.is_offered}
FEW = 6


@dataclass(frozen=True)
class Choice:
    """One value of a facet, with how many items the list would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with the choices that lead somewhere."""

    name: str
    label: str
    choices: list

    @property
    def chosen(self):
        """How many values are chosen."""
        return sum(choice.is_chosen for choice in self.choices)

    @property
    def is_open(self):
        """Whether its choices are shown at once, or only once one of them is chosen."""
        return bool(self.chosen) or declared.BY_NAME[self.name].is_open

    @property
    def first(self):
        """The choices shown at once."""
        return self.choices[:FEW]

    @property
    def more(self):
        """The choices shown on request."""
        return self.choices[FEW:]

    @property
    def more_is_open(self):
        """Whether one of the others is chosen."""
        return any(choice.is_chosen for choice in self.more)


def label_of(name, value):
    """What readers call a value of a filter."""
    if hasattr(value, "year"):
        return date_in_words(local_day(value))
    return vocabulary.label_of(name, value) or value


def facets_of(counts, asked):
    """
    The facets of a list.

    Args:
        counts: a `feed.query.selectors.Counts` of the list's query.
        asked: the `search.params.SearchParams` it answers.

    Returns:
        `Facet`s with at least two choices, or one that is chosen or narrows the list.
    """
    found = [facet_of(name, counts, asked) for name in LABELS]
    return [facet for facet in found if is_useful(facet, counts.total)]


def facet_of(name, counts, asked):
    """One facet: what is chosen first, then what shows most, years the latest first."""
    chosen = asked.filters.get(name, ())
    allowed = asked.fixed.get(name)
    numbers = dict.fromkeys(chosen, 0) | counts.values[name]
    choices = [
        Choice(value, label_of(name, value), count, value in chosen)
        for value, count in numbers.items()
        if allowed is None or value in allowed
    ]
    if name == "year":
        choices.sort(key=lambda choice: choice.value, reverse=True)
    else:
        choices.sort(key=lambda choice: (-choice.count, choice.label.casefold()))
    choices.sort(key=lambda choice: not choice.is_chosen)
    return Facet(name, LABELS[name], choices)


def is_useful(facet, total):
    """Whether choosing would change anything."""
    if facet.chosen:
        return True
    return len(facet.choices) > 1 or any(c.count < total for c in facet.choices)
