"""Stories and plans by nation and region."""

from dataclasses import dataclass

from community.models import Region
from core.text.phrases import counted, joined, some_of
from feed.query.relation import as_facets, question
from feed.schema.types import STORIES, WORK
from insight.links import list_of
from insight.selectors import fetch_answers, terms_of

# Each place with how many public stories and plans it has. Work is counted in each of
# its places, and under an empty text where it names no nation.
STATEMENT = question("""
WITH work AS (
    SELECT type = 'plan' AS is_plan, ARRAY(
        SELECT f FROM unnest(facets) f
        WHERE starts_with(f, 'nation:') OR starts_with(f, 'region:')
    ) AS places
    FROM {items} i WHERE facets && %s
), counts AS (
    SELECT p.place, count(*) FILTER (WHERE NOT w.is_plan) AS stories,
        count(*) FILTER (WHERE w.is_plan) AS plans
    FROM work w
    CROSS JOIN LATERAL unnest(
        CASE w.places WHEN '{{}}' THEN ARRAY['nowhere'] ELSE w.places END || 'all'::text
    ) p(place)
    GROUP BY p.place
)
SELECT (SELECT json_agg(c) FROM counts c)
""")


@dataclass(frozen=True)
class Place:
    """
    A nation or a region with what came from it.

    Args:
        label: its name.
        is_region: whether it stands below the nation before it.
        stories, plans: how many there are, with the lists of them.
    """

    label: str
    is_region: bool
    stories: int
    plans: int
    stories_address: str
    plans_address: str


class Places:
    """
    The nations, each with its regions below it.

    Args:
        query: the address's parameters; none is known here.
    """

    def __init__(self, query):
        [rows] = fetch_answers(STATEMENT, [as_facets("type", WORK)])
        self.counts = {row["place"]: (row["stories"], row["plans"]) for row in rows}
        self.nations = terms_of("nation")
        self.regions = terms_of("region")
        self.places = list(self.in_order())
        self.elsewhere = self.counts.get("nowhere", (0, 0))
        self.total = self.counts.get("all", (0, 0))

    def in_order(self):
        """Nations with most stories first, each followed by its regions."""
        below = regions_by_nation()
        for nation in self.by_stories("nation", self.nations):
            yield self.place("nation", nation, self.nations[nation])
            inside = [slug for slug in self.regions if below.get(slug) == nation]
            for region in self.by_stories("region", inside):
                yield self.place("region", region, self.regions[region])
        alone = [slug for slug in self.regions if below.get(slug) not in self.nations]
        for region in self.by_stories("region", alone):
            if self.count("region", region) != (0, 0):
                yield self.place("region", region, self.regions[region], inside=False)

    def count(self, kind, slug):
        """How many stories and plans a place has."""
        return self.counts.get(f"{kind}:{slug}", (0, 0))

    def by_stories(self, kind, slugs):
        """Places with most stories first, then by name."""
        labels = self.nations if kind == "nation" else self.regions
        return sorted(
            slugs, key=lambda s: (*(-n for n in self.count(kind, s)), labels[s])
        )

    def place(self, kind, slug, label, inside=True):
        """A place with its numbers."""
        stories, plans = self.count(kind, slug)
        return Place(
            label=label,
            is_region=kind == "region" and inside,
            stories=stories,
            plans=plans,
            stories_address=list_of(STORIES, **{kind: slug}) if stories else "",
            plans_address=list_of(["plan"], **{kind: slug}) if plans else "",
        )

    @property
    def most(self):
        """The most stories of any place."""
        return max((place.stories for place in self.places), default=0)

    @property
    def says(self):
        """What the table shows, in a few sentences."""
        if not any(self.total):
            return "No stories or plans are public yet."
        stories, plans = self.total
        parts = [counted(stories, "story"), counted(plans, "plan") if plans else ""]
        return f"{joined(parts)}. {self.says_silent()}".strip()

    def says_silent(self):
        """Which places no story has come from yet."""
        silent = [place.label for place in self.places if not place.stories]
        if not silent:
            return "Every nation and region has told at least one."
        return f"No story yet from {some_of(silent, 4)}."

    @property
    def says_elsewhere(self):
        """How much work names no place, in a sentence, or nothing."""
        stories, plans = self.elsewhere
        parts = [counted(stories, "story") if stories else ""]
        parts.append(counted(plans, "plan") if plans else "")
        number = stories + plans
        verb = "names" if number == 1 else "name"
        return f"{joined(parts)} {verb} no place." if number else ""


def regions_by_nation():
    """The slug of the nation that each region is part of."""
    rows = Region.objects.filter(merged_into=None, nation__isnull=False)
    return dict(rows.values_list("slug", "nation__slug"))


def places_table(found):
    """The places as rows of a table, the head first."""
    yield ["Place", "Kind", "Stories", "Plans"]
    for place in found.places:
        kind = "Region" if place.is_region else "Nation"
        yield [place.label, kind, str(place.stories), str(place.plans)]
    if any(found.elsewhere):
        yield ["No place given", "", *map(str, found.elsewhere)]
