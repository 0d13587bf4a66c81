"""Drivers: the policies and reports that libraries align their work with."""

from urllib.parse import urlsplit

from django.db import models
from django.utils import formats
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.choices import DatePrecision, Scope
from core.models import ContentPage, Row, SubjectPage
from core.pages.items import ItemContent, Part, RichText, Sayings, fields_of, page_links
from core.pages.queries import public
from core.panels import TitlePanel
from core.richtext import BODY, PLAIN, STORY
from core.text.wordcount import is_blank, lines
from search.aligned_work import aligned_with
from search.results import SearchResults
from toolkit.navigation import place_in_toolkit

# How much work a driver's page lists; the rest is one link away.
MOST_ALIGNED = 10
DRIVERS_A_PAGE = 300


class DriverIndexPage(ContentPage):
    """All drivers, grouped by how far they reach and whether they still hold."""

    introduction = RichTextField(
        blank=True,
        features=BODY,
        help_text="What a driver is, and how the list is kept up to date.",
    )

    content_panels = [*ContentPage.content_panels, FieldPanel("introduction")]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    can_be_withdrawn = False
    is_creatable = True
    max_count = 1
    parent_page_types = ["toolkit.ToolkitPage"]
    subpage_types = ["toolkit.DriverPage"]

    class Meta:
        verbose_name = "list of drivers"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        results = SearchResults(
            request.GET,
            fixed={"type": ("driver",)},
            path=self.get_url(request),
            per_page=DRIVERS_A_PAGE,
        )
        groups = [] if results.is_ordered else grouped(results.cards)
        return {
            **context,
            **place_in_toolkit(self),
            "results": results,
            "groups": groups,
        }


def grouped(cards):
    """
    Drivers as readers look for them: those in force by how far they reach, then the past.

    Args:
        cards: `search.cards.Card`s of drivers.

    Returns:
        Groups that have members, as dictionaries for the template, the newest first.
    """
    cards = sorted(cards, key=lambda card: card.date or "", reverse=True)
    groups = [
        {
            "slug": scope.value,
            "label": f"{scope.label} drivers",
            "cards": [c for c in cards if c.scope == scope and is_in_force(c)],
        }
        for scope in Scope
    ]
    past = {
        "slug": "past",
        "label": "Superseded and archived",
        "about": "These no longer hold. They stay here because older work names them.",
        "cards": [card for card in cards if not is_in_force(card)],
    }
    return [group for group in (*groups, past) if group["cards"]]


def is_in_force(card):
    """Whether the driver of a card still holds."""
    return card.status in DriverPage.IN_FORCE


class DriverPageQuerySet(PageQuerySet):
    """Drivers, read as on their lists."""

    def newest_first(self):
        """By date of the document, those without one last."""
        return self.order_by(models.F("date").desc(nulls_last=True), "title")

    def in_force(self):
        """Drivers that still hold, those known only by their headline included."""
        return self.filter(status__in=DriverPage.IN_FORCE)


class DriverPage(SubjectPage):
    """A summary of a policy or report, and what it means for libraries."""

    class Status(models.TextChoices):
        """Where a driver is in its life."""

        HEADLINE = "headline", "Headline only"
        CURRENT = "current", "Current"
        SUPERSEDED = "superseded", "Superseded"
        ARCHIVED = "archived", "Archived"

    IN_FORCE = (Status.HEADLINE, Status.CURRENT)

    alternative_titles = models.TextField(
        blank=True,
        help_text="Other names, one on each line. For example “Carter Review”.",
    )
    impact = RichTextField(
        "what does this mean for libraries?",
        blank=True,
        features=STORY,
        help_text=(
            "Three to eight bullet points on what libraries could do, or already do. "
            "Older summaries called this “Impact on library policy/practice”."
        ),
    )
    publisher = models.ForeignKey(
        "core.Publisher",
        verbose_name="source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that published the document.",
    )
    source_url = models.URLField(
        "link to main document",
        max_length=500,
        blank=True,
        help_text="The publisher's own page, rather than a copy elsewhere.",
    )
    publication_format = models.CharField(
        max_length=120, blank=True, help_text="For example “PDF, 163 pages”."
    )
    date = models.DateField(
        "date of publication",
        null=True,
        blank=True,
        help_text="If only the month or year is known, enter the first day of it.",
    )
    date_precision = models.CharField(
        "how exact the date is",
        max_length=7,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="So that “February 2016” does not become a day.",
    )
    date_text = models.CharField(
        "date in its original words",
        max_length=150,
        blank=True,
        help_text="For example “All plans were published in October and November 2016”.",
    )
    full_summary = RichTextField(
        "longer summary",
        blank=True,
        features=STORY,
        help_text="One to three paragraphs, if the summary needs them. Most do not.",
    )
    key_features = RichTextField(
        "key features of driver",
        blank=True,
        features=PLAIN,
        help_text="The main points as a list.",
    )
    scope = models.CharField(
        max_length=12,
        choices=Scope,
        blank=True,
        help_text="How far it reaches. “Additional” is for drivers from outside the NHS.",
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.CURRENT,
        help_text="A headline is enough on the first day; the summary can follow.",
    )
    lift_this = models.TextField(
        "a paragraph to lift",
        blank=True,
        max_length=1200,
        help_text="Words a colleague can paste into a business case as they stand.",
    )
    briefing_document = models.ForeignKey(
        "core.CustomDocument",
        verbose_name="policy briefing",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A briefing on this driver that others may reuse.",
    )
    briefing_by = models.CharField(
        "briefing produced by",
        max_length=150,
        blank=True,
        help_text="Whom readers should acknowledge. For example “JET Library”.",
    )

    objects = PageManager.from_queryset(DriverPageQuerySet)()

    content_panels = [
        TitlePanel(heading="Title of driver"),
        FieldPanel("alternative_titles"),
        FieldPanel("impact"),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("source_url"),
                FieldPanel("publication_format"),
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
                FieldPanel("date_text"),
            ],
            heading="The document",
        ),
        FieldPanel("summary", heading="Summary of driver"),
        FieldPanel("full_summary"),
        FieldPanel("key_features"),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("status")]),
        InlinePanel(
            "supersessions",
            heading="Supersedes",
            label="older driver",
            help_text="The drivers this one takes the place of.",
        ),
        InlinePanel(
            "hooks",
            heading="Lines worth quoting",
            label="line",
            help_text="Short quotations that speak to libraries, with their page.",
        ),
        FieldPanel("lift_this"),
        MultiFieldPanel(
            [FieldPanel("briefing_document"), FieldPanel("briefing_by")],
            heading="Policy briefing",
            classname="collapsed",
        ),
        InlinePanel("authors", heading="Summarised by", label="person"),
        InlinePanel("attachments", heading="Files to download", label="file"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [
        *SubjectPage.search_fields,
        index.SearchField("alternative_titles", boost=3),
        index.AutocompleteField("alternative_titles"),
        index.SearchField("impact"),
        index.SearchField("full_summary"),
        index.SearchField("key_features"),
        index.FilterField("scope"),
        index.FilterField("status"),
        index.FilterField("date"),
    ]

    feed_type = "driver"
    is_creatable = True
    parent_page_types = ["toolkit.DriverIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "driver"

    def feed_item(self):
        older, newer = self.older_keys(), self.newer_keys()
        lines_worth_quoting = [(h.quote, h.page_reference) for h in self.hooks.all()]
        return ItemContent(
            line=self.line,
            parts=[
                Part("What this means for libraries", RichText(self.impact)),
                Part("Summary", RichText(self.full_summary)),
                Part("Key features of this driver", RichText(self.key_features)),
                Part("Lines worth quoting", Sayings(lines_worth_quoting)),
                Part("Lift this into your business case", self.lift_this),
            ],
            details={
                **fields_of(
                    self,
                    "impact",
                    "publisher",
                    "source_url",
                    "publication_format",
                    "date",
                    "date_precision",
                    "date_text",
                    "full_summary",
                    "key_features",
                    "lift_this",
                    "briefing_document",
                    "briefing_by",
                ),
                "alternative_titles": self.other_titles,
                "supersedes": page_links(older),
                "superseded_by": page_links(newer),
                "hooks": [
                    fields_of(hook, "quote", "page_reference", "comment")
                    for hook in self.hooks.all()
                ],
            },
            other_names=self.other_titles,
            scope=self.scope,
            status=self.status,
            year=self.date and self.date.year,
            files=[self.briefing_document],
            related=[
                *page_links(newer, "It supersedes this driver"),
                *page_links(older, "This driver supersedes it"),
            ],
            shown_on=older,
        )

    def find_problems(self, rows):
        yield from super().find_problems(rows)
        if not self.scope:
            yield "scope", "Say how far the driver reaches."
        if not self.publisher:
            yield "publisher", "Choose the body that published it."
        if is_blank(self.impact) and self.status != self.Status.HEADLINE:
            yield (
                "impact",
                "Say what it means for libraries, or set the status to “Headline only”.",
            )
        older = [row.older_id for row in rows["supersessions"]]
        if sentence := self.supersession_problem(older):
            yield "supersessions", sentence

    def supersession_problem(self, older):
        """
        Say what is wrong with the drivers this one supersedes.

        Args:
            older: primary keys of the drivers it is to supersede.

        Returns:
            A sentence, or an empty string when nothing is wrong.
        """
        if self.pk in older:
            return "A driver cannot supersede itself."
        if self.pk and self.pk in drivers_behind(older):
            return "One of the older drivers already supersedes this one."
        return ""

    @property
    def is_in_force(self):
        """Whether the driver still holds."""
        return self.status in self.IN_FORCE

    @property
    def other_titles(self):
        """Alternative titles as a list."""
        return lines(self.alternative_titles)

    @property
    def date_words(self):
        """The date as far as it is known, in words, or an empty string."""
        if self.date_text or not self.date:
            return self.date_text
        if self.date_precision == DatePrecision.QUARTER:
            first = (self.date.month - 1) // 3 * 3
            months = ("January", "April", "July", "October")[first // 3]
            last = ("March", "June", "September", "December")[first // 3]
            return f"{months} to {last} {self.date.year}"
        patterns = {"year": "Y", "month": "F Y"}
        return formats.date_format(self.date, patterns.get(self.date_precision, "j F Y"))

    @property
    def line(self):
        """Who published it and when, as lists show it."""
        return ", ".join(filter(None, [str(self.publisher or ""), self.date_words]))

    def older_keys(self):
        """Primary keys of the drivers this one supersedes, public or not."""
        return [row.older_id for row in self.supersessions.all()]

    def newer_keys(self):
        """Primary keys of the drivers that supersede this one, public or not."""
        rows = Supersession.objects.filter(older=self.pk) if self.pk else ()
        return sorted({row.page_id for row in rows})

    def older_drivers(self):
        """Public drivers this one supersedes."""
        older = DriverPage.objects.filter(superseded_by_rows__page=self)
        return public(older).newest_first()

    def newer_drivers(self):
        """Public drivers that supersede this one."""
        newer = DriverPage.objects.filter(supersessions__older=self)
        return public(newer).newest_first()

    @property
    def source_words(self):
        """Where the main document stands, in words: “Read it at gov.uk”."""
        host = urlsplit(self.source_url).hostname or ""
        return f"Read it at {host.removeprefix('www.')}"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        aligned = aligned_with(self, MOST_ALIGNED + 1)
        return {
            **context,
            "older_drivers": list(self.older_drivers()),
            "newer_drivers": list(self.newer_drivers()),
            "aligned": aligned[:MOST_ALIGNED],
            "more_aligned": len(aligned) > MOST_ALIGNED,
        }


def drivers_behind(keys):
    """Every driver that the given ones supersede, directly or through others."""
    seen, ahead = set(), set(keys)
    while ahead:
        rows = Supersession.objects.filter(page__in=ahead)
        seen |= ahead
        ahead = set(rows.values_list("older", flat=True)) - seen
    return seen


class Supersession(Row):
    """A driver that takes the place of an older one."""

    page = ParentalKey(DriverPage, on_delete=models.CASCADE, related_name="supersessions")
    older = models.ForeignKey(
        DriverPage,
        on_delete=models.CASCADE,
        related_name="superseded_by_rows",
        verbose_name="older driver",
        help_text="It stays readable, with a note that leads here.",
    )

    panels = [PageChooserPanel("older")]

    def __str__(self):
        return str(self.older)


class DriverHook(Row):
    """A short line of the document that speaks to libraries."""

    page = ParentalKey(DriverPage, on_delete=models.CASCADE, related_name="hooks")
    quote = models.CharField(
        max_length=250, help_text="At most 25 words, exactly as printed."
    )
    page_reference = models.CharField(
        "page", max_length=30, blank=True, help_text="For example “p. 70”."
    )
    comment = models.CharField(
        max_length=300, blank=True, help_text="Why it matters to a library."
    )

    panels = [FieldPanel("quote"), FieldPanel("page_reference"), FieldPanel("comment")]

    def __str__(self):
        return self.quote
