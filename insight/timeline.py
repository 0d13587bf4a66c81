"""The timeline: when drivers were published, and what took the place of what."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from core.choices import IN_FORCE
from core.text.dates import date_in_words
from core.text.phrases import counted, has
from feed.query.relation import question
from feed.schema.types import STATUS_LABELS
from insight.selectors import facet_value, fetch_answers

USUAL_ROWS = 40
HEAD = (
    *("Driver", "Address", "Date", "Date in words", "Status"),
    *("Supersedes", "Superseded by"),
)

# Every public driver with its date, and the public drivers that it supersedes.
STATEMENT = question("""
WITH drivers AS MATERIALIZED (
    SELECT i.id, i.title, i.url, i.facets, i.sort_title, i.details
    FROM {items} i WHERE i.type = 'driver'
), rows AS (
    SELECT id, title, url, facets, sort_title, details ->> 'date' AS date,
        details ->> 'date_precision' AS date_precision,
        details ->> 'date_text' AS date_text, ARRAY(
            SELECT older ->> 'id' FROM json_array_elements(details -> 'supersedes') older
        ) AS older
    FROM drivers
)
SELECT (SELECT json_agg(r ORDER BY r.sort_title, r.id) FROM rows r)
""")


@dataclass
class Driver:
    """
    A driver on the timeline.

    Args:
        date: when its document was published, as far as it is known, or None.
        date_words: the same in words.
        older, newer: the drivers it takes the place of, and those that take its place.
    """

    id: str
    title: str
    url: str
    status: str
    date: date | None
    date_words: str
    older: list = field(default_factory=list)
    newer: list = field(default_factory=list)

    @property
    def status_label(self):
        """The status in words."""
        return STATUS_LABELS.get(self.status, "")

    @property
    def is_in_force(self):
        """Whether it still holds."""
        return self.status in IN_FORCE

    @property
    def ended(self):
        """When the first driver took its place, or None where that is not known."""
        dates = [d.date for d in self.newer if d.date]
        return max(min(dates), self.date) if dates and self.date else None


class Timeline:
    """
    Every public driver; those that belong together stand together.

    Args:
        query: the address's parameter `all`.
    """

    def __init__(self, query):
        self.wants_all = query.get("all") == "1"
        [rows] = fetch_answers(STATEMENT)
        self.drivers = {row["id"]: driver_of(row) for row in rows}
        self.link(rows)
        groups = self.groups()
        self.chains = [group for group in groups if len(group) > 1]
        self.single = [group[0] for group in groups if len(group) == 1]
        self.today = timezone.localdate()

    def link(self, rows):
        """Join each driver to those it supersedes."""
        for row in rows:
            driver = self.drivers[row["id"]]
            for key in dict.fromkeys(row["older"] or ()):
                older = self.drivers.get(key)
                if older and older is not driver:
                    driver.older.append(older)
                    older.newer.append(driver)

    def groups(self):
        """Drivers joined by supersession, oldest first; the groups by their newest."""
        seen, groups = set(), []
        for driver in self.drivers.values():
            if driver.id not in seen:
                members = reached_from(driver)
                seen |= {member.id for member in members}
                groups.append(sorted(members, key=age))
        return sorted(groups, key=lambda group: age(group[-1]), reverse=True)

    @property
    def all_drivers(self):
        """Every driver in the order of the table."""
        return [*(driver for chain in self.chains for driver in chain), *self.single]

    @property
    def shown(self):
        """The groups of the page: chains first, then drivers alone, not too many."""
        groups = [*self.chains, *([driver] for driver in self.single)]
        if self.wants_all:
            return groups
        shown, rows = [], 0
        for group in groups:
            if shown and rows + len(group) > USUAL_ROWS:
                break
            shown.append(group)
            rows += len(group)
        return shown

    @property
    def shown_drivers(self):
        """The drivers of the page."""
        return [driver for group in self.shown for driver in group]

    @property
    def span(self):
        """The first year and the year after the last one."""
        years = [driver.date.year for driver in self.shown_drivers if driver.date]
        last = max([*years, self.today.year])
        return min([*years, last]), last + 1

    @property
    def says(self):
        """The timeline in a few sentences."""
        drivers = self.drivers.values()
        if not drivers:
            return "No drivers are public yet."
        holding = sum(driver.is_in_force for driver in drivers)
        superseded = sum(bool(driver.newer) for driver in drivers)
        verb = "holds" if holding == 1 else "hold"
        past = f"{superseded or 'none'} {has(superseded or 1)} been superseded"
        return f"{counted(len(drivers), 'driver')}: {holding:,} still {verb}, {past}."


def driver_of(row):
    """A row of the table as a `Driver`."""
    day = date.fromisoformat(row["date"]) if row["date"] else None
    return Driver(
        id=row["id"],
        title=row["title"],
        url=row["url"],
        status=facet_value(row["facets"], "status"),
        date=day,
        date_words=row["date_text"] or date_in_words(day, row["date_precision"]),
    )


def age(driver):
    """What drivers are sorted by: those without a date are the oldest."""
    return driver.date or date.min, driver.title, driver.id


def reached_from(driver):
    """Every driver that supersession leads to, in either direction; loops do no harm."""
    found, ahead = {}, [driver]
    while ahead:
        member = ahead.pop()
        if member.id not in found:
            found[member.id] = member
            ahead += [*member.older, *member.newer]
    return list(found.values())


def timeline_table(found):
    """The timeline as rows of a table, the head first."""
    yield list(HEAD)
    for driver in found.all_drivers:
        yield [
            driver.title,
            driver.url,
            driver.date.isoformat() if driver.date else "",
            driver.date_words,
            driver.status_label,
            "; ".join(older.title for older in driver.older),
            "; ".join(newer.title for newer in driver.newer),
        ]
