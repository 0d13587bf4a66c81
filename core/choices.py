"""Short lists that the feed's contract fixes, so they live in code."""

from django.db.models import TextChoices


class Scope(TextChoices):
    """How far a driver reaches."""

    NATIONAL = "national", "National"
    REGIONAL = "regional", "Regional"
    LOCAL = "local", "Local"
    ADDITIONAL = "additional", "Additional"


class DriverStatus(TextChoices):
    """Where a driver is in its life."""

    HEADLINE = "headline", "Headline only"
    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded"
    ARCHIVED = "archived", "Archived"


# Those of drivers that still hold, one known only by its headline included.
IN_FORCE = (DriverStatus.HEADLINE, DriverStatus.CURRENT)


class Licence(TextChoices):
    """What others may do with a page."""

    CC_BY = "cc-by-4.0", "CC BY 4.0: share and adapt, with credit"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0: share alike, with credit"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0: not for commercial use, with credit"
    OGL = "ogl-3.0", "Open Government Licence v3.0"
    RESERVED = "all-rights-reserved", "All rights reserved: ask before you reuse it"

    @property
    def short_label(self):
        """The name by which readers know the licence."""
        return self.label.split(":")[0]

    @property
    def url(self):
        """Address of the licence's own text, or an empty string where it has none."""
        return LICENCE_URLS.get(self.value, "")


LICENCE_URLS = {
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "ogl-3.0": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}


class DatePrecision(TextChoices):
    """How exactly a date is known."""

    DAY = "day", "The day"
    MONTH = "month", "The month"
    QUARTER = "quarter", "The quarter"
    YEAR = "year", "The year"


class MeasureKind(TextChoices):
    """What a measure counts."""

    TIME = "time", "Time"
    MONEY = "money", "Money"
    PATIENTS = "patients", "Patients"
    STAFF = "staff", "Staff"
    OTHER = "other", "Something else"


class MeasurePeriod(TextChoices):
    """Over what stretch of time a measure was counted."""

    ONCE = "once", "Once"
    PROJECT = "project", "Over the whole project"
    WEEK = "week", "A week"
    MONTH = "month", "A month"
    QUARTER = "quarter", "A quarter"
    YEAR = "year", "A year"


class MeasureBasis(TextChoices):
    """How a measure is known. An honest estimate is welcome."""

    COUNTED = "counted", "Counted"
    MEASURED = "measured", "Measured before and after"
    ESTIMATED = "estimated", "Estimated"
    REPORTED = "reported", "Told to us by the people involved"


class OwnPart(TextChoices):
    """Whether what the library put in itself is taken off a saving."""

    NET = "net", "Our own time and costs are taken off"
    BEFORE = "before", "Our own time and costs are not taken off"


class Written(TextChoices):
    """How a text was written, as whoever wrote it says."""

    PERSON = "person", "By a person"
    HELPED = "helped", "By a person, helped by a tool"
    CHECKED = "checked", "Mainly by a tool, then checked by a person"
