"""What shows that a piece of work made a difference: figures and quotations."""

from decimal import Decimal

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.choices import MeasureBasis, MeasureKind, MeasurePeriod, OwnPart
from core.models.rows import Row, parental_key

OWN_PART = {OwnPart.NET: "net of our own {}", OwnPart.BEFORE: "before our own {}"}


class Measure(Row):
    """One figure that shows what changed, and how it is known."""

    page = parental_key("measures")
    kind = models.CharField(
        max_length=10, choices=MeasureKind, help_text="What does the figure count?"
    )
    value = models.DecimalField(
        "figure",
        max_digits=14,
        decimal_places=2,
        help_text="The number alone, for example 120.",
    )
    unit = models.CharField(
        max_length=40,
        help_text="For example “hours”, “£” or “patients”.",
    )
    what = models.CharField(
        "what it means",
        max_length=150,
        blank=True,
        help_text="A few words, for example “saved for ward staff”.",
    )
    period = models.CharField(
        max_length=10,
        choices=MeasurePeriod,
        default=MeasurePeriod.PROJECT,
        help_text="Over what stretch of time?",
    )
    basis = models.CharField(
        "how it is known",
        max_length=10,
        choices=MeasureBasis,
        help_text="An honest estimate is welcome. Just say that it is one.",
    )
    own_part = models.CharField(
        "our own part",
        max_length=6,
        choices=OwnPart,
        blank=True,
        help_text="Only for what was saved. Leave empty for everything else.",
    )
    basis_note = models.CharField(
        "a word on how you know",
        max_length=250,
        blank=True,
        help_text="For example “24 searches, about five hours each by ward staff”.",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("period"), FieldPanel("basis")]),
        FieldPanel("own_part"),
        FieldPanel("basis_note"),
    ]

    def __str__(self):
        return f"{self.figure} {self.what}".strip()

    @property
    def number(self):
        """The value with thousands separated and no needless decimals."""
        whole = self.value == self.value.to_integral_value()
        return f"{self.value:,.0f}" if whole else f"{self.value:,.2f}".rstrip("0")

    @property
    def figure(self):
        """The value with its unit, as people write it: £1,200 or 54 searches."""
        if self.unit in {"£", "€", "$"}:
            return f"{self.unit}{self.money}"
        return f"{self.number} {self.unit}"

    @property
    def money(self):
        """The value as a sum of money, with pence only where there are any."""
        pence = self.value % 1 != Decimal(0)
        return f"{self.value:,.2f}" if pence else f"{self.value:,.0f}"

    @property
    def period_words(self):
        """The period as it follows a figure, or nothing when it was once."""
        return "" if self.period == "once" else self.get_period_display().lower()

    @property
    def basis_words(self):
        """How it is known, as it follows a figure: “estimated, before our own time”."""
        known = self.get_basis_display().lower()
        return ", ".join(filter(None, [known, self.own_part_words]))

    @property
    def own_part_words(self):
        """Whether the library's own part is taken off, or nothing where nobody said."""
        own = "costs" if self.kind == MeasureKind.MONEY else "time"
        return OWN_PART.get(self.own_part, "").format(own)

    @property
    def strength(self):
        """The figure as lists show it: with its unit, what it means, how it is known."""
        rate = "" if self.period == MeasurePeriod.PROJECT else self.period_words
        known = ", ".join(filter(None, [rate, self.basis_words]))
        return self.figure, self.what, known


class Quote(Row):
    """Words somebody said about the work, and agreed to see published."""

    page = parental_key("quotes")
    text = models.TextField(
        "their words",
        max_length=600,
        help_text="Two or three sentences work best. No quotation marks needed.",
    )
    name = models.CharField(
        max_length=120,
        blank=True,
        help_text="Leave empty if they prefer not to be named.",
    )
    job_title = models.CharField(
        max_length=150, blank=True, help_text="For example “Ward manager”."
    )
    organisation_name = models.CharField(
        "organisation", max_length=150, blank=True, help_text="Where they work."
    )
    consent = models.BooleanField(
        "they agreed to be quoted",
        default=False,
        help_text="Tick when they have seen the words and said yes.",
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("job_title"), FieldPanel("organisation_name")]),
        FieldPanel("consent"),
    ]

    def __str__(self):
        return self.text[:60]

    @property
    def lacks_consent(self):
        """Whether someone is named who has not agreed to be quoted."""
        return bool(self.name) and not self.consent

    @property
    def attribution(self):
        """Name, job and organisation in one line, whichever are given."""
        parts = [self.name, self.job_title, self.organisation_name]
        return ", ".join(part for part in parts if part)
