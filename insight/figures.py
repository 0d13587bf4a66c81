"""Impact in figures: what public work counted, and nothing added that cannot be."""

import re
from collections import defaultdict

from core.caching.generation_cache import GenerationCache
from core.choices import MeasureBasis, MeasureKind
from core.models import Measure
from core.text.phrases import counted
from feed.query import selectors
from feed.query.converters import SLUG
from feed.query.relation import as_facets, question
from feed.query.vocabulary import vocabulary
from feed.schema.types import WORK
from insight.selectors import fetch_answers, terms_of
from insight.totals import USUAL_LINES, figure_of, totals_of

# Every figure of public work, with the work it stands on.
STATEMENT = question(
    """
WITH figures AS (
    SELECT i.id, i.title, i.url, i.facets, i.published_at, m.kind, m.value::text AS value,
        m.unit, m.what, m.period, m.basis, m.own_part, m.basis_note
    FROM {items} i JOIN {measures} m ON m.page_id = i.page
    WHERE i.facets && %s AND i.facets @> %s
    ORDER BY i.published_at DESC, i.id, m.sort_order, m.id
)
SELECT (SELECT json_agg(f) FROM figures f), to_json(ARRAY(
    SELECT DISTINCT f FROM {items} i, unnest(i.facets) f
    WHERE i.facets && %s AND starts_with(f, 'year:')
))
    """,
    measures=Measure._meta.db_table,
)


class Figures:
    """
    The figures of public stories and plans.

    Args:
        query: the address's parameters `theme`, `year` and `all`; what is none of theirs
            is passed over.
        year: a year for which work must have been published first, or an empty string.
    """

    def __init__(self, query, year=""):
        self.year = year or readable_year(query.get("year", ""))
        self.wants_all = query.get("all") == "1"
        self.slice = ":" if self.wants_all else f":{USUAL_LINES}"
        self.theme = readable_slug(query.get("theme", ""))
        rows, years = self.read()
        self.themes = terms_of("theme")
        if self.theme and self.theme not in self.themes:
            self.theme = vocabulary.resolve("theme", self.theme) or ""
            rows, years = self.read()
        self.years = sorted((year.partition(":")[2] for year in years), reverse=True)
        self.figures = [figure_of(row) for row in rows]
        self.totals = totals_of(self.figures)

    def read(self):
        """Ask for the figures and for the years there are."""
        work = as_facets("type", WORK)
        narrowed = as_facets("theme", [self.theme] if self.theme else [])
        narrowed += as_facets("year", [self.year] if self.year else [])
        return fetch_answers(STATEMENT, [work, narrowed, work])

    @property
    def by_kind(self):
        """The totals of each kind as (words, totals), kinds without any left out."""
        kinds = [
            (kind, [t for t in self.totals if t.first.kind == kind]) for kind in KINDS
        ]
        return [(KINDS[kind], totals) for kind, totals in kinds if totals]

    @property
    def by_theme(self):
        """For each theme its label, slug, number of figures and of stories and plans."""
        found = defaultdict(list)
        for figure in self.figures:
            for slug in figure.themes:
                found[slug].append(figure.item)
        rows = [
            (self.themes.get(slug, slug), slug, len(items), len(set(items)))
            for slug, items in found.items()
        ]
        return sorted(rows, key=lambda row: (-row[2], row[0]))

    @property
    def known(self):
        """How many figures of each kind are known in each way: (kind, numbers) rows."""
        numbers = defaultdict(int)
        for figure in self.figures:
            numbers[figure.kind, figure.basis] += 1
        return [
            (label, [numbers[kind, basis] for basis in MeasureBasis.values])
            for kind, label in KINDS.items()
        ]

    @property
    def works(self):
        """How many stories and plans have a figure."""
        return len({figure.item for figure in self.figures})

    @property
    def theme_label(self):
        """The chosen theme in words, or an empty string."""
        return self.themes.get(self.theme, "")

    @property
    def says(self):
        """What there is, in a sentence."""
        place = f" about {self.theme_label}" if self.theme_label else ""
        if not self.figures:
            return f"No figures{place} are public yet."
        figures = counted(len(self.figures), "figure")
        works = (
            "1 story or plan" if self.works == 1 else f"{self.works:,} stories and plans"
        )
        return f"{figures} from {works}{place}."


def leading_totals():
    """Of each kind of figure the `Total` that most of them make up, as it is now."""
    version = selectors.now().version
    found = leading.get("kinds", version)
    if found is None:
        by_kind = Figures({}).by_kind
        found = {totals[0].first.kind: totals[0] for _, totals in by_kind}
        leading.put("kinds", version, found)
    return found


leading = GenerationCache()

KINDS = dict(MeasureKind.choices)


def readable_year(text):
    """A year of four digits, or an empty string."""
    return text if re.fullmatch(r"[12][0-9]{3}", text) else ""


def readable_slug(text):
    """What may be the slug of a term, or an empty string."""
    return text if SLUG.fullmatch(text) else ""


def figures_table(found):
    """Every total, over all and for each theme, as rows of a table, the head first."""
    yield ["Theme", "Kind", "Total", "Unit", "What it means", "Period", *KNOWN]
    yield from theme_rows("All", found.totals)
    for label, slug, *_ in found.by_theme:
        members = [figure for figure in found.figures if slug in figure.themes]
        yield from theme_rows(label, totals_of(members))


KNOWN = ("How it is known", "Figures", "Stories and plans")


def theme_rows(theme, totals):
    """The rows of one theme."""
    for total in totals:
        first, numbers = total.first, (len(total.figures), total.works)
        yield [
            theme,
            KINDS[first.kind],
            f"{total.value:f}",
            first.unit,
            first.what,
            total.period,
            total.basis,
            *map(str, numbers),
        ]
