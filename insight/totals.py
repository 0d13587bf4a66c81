"""Figures that are alike, added; and nothing added that cannot be."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from core.choices import MeasurePeriod
from core.models import Measure

# Units that say a share or an average; their numbers have no sum.
SHARE = re.compile(r"%|\b(per|percent|percentage|out of|average|mean|median)\b")
SHARE_BEGINS = re.compile(r"(of|in|out of|times|points?)\b")
# Spellings of one unit.
SPELLINGS = {"gbp": "£", "pound": "£", "hr": "hour", "h": "hour", "min": "minute"}
USUAL_LINES = 20
# What a figure says of how it is known, besides its basis.
NOTES = ("own_part", "basis_note")


@dataclass(frozen=True)
class Figure:
    """One figure of a story or plan, as `core.models.Measure` has it."""

    item: str
    title: str
    url: str
    themes: tuple
    kind: str
    value: Decimal
    unit: str
    what: str
    period: str
    basis: str
    own_part: str
    basis_note: str

    @property
    def likeness(self):
        """What figures must have in common before they are added."""
        unit = plain_unit(self.unit)
        alone = "" if can_be_added(unit) else self.item
        known = self.period, self.basis, self.own_part
        return self.kind, unit, plain_words(self.what), *known, alone

    @property
    def measure(self):
        """The same as a `Measure` that stands on no page."""
        names = ("kind", "value", "what", "period", "basis", "own_part")
        values = {name: getattr(self, name) for name in names}
        return Measure(unit=written_unit(self.unit), **values)

    @property
    def words(self):
        """The figure as people write it."""
        return self.measure.figure

    @property
    def strength(self):
        """The figure as lists show it, as three texts."""
        return self.measure.strength


@dataclass(frozen=True)
class Total:
    """Figures that are alike, added."""

    figures: list

    @property
    def first(self):
        """One of them; all but its value and its page is that of all."""
        return self.figures[0]

    @property
    def value(self):
        """Their sum."""
        return sum(figure.value for figure in self.figures)

    @property
    def words(self):
        """The sum with its unit."""
        return figure_in_words(self.value, self.first.unit)

    @property
    def period(self):
        """Over what stretch of time, in words."""
        return MeasurePeriod(self.first.period).label

    @property
    def basis(self):
        """How it is known, in words, and whether the library's own part is taken off."""
        words = self.first.measure.basis_words
        return words[:1].upper() + words[1:]

    @property
    def works(self):
        """How many stories and plans it comes from."""
        return len({figure.item for figure in self.figures})

    @property
    def is_sum(self):
        """Whether anything was added."""
        return len(self.figures) > 1

    @property
    def more(self):
        """How many figures the page leaves out unless it shows all."""
        return max(0, len(self.figures) - USUAL_LINES)


def figure_of(row):
    """A row of the table as a `Figure`."""
    names = ("title", "url", "kind", "unit", "what", "period", "basis", *NOTES)
    facets = row["facets"]
    return Figure(
        item=row["id"],
        themes=tuple(f.partition(":")[2] for f in facets if f.startswith("theme:")),
        value=Decimal(row["value"]),
        **{name: row[name] for name in names},
    )


def totals_of(figures):
    """Figures that are alike, added; of each kind those first that most work counted."""
    alike = defaultdict(list)
    for figure in figures:
        alike[figure.likeness].append(figure)
    totals = [Total(members) for members in alike.values()]
    return sorted(
        totals,
        key=lambda t: (-len(t.figures), t.first.unit.casefold(), -t.value, t.basis),
    )


def plain_words(text):
    """A description without capitals and the like, so that one description is one."""
    return " ".join(text.casefold().split()).strip(" .,;:")


def plain_unit(unit):
    """A unit without capitals, plural and the like, so that one unit is one."""
    text = " ".join(unit.casefold().replace(".", "").split())
    text = text if text.endswith("ss") else text.removesuffix("s")
    return SPELLINGS.get(text, text)


def can_be_added(unit):
    """Whether numbers of a unit have a sum; shares and averages have none."""
    return not (SHARE.search(unit) or SHARE_BEGINS.match(unit))


def figure_in_words(value, unit):
    """A value with its unit as people write it: “£1,200” or “54 searches”."""
    return Measure(value=value, unit=written_unit(unit)).figure


def written_unit(unit):
    """A unit as it is written beside a number: pounds by their sign."""
    return "£" if plain_unit(unit) == "£" else unit
