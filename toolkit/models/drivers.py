"""Drivers: the policies and reports that libraries align their work with."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from core.choices import IN_FORCE, DriverStatus, Scope
from core.models import SubjectPage
from core.pages.needs import Need
from core.pages.queries import public
from core.richtext import PLAIN, STORY
from core.text.wordcount import lines
from search.aligned_work import aligned_with
from search.cards import cards
from toolkit.forms import DriverForm
from toolkit.models.documents import SourceDocument
from toolkit.models.driver_item import driver_item
from toolkit.models.driver_queries import DriverPageQuerySet
from toolkit.models.supersession import superseded_keys, supersession_problem
from toolkit.panels import DRIVER_PANELS

# How much work a driver's page lists; the rest is one link away.
MOST_ALIGNED = 10
MOST_NEAR = 3


class DriverPage(SourceDocument, SubjectPage):
    """A summary of a policy or report, and what it means for libraries."""

    alternative_titles = models.TextField(
        blank=True,
        help_text="Other names, one on each line. For example “Carter Review”.",
    )
    impact = RichTextField(
        "what does this mean for libraries?",
        blank=True,
        features=STORY,
        help_text="Three to eight bullet points on what libraries could do, or already "
        "do. Older summaries called this “Impact on library policy/practice”.",
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
        choices=DriverStatus,
        default=DriverStatus.CURRENT,
        help_text="A headline is enough on the first day; the summary can follow.",
    )
    use_instead = models.ForeignKey(
        "toolkit.DriverPage",
        verbose_name="what to use instead",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="used_instead_of",
        help_text="For an archived driver: the driver that readers should use now.",
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

    content_panels = DRIVER_PANELS
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

    base_form_class = DriverForm
    needs = (
        *SubjectPage.needs,
        Need("scope", "Say how far the driver reaches."),
        Need(
            "publisher",
            "Choose the body that published it.",
            instead=("publisher_proposal",),
        ),
        Need(
            "impact",
            "Say what it means for libraries, or set the status to “Headline only”.",
            unless=("status", DriverStatus.HEADLINE),
        ),
    )
    feed_type = "driver"
    page_description = "A policy or report in short, and what it means for libraries."
    is_creatable = True
    parent_page_types = ["toolkit.DriverIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "driver"

    def feed_item(self):
        return driver_item(self)

    def find_problems(self, rows):
        yield from super().find_problems(rows)
        if self.pk and self.use_instead_id == self.pk:
            yield "use_instead", "Choose another driver than this one."
        older = [row.older_id for row in rows["supersessions"]]
        if sentence := supersession_problem(self.pk, older):
            yield "supersessions", sentence

    @property
    def is_in_force(self):
        """Whether the driver still holds."""
        return self.status in IN_FORCE

    @property
    def other_titles(self):
        """Alternative titles as a list."""
        return lines(self.alternative_titles)

    @property
    def supersedes(self):
        """Whether it supersedes any driver, public or not."""
        return bool(self.supersessions.all())

    @property
    def is_superseded(self):
        """Whether any driver supersedes it, public or not."""
        return self.pk in superseded_keys()

    def older_drivers(self):
        """Public drivers this one supersedes."""
        older = DriverPage.objects.filter(superseded_by_rows__page=self)
        return public(older).newest_first()

    def newer_drivers(self):
        """Public drivers that supersede this one."""
        newer = DriverPage.objects.filter(supersessions__older=self)
        return public(newer).newest_first()

    def ways_on(self):
        """What to read instead of a driver that does not hold, for its page."""
        instead = list(DriverPage.objects.in_place_of(self))
        return {"instead": instead, "near": [] if instead else self.drivers_near()}

    def drivers_near(self):
        """`Card`s of the newest drivers in force on the same themes, in its nations."""
        about = {
            "theme": [theme.slug for theme in self.themes.all()],
            "nation": [nation.slug for nation in self.nations.all()],
        }
        values = {name: tuple(slugs) for name, slugs in about.items() if slugs}
        return cards(MOST_NEAR, type=("driver",), status=IN_FORCE, **values)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        aligned = aligned_with(self, MOST_ALIGNED + 1)
        return {
            **context,
            "older_drivers": list(self.older_drivers()) if self.supersedes else [],
            "newer_drivers": list(self.newer_drivers()) if self.is_superseded else [],
            **({} if self.is_in_force else self.ways_on()),
            "aligned": aligned[:MOST_ALIGNED],
            "more_aligned": len(aligned) > MOST_ALIGNED,
        }
