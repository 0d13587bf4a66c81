"""A year of the community on a page that can be printed."""

from collections import Counter

from django.utils import timezone

from core.text.phrases import counted, joined
from feed.query.relation import question
from feed.schema.types import STORIES, TYPE_LABELS
from insight.figures import Figures
from insight.links import list_of, names_of_drivers
from insight.selectors import facet_value, facet_values, fetch_answers

FIRST_YEAR = 2000
MOST_DRIVERS = 10

# Everything that was first published in a year, and what drivers there are.
STATEMENT = question("""
WITH items AS (
    SELECT id, type, title, url, facets, published_at,
        coalesce(
            card::json -> 'organisation' ->> 'label', card::json -> 'listed' ->> 'place'
        ) AS organisation
    FROM {items} i WHERE published_at >= %s AND published_at < %s
), drivers AS (
    SELECT id, title, url FROM {items} i WHERE type = 'driver'
)
SELECT (SELECT json_agg(i ORDER BY i.published_at, i.id) FROM items i),
    (SELECT json_agg(d) FROM drivers d)
""")


class Report:
    """
    What was published in a year, and what it counted.

    Args:
        year: a year of four digits.
    """

    def __init__(self, year):
        self.year = year
        self.since, self.before = f"{year}-01-01", f"{int(year) + 1}-01-01"
        bounds = [f"{day}T00:00:00+00:00" for day in (self.since, self.before)]
        self.items, self.known_drivers = fetch_answers(STATEMENT, bounds)
        self.figures = Figures({}, year)
        self.strongest = strongest_by_item(self.figures.figures)

    def of(self, *types):
        """The year's items of some types."""
        return [item for item in self.items if item["type"] in types]

    @property
    def stories(self):
        """The year's stories, each with one figure of its own, if it has any."""
        return [
            {
                **item,
                "kind": TYPE_LABELS[item["type"]],
                "figure": self.strongest.get(item["id"]),
            }
            for item in self.of(*STORIES)
        ]

    @property
    def plans(self):
        """The year's project plans."""
        return self.of("plan")

    @property
    def drivers(self):
        """The drivers that were summarised in the year."""
        return self.of("driver")

    @property
    def organisations(self):
        """How many organisations told a story or shared a plan."""
        work = [*self.of(*STORIES), *self.plans]
        return len({facet_value(i["facets"], "organisation") for i in work} - {""})

    @property
    def numbers(self):
        """The year in four numbers, as (number, words, list behind it)."""
        rows = [
            (len(self.stories), "story", " told", STORIES),
            (len(self.plans), "project plan", " shared", ["plan"]),
            (len(self.drivers), "driver", " summarised", ["driver"]),
        ]
        for number, noun, verb, types in rows:
            words = counted(number, noun).partition(" ")[2] + verb
            yield number, words, self.list_of(types) if number else ""
        if self.organisations:
            words = counted(self.organisations, "organisation").partition(" ")[2]
            yield self.organisations, f"{words} took part", ""

    def list_of(self, types):
        """The list of the year's items of some types."""
        return list_of(types, published_since=self.since, published_before=self.before)

    @property
    def served(self):
        """The drivers that most of the year's work serves, as (driver, number, list)."""
        work = [*self.of(*STORIES), *self.plans]
        uses = Counter(key for i in work for key in facet_values(i["facets"], "driver"))
        drivers = {driver["id"]: driver for driver in self.known_drivers}
        names = names_of_drivers(self.known_drivers)
        return [
            (drivers[key], number, self.behind_driver(names[key]))
            for key, number in uses.most_common(MOST_DRIVERS)
            if key in drivers
        ]

    def behind_driver(self, name):
        """The list of the year's work that serves a driver."""
        return list_of(
            [*STORIES, "plan"],
            driver=name,
            published_since=self.since,
            published_before=self.before,
        )

    @property
    def is_running(self):
        """Whether the year is not over yet."""
        return int(self.year) == timezone.localdate().year

    @property
    def says(self):
        """The year in a sentence."""
        stories, plans = len(self.stories), len(self.plans)
        parts = [
            f"told {counted(stories, 'story')}" if stories else "",
            f"shared {counted(plans, 'project plan')}" if plans else "",
            f"summarised {counted(len(self.drivers), 'driver')}" if self.drivers else "",
        ]
        so_far = "So far in" if self.is_running else "In"
        if not any(parts):
            return f"{so_far} {self.year} nothing was published here."
        return f"{so_far} {self.year} the community {joined(parts)}."


def strongest_by_item(figures):
    """For each story or plan the first of its figures, which its author put first."""
    found = {}
    for figure in figures:
        found.setdefault(figure.item, figure)
    return found
