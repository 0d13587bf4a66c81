"""The front page."""

from django.db.models import Count, Sum
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from community.models import CommunityPage, JoinPage, Organisation
from core.choices import MeasureKind
from core.models import Alignment, ContentPage, Measure, Step
from core.queries import public_pages
from core.richtext import PLAIN
from stories.models import MapStoryPage, StoryIndexPage
from toolkit.models import DriverIndexPage, DriverPage, TemplatePage, ToolkitPage

# The step of the toolkit in which people tell their story.
TELLING_STEP = 4


class HomePage(ContentPage):
    """What is new, the five steps, the drivers people use, and how to take part."""

    introduction = RichTextField(
        "who we are",
        blank=True,
        features=PLAIN,
        help_text="A few sentences that end with an invitation to join.",
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary", heading="What this is, in one sentence"),
        FieldPanel("introduction"),
        InlinePanel(
            "related_pages",
            heading="Stories to show first",
            label="page",
            help_text="Up to three. Leave empty to show the newest MAP Stories.",
            max_num=3,
        ),
        ContentPage.picture_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    is_creatable = True
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "toolkit.ToolkitPage",
        "stories.StoryIndexPage",
        "community.CommunityPage",
        "community.JoinPage",
        "home.InformationPage",
    ]

    class Meta:
        verbose_name = "front page"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "steps": Step.objects.public(),
            "toolkit_page": public_one(ToolkitPage),
            "driver_index": public_one(DriverIndexPage),
            "story_index": public_one(StoryIndexPage),
            "community_page": public_one(CommunityPage),
            "join_page": public_one(JoinPage),
            "template_page": self.story_template(),
            "new_drivers": self.new_drivers(),
            "used_drivers": self.used_drivers(),
            "stories": self.stories_to_show(),
            "impact": self.impact_so_far(),
        }

    def story_template(self):
        """The public template for telling a story: the first of the fourth step."""
        return TemplatePage.objects.live().public().filter(step=TELLING_STEP).first()

    def new_drivers(self):
        """The five drivers in force that were published last."""
        drivers = DriverPage.objects.live().public().in_force()
        return drivers.select_related("publisher").newest_first()[:5]

    def used_drivers(self):
        """The five drivers that most public work aligns with, with `uses`."""
        rows = Alignment.objects.filter(page__in=public_pages(), driver__isnull=False)
        uses = rows.values("driver").annotate(uses=Count("page", distinct=True))
        top = dict(uses.order_by("-uses", "driver").values_list("driver", "uses")[:5])
        drivers = DriverPage.objects.live().public().in_bulk(top)
        for key, driver in drivers.items():
            driver.uses = top[key]
        return sorted(drivers.values(), key=lambda driver: -driver.uses)

    def stories_to_show(self):
        """The stories an editor chose, or else the newest MAP Stories."""
        stories = MapStoryPage.objects.live().public()
        stories = stories.select_related("organisation").prefetch_related("measures")
        chosen = stories.filter(pk__in=self.related_pages.values("target"))
        return list(chosen[:3]) or list(stories.order_by("-first_published_at")[:3])

    def impact_so_far(self):
        """What public stories counted, each with the kind of work it counts."""
        measures = Measure.objects.filter(page__in=public_pages())
        hours = total(measures.filter(kind=MeasureKind.TIME, unit="hours"))
        money = total(measures.filter(kind=MeasureKind.MONEY, unit="£"))
        stories = MapStoryPage.objects.live().public()
        places = Organisation.objects.filter(
            pk__in=stories.values("organisation")
        ).count()
        return {
            "stories": stories.count(),
            "organisations": places,
            "hours": hours,
            "money": money,
        }


def total(measures):
    """The sum of the measures' values, 0 when there are none."""
    return measures.aggregate(total=Sum("value"))["total"] or 0


def public_one(page_type):
    """The public page of a type of which there is only one, or None."""
    return page_type.objects.live().public().first()
