"""Rows that pages of several types hold: alignments, measures, quotes and others."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from core.choices import MeasureBasis, MeasureKind, MeasurePeriod, Scope


def parental_key(related_name):
    """The key that makes a row part of its page, drafts and versions included."""
    return ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name=related_name
    )


class Row(Orderable):
    """A row of a page. Rows without a number stand in the order they were made."""

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]


class Author(Row):
    """Someone who wrote a page and agreed to be named."""

    page = parental_key("authors")
    profile = models.ForeignKey(
        "community.ProfilePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Choose the person's profile, if they have one here.",
    )
    name = models.CharField(
        max_length=150,
        blank=True,
        help_text="Or write the name, for example “Asha Patel, clinical librarian”.",
    )

    panels = [PageChooserPanel("profile"), FieldPanel("name")]

    # Set by `core.pages.queries.with_public` to the profile, if readers may see it.
    public_profile = None

    def __str__(self):
        return self.name or (self.profile.title if self.profile else "")

    @property
    def shown_name(self):
        """The name as it stands on the page; a profile that is not public gives none."""
        return self.name or (self.public_profile.title if self.public_profile else "")


class Alignment(Row):
    """How a piece of work serves a driver."""

    page = parental_key("alignments")
    driver = models.ForeignKey(
        "toolkit.DriverPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="alignment_rows",
        help_text="Choose the driver's page. Not there yet? Write its name below.",
    )
    driver_text = models.CharField(
        "driver, if it has no page here",
        max_length=255,
        blank=True,
        help_text="For example “Our trust's digital strategy 2024 to 2027”.",
    )
    level = models.CharField(
        max_length=12,
        choices=Scope,
        blank=True,
        help_text="Is it a national, regional or local driver?",
    )
    theme = models.ForeignKey(
        "core.Theme",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="alignment_rows",
        help_text="The theme that links your work and the driver best.",
    )
    how = models.CharField(
        "how the work serves it",
        max_length=400,
        blank=True,
        help_text=(
            "One sentence. For example “Faster evidence for ward teams frees time "
            "for care, which the plan asks for”."
        ),
    )

    panels = [
        PageChooserPanel("driver"),
        FieldPanel("driver_text"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("theme")]),
        FieldPanel("how"),
    ]

    # Set by `core.pages.queries.with_public` to the driver, if readers may see it.
    public_driver = None

    def __str__(self):
        return self.driver_text or (self.driver.title if self.driver else "")

    @property
    def label(self):
        """The driver's name as readers see it; one that is not public gives none."""
        return self.driver_text or (
            self.public_driver.title if self.public_driver else ""
        )

    @property
    def names_a_driver(self):
        """Whether the row says which driver it is about, by page or in words."""
        return bool(self.driver_id or self.driver_text.strip())

    def clean(self):
        """A row must name a driver, by page or in words."""
        super().clean()
        if not self.names_a_driver:
            raise ValidationError(
                {"driver": "Choose a driver, or write its name in the next field."}
            )


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


class AttachmentManager(models.Manager):
    """Reads the files with their rows, however many there are."""

    def get_queryset(self):
        return super().get_queryset().select_related("document")


class Attachment(Row):
    """A file that belongs to a page."""

    page = parental_key("attachments")
    document = models.ForeignKey(
        "core.CustomDocument",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Choose a file, or upload a new one.",
    )
    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="What readers see. Leave empty to use the document's own title.",
    )

    objects = AttachmentManager()

    panels = [FieldPanel("document"), FieldPanel("title")]

    def __str__(self):
        return self.title or str(self.document)


class RelatedPage(Row):
    """A page an editor recommends beside this one, and why."""

    page = parental_key("related_pages")
    target = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The page you would send a colleague to next.",
    )
    why = models.CharField(
        max_length=150,
        blank=True,
        help_text="A few words for readers, for example “the same idea in a hospice”.",
    )

    panels = [PageChooserPanel("target"), FieldPanel("why")]

    # Set by `core.pages.queries.with_public` to the page, if readers may see it.
    public_target = None

    def __str__(self):
        return str(self.target)


class StepQuerySet(models.QuerySet):
    """The steps of the toolkit."""

    def public(self):
        """The steps of the published toolkit, in order."""
        return self.filter(page__live=True).order_by("sort_order", "pk")


class Step(Row):
    """One of the toolkit's steps. Stories, templates and sections refer to its number."""

    page = parental_key("steps")
    title = models.CharField(
        max_length=80, help_text="Begin with a verb, for example “Tell your story”."
    )
    short = models.CharField(
        "in one line",
        max_length=160,
        help_text="What a reader does in this step, in one line.",
    )
    guidance = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="What helps at this step. A hundred words are enough.",
    )

    objects = StepQuerySet.as_manager()

    panels = [FieldPanel("title"), FieldPanel("short"), FieldPanel("guidance")]

    def __str__(self):
        return self.title
