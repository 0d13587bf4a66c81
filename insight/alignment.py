"""The alignment map: how much public work serves each driver, and what it is about."""

from core.models import Measure
from core.text.phrases import counted, has, some_of
from feed.query.relation import as_facets, question
from feed.schema.facets import BY_NAME
from feed.schema.types import STORIES, WORK
from insight.cells import NOTHING, Cell, Column, Count, DriverRow
from insight.links import list_of, names_of_drivers
from insight.scale import Scale
from insight.selectors import (
    choice_of,
    facet_value,
    fetch_answers,
    offered_terms,
    terms_of,
)

# What drivers can be held against: filters of the feed, and what their terms are called.
AXES = {
    name: BY_NAME[name].model._meta.verbose_name_plural
    for name in ("theme", "region", "setting", "staff_group")
}
# What can be counted, what readers call it, and the types of items behind it.
COUNTED = {
    "work": ("stories and plans", WORK),
    "stories": ("stories", STORIES),
    "plans": ("plans", ("plan",)),
    "figures": ("figures", WORK),
}
USUAL_ROWS = 20

# For each driver and term, and for each of them alone, what public work has both. The
# empty text stands for any driver and for any term.
STATEMENT = question(
    """
WITH work AS (
    SELECT i.facets, i.type = 'plan' AS is_plan, coalesce(m.figures, 0) AS figures
    FROM {items} i LEFT JOIN (
        SELECT page_id, count(*) AS figures FROM {measures} GROUP BY page_id
    ) m ON m.page_id = i.page
    WHERE i.facets && %s
), cells AS (
    SELECT d.driver, t.term,
        count(*) FILTER (WHERE NOT w.is_plan) AS stories,
        count(*) FILTER (WHERE w.is_plan) AS plans,
        sum(w.figures) AS figures
    FROM work w
    CROSS JOIN LATERAL (
        SELECT '' UNION ALL
        SELECT f FROM unnest(w.facets) f WHERE starts_with(f, 'driver:')
    ) d(driver)
    CROSS JOIN LATERAL (
        SELECT '' UNION ALL SELECT f FROM unnest(w.facets) f WHERE starts_with(f, %s)
    ) t(term)
    GROUP BY d.driver, t.term
), drivers AS (
    SELECT id, title, url, facets, sort_title FROM {items} i WHERE type = 'driver'
)
SELECT (SELECT json_agg(c) FROM cells c),
    (SELECT json_agg(d ORDER BY d.sort_title, d.id) FROM drivers d)
    """,
    measures=Measure._meta.db_table,
)


class AlignmentMap:
    """
    Drivers against the terms of one vocabulary.

    Args:
        query: the address's parameters `by`, `count` and `all`; what is none of theirs
            is passed over.
    """

    def __init__(self, query):
        self.by = choice_of(query, "by", AXES)
        self.counts = choice_of(query, "count", COUNTED)
        self.wants_all = query.get("all") == "1"
        self.what, self.types = COUNTED[self.counts]
        cells, self.drivers = fetch_answers(
            STATEMENT, [as_facets("type", WORK), f"{self.by}:"]
        )
        self.found = {
            (row.pop("driver").removeprefix("driver:"), term_of(row.pop("term"))): (
                Count(**row)
            )
            for row in cells
        }
        self.names = names_of_drivers(self.drivers)
        self.scale = Scale(self.most())
        self.terms = self.sorted_terms()
        self.columns = [self.column(slug) for slug in self.terms]
        self.all_rows = self.sorted_rows()
        self.rows = self.shown_rows()

    def count(self, driver="", term=""):
        """The `Count` of a driver and a term, either of them left open if empty."""
        return self.found.get((driver, term), NOTHING)

    def number(self, driver="", term=""):
        """The number to show for a driver and a term."""
        return getattr(self.count(driver, term), self.counts)

    def most(self):
        """The greatest number of any driver with any term."""
        return max((self.number(*key) for key in self.found if all(key)), default=0)

    def cell(self, driver="", term="", shaded=False):
        """The number of a driver and a term, and the list behind it."""
        number = self.number(driver, term)
        address = ""
        if number:
            name = self.names.get(driver, driver)
            address = list_of(self.types, driver=name, **{self.by: term})
        return Cell(number, address, self.scale.shade(number) if shaded else 0)

    def sorted_terms(self):
        """The terms to show as slugs by label: those with work, those with most first."""
        self.labels = terms_of(self.by)
        used = {term for driver, term in self.found if driver and term}
        offered = offered_terms(self.by) if self.wants_all else set()
        return sorted(
            (used | offered) & set(self.labels),
            key=lambda slug: (-self.weight(slug), self.labels[slug].casefold()),
        )

    def weight(self, term):
        """How much work with any driver a term has."""
        return sum(self.number(row["id"], term) for row in self.drivers)

    @property
    def unused_terms(self):
        """The labels of terms that no work with a driver has yet."""
        used = {term for driver, term in self.found if driver and term}
        return [self.labels[slug] for slug in sorted(offered_terms(self.by) - used)]

    def column(self, slug):
        """A term with all work that has it."""
        return Column(self.labels[slug], self.cell(term=slug))

    def sorted_rows(self):
        """Every public driver, those with most behind them first."""
        rows = [self.row(driver) for driver in self.drivers]
        return sorted(rows, key=lambda row: -row.total.number)

    def row(self, driver):
        """A driver with its numbers."""
        key = driver["id"]
        return DriverRow(
            title=driver["title"],
            url=driver["url"],
            status=facet_value(driver["facets"], "status"),
            scope=facet_value(driver["facets"], "scope"),
            count=self.count(key),
            total=self.cell(key),
            cells=[self.cell(key, term, shaded=True) for term in self.terms],
        )

    def shown_rows(self):
        """The drivers of the page: those with most work, or all of them."""
        if self.wants_all:
            return self.all_rows
        return [row for row in self.all_rows if row.total.number][:USUAL_ROWS]

    @property
    def axis(self):
        """What drivers are held against, in words."""
        return AXES[self.by]

    @property
    def gaps(self):
        """How many current national drivers no story serves yet."""
        return sum(
            row.status == "current" and row.scope == "national" and not row.count.stories
            for row in self.all_rows
        )

    @property
    def says(self):
        """The map in a sentence or two."""
        return " ".join(filter(None, [self.says_most(), self.says_gaps()]))

    def says_most(self):
        """Which driver has most behind it."""
        top = self.all_rows[0] if self.all_rows else None
        if not top or not top.total.number:
            return f"No {self.what} with a driver are public yet."
        kind = "figures" if self.counts == "figures" else "work"
        return f"“{top.title}” has most {kind} behind it: {top.count}."

    def says_gaps(self):
        """How many drivers still wait for a story."""
        if not self.drivers:
            return ""
        if not self.gaps:
            return "Every current national driver has at least one story."
        drivers = counted(self.gaps, "current national driver")
        return f"{drivers} {has(self.gaps)} no story yet."

    @property
    def says_unused(self):
        """Which terms no work has yet, in a sentence, or nothing."""
        unused = self.unused_terms
        return f"Nothing yet for {some_of(unused, 4)}." if unused else ""


def term_of(facet):
    """The slug of a facet such as `theme:digital`; of none an empty string."""
    return facet.partition(":")[2]


def alignment_table(found):
    """The map as rows of a table, every driver and every term, the head first."""
    labels = [column.label for column in found.columns]
    yield ["Driver", "Scope", "Status", "Stories", "Plans", "Figures", *labels]
    for row in found.all_rows:
        counts = (row.count.stories, row.count.plans, row.count.figures)
        numbers = [*counts, *(cell.number for cell in row.cells)]
        yield [row.title, row.scope, row.status, *map(str, numbers)]
