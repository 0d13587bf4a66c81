"""Gaps: drivers that hold and that no public story serves yet."""

from dataclasses import dataclass

from core.choices import Scope
from core.text.phrases import counted, has
from feed.query.relation import as_facets, question
from feed.query.vocabulary import vocabulary
from feed.schema.types import STORIES
from insight.links import list_of, names_of_drivers
from insight.selectors import choice_of, facet_value, facet_values, fetch_answers

# National drivers come first: they are what the steering group acts on.
SCOPES = tuple(scope.value for scope in Scope)

# Every current driver of one scope without a story, with the plans that serve it and the
# stories that share one of its themes; and how many current drivers there are in all.
STATEMENT = question("""
WITH current AS (
    SELECT id, title, url, facets, sort_title FROM {items} i WHERE facets @> %s
), gaps AS (
    SELECT c.id, c.title, c.url, c.facets, c.sort_title, (
        SELECT count(*) FROM {items} p
        WHERE p.facets @> ARRAY['type:plan', 'driver:' || c.id]
    ) AS plans, (
        SELECT count(*) FROM {items} n WHERE n.facets && %s
        AND n.facets && ARRAY(
            SELECT f FROM unnest(c.facets) f WHERE starts_with(f, 'theme:')
        )
    ) AS near
    FROM current c WHERE NOT EXISTS (
        SELECT FROM {items} t WHERE t.facets && %s
        AND t.facets @> ARRAY['driver:' || c.id]
    )
), names AS (
    SELECT id, url FROM {items} i WHERE type = 'driver'
)
SELECT (SELECT json_agg(g ORDER BY g.sort_title, g.id) FROM gaps g),
    (SELECT json_agg(n) FROM names n), to_json((SELECT count(*) FROM current))
""")


@dataclass(frozen=True)
class Gap:
    """
    A driver without a story.

    Args:
        themes: what it is about, in words.
        plans: how many plans serve it, and `plans_address` the list of them.
        near: how many stories share one of its themes; they may serve it unsaid.
    """

    title: str
    url: str
    year: str
    themes: list
    plans: int
    plans_address: str
    near: int
    near_address: str


class Gaps:
    """
    Current drivers of one scope that no public story serves.

    Args:
        query: the address's parameter `scope`; “national” where it is none.
    """

    def __init__(self, query):
        self.scope = choice_of(query, "scope", SCOPES)
        current = ["type:driver", "status:current", f"scope:{self.scope}"]
        stories = as_facets("type", STORIES)
        rows, drivers, total = fetch_answers(STATEMENT, [current, stories, stories])
        self.total = total or 0
        self.names = names_of_drivers(drivers)
        gaps = [self.gap(row) for row in rows]
        self.gaps = sorted(gaps, key=lambda gap: gap.year or "0", reverse=True)

    def gap(self, row):
        """A row of the table as a `Gap`."""
        themes = facet_values(row["facets"], "theme")
        return Gap(
            title=row["title"],
            url=row["url"],
            year=facet_value(row["facets"], "year"),
            themes=[vocabulary.label("theme", slug) for slug in themes],
            plans=row["plans"],
            plans_address=list_of(["plan"], driver=self.names.get(row["id"], row["id"])),
            near=row["near"],
            near_address=list_of(STORIES, theme=themes),
        )

    @property
    def scope_label(self):
        """The scope in the middle of a sentence."""
        return Scope(self.scope).label.lower()

    @property
    def says(self):
        """The gaps in a sentence."""
        drivers = f"current {self.scope_label} driver"
        if not self.total:
            return f"There are no current {self.scope_label} drivers here yet."
        if not self.gaps:
            return f"Every current {self.scope_label} driver has at least one story."
        number = len(self.gaps)
        return f"{number:,} of {counted(self.total, drivers)} {has(number)} no story yet."


def gaps_table(found):
    """The gaps as rows of a table, the head first."""
    yield ["Driver", "Address", "Year", "Themes", "Plans", "Stories with its themes"]
    for gap in found.gaps:
        themes = "; ".join(gap.themes)
        numbers = [str(gap.plans), str(gap.near)]
        yield [gap.title, gap.url, gap.year, themes, *numbers]
