"""What lists are narrowed by, each declared once: for the feed, its rows, and readers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.apps import apps

from core.choices import DriverStatus, Scope
from feed.schema.json_schema import TEXT
from feed.schema.types import TYPE_LABELS


@dataclass(frozen=True)
class Facet:
    """
    A filter, and what readers see of it.

    Args:
        name: of the filter, and of the values in a row, such as `theme:digital`.
        label: what stands above its values.
        plural: what the values are called in the middle of a sentence.
        phrase: how values stand in the sentence about a list, such as “on {}”; without
            one they stand before the noun.
        field: the field of an item that holds the value or the values.
        relation: the relation of a page that holds the terms, where there are several.
        vocabulary: the model of the terms, such as “core.Theme”.
        detail: instead of `field`, the field among those of a type alone.
        choices: the values with their labels, where they are fixed in code.
        pattern: the form of the values, where it is all that is known of them; they are
            stored in small letters where capitals are taken too.
        schema: their JSON Schema, where it says more than that they are texts.
        takes: what the filter takes, as the end of a sentence that begins with its name.
        values: reads the values from a full item; by default from `field`.
        is_name: whether labels are names, which keep their capital within a sentence.
        is_offered: whether readers see it beside lists.
        is_open: whether its values are shown at once there.
        weight: how much it says that two items have a value in common.
        in_common: the words before such a value, and before several.
    """

    name: str
    label: str
    plural: str = ""
    phrase: str = ""
    field: str = ""
    relation: str = ""
    vocabulary: str = ""
    detail: str = ""
    choices: Mapping[str, str] | None = None
    pattern: re.Pattern | None = None
    schema: Mapping | None = None
    takes: str = ""
    values: Callable | None = None
    is_name: bool = False
    is_offered: bool = True
    is_open: bool = False
    weight: int = 0
    in_common: tuple[str, ...] = ()

    def values_of(self, item):
        """The values that a full item has, as texts."""
        if self.values:
            return self.values(item)
        shown = self.shown_in(item)
        return [str(v["id"] if isinstance(v, dict) else v) for v in shown]

    def shown_in(self, item):
        """What a full item holds of it, as a list."""
        found = item["details"].get(self.detail) if self.detail else item[self.field]
        several = found if isinstance(found, list) else [found]
        return [value for value in several if value]

    @property
    def model(self):
        """The model of its terms, or None."""
        return apps.get_model(self.vocabulary) if self.vocabulary else None


def drivers_of(item):
    """The ids of the drivers that an item serves."""
    return sorted({row["driver"]["id"] for row in item["alignments"] if row["driver"]})


def same(noun):
    """What says that two items have something in common, one thing or several."""
    return f"Same {noun}:", f"Same {noun}s:"


FACETS = (
    Facet("type", "Type", field="type", choices=TYPE_LABELS, is_open=True),
    Facet(
        *("theme", "Theme", "themes", "on {}", "themes", "themes"),
        vocabulary="core.Theme",
        is_open=True,
        weight=2,
        in_common=same("theme"),
    ),
    Facet(
        *("nation", "Nation", "nations", "in {}", "nations", "nations"),
        vocabulary="community.Nation",
        is_name=True,
    ),
    Facet(
        *("region", "Region", "regions", "in {}", "regions", "regions"),
        vocabulary="community.Region",
        is_name=True,
    ),
    Facet(
        *("ics", "Integrated care system or health board"),
        *("integrated care systems", "in {}", "ics", "integrated_care_systems"),
        vocabulary="community.IntegratedCareSystem",
        is_name=True,
    ),
    Facet(
        *("setting", "Care setting", "settings", "set in {}", "settings"),
        relation="care_settings",
        vocabulary="core.CareSetting",
        weight=1,
        in_common=same("care setting"),
    ),
    Facet(
        *("staff_group", "Staff group", "staff groups", "for {}"),
        *("staff_groups", "staff_groups"),
        vocabulary="core.StaffGroup",
        weight=1,
        in_common=same("staff group"),
    ),
    Facet(
        *("impact", "Kind of impact", "kinds of impact", "with impact on {}"),
        *("impacts", "impacts"),
        vocabulary="core.ImpactCategory",
    ),
    Facet(
        *("service", "Service used", "services", "using {}"),
        detail="services",
        vocabulary="core.Service",
    ),
    Facet(
        *("km_technique", "How knowledge was shared", "ways of sharing knowledge"),
        phrase="sharing knowledge by {}",
        detail="techniques",
        vocabulary="core.KMTechnique",
    ),
    Facet(
        *("organisation", "Organisation", "organisations", "from {}", "organisation"),
        vocabulary="community.Organisation",
        is_name=True,
        weight=2,
        in_common=("Also from", "Also from"),
    ),
    Facet(
        *("driver", "Driver", "drivers", "serving {}"),
        takes="takes the id of a driver, or the last part of its address.",
        values=drivers_of,
        is_name=True,
        weight=5,
        in_common=same("driver"),
    ),
    Facet(
        *("scope", "How far a driver reaches"),
        field="scope",
        choices=dict(Scope.choices),
    ),
    Facet(
        *("status", "Status of a driver"),
        field="status",
        choices=dict(DriverStatus.choices),
    ),
    Facet(
        *("publisher", "Publisher of a driver", "publishers", "published by {}"),
        detail="publisher",
        vocabulary="core.Publisher",
        is_name=True,
    ),
    Facet(
        *("year", "Year", "years", "of {}", "year"),
        pattern=re.compile(r"[1-9][0-9]{3}"),
        schema={**TEXT, "pattern": "^[1-9][0-9]{3}$"},
        takes="takes a year of four digits.",
        is_name=True,
    ),
    Facet(
        *("language", "Language", "languages", "in {}", "language"),
        pattern=re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE),
        schema={**TEXT, "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        takes="takes a code of a language, such as en-gb.",
        is_name=True,
        is_offered=False,
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}
# Those whose values are terms of a vocabulary.
VOCABULARY_FACETS = tuple(facet for facet in FACETS if facet.vocabulary)


@dataclass(frozen=True)
class DateFilter:
    """
    A filter by a date of an item.

    Args:
        name: of the filter.
        meaning: which items it leaves, as the end of a sentence.
        label: what readers call it.
        phrase: how it stands in the sentence about a list.
    """

    name: str
    meaning: str
    label: str
    phrase: str


DATE_FILTERS = (
    DateFilter(
        *("published_since", "only items first published then or later"),
        *("Published since", "published since {}"),
    ),
    DateFilter(
        *("published_before", "only items first published before"),
        *("Published before", "published before {}"),
    ),
    DateFilter(
        *("updated_since", "only items changed then or later"),
        *("Changed since", "changed since {}"),
    ),
)
