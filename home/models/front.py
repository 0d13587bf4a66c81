"""The front page."""

from copy import copy

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from community.models import CommunityPage, JoinPage
from core.caching.site_memo import of_the_site
from core.choices import IN_FORCE, MeasureKind
from core.models import ContentPage
from core.models.steps import public_steps
from core.pages.queries import public, public_pages
from core.panels import TitlePanel
from core.richtext import PLAIN
from insight.figures import leading_totals
from search.cards import cards, cards_of
from search.counts import counts_now
from stories.models import StoryIndexPage
from toolkit.models import DriverIndexPage, TemplatePage, ToolkitPage

# The step of the toolkit in which people tell their story.
TELLING_STEP = 4
# The kinds of figures that say at a glance what the work is worth.
IMPACT = (MeasureKind.TIME, MeasureKind.MONEY)

LANDMARKS = {
    ToolkitPage: "toolkit_page",
    DriverIndexPage: "driver_index",
    StoryIndexPage: "story_index",
    CommunityPage: "community_page",
    JoinPage: "join_page",
}


class HomePage(ContentPage):
    """What is new, the five steps, the drivers people use, and how to take part."""

    introduction = RichTextField(
        "who we are",
        blank=True,
        features=PLAIN,
        help_text="A few sentences that end with an invitation to join.",
    )

    content_panels = [
        TitlePanel(),
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

    can_be_withdrawn = False
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

    def route(self, request, path_components):
        """Find the page below by its whole path, in two queries however deep it is."""
        if not path_components:
            # Others who look for a page may share this one, so a copy is given to show.
            return super(HomePage, copy(self)).route(request, [])
        path = f"{self.url_path}{'/'.join(path_components)}/"
        page = self.get_descendants().filter(url_path=path).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "steps": public_steps(),
            **landmarks(),
            "template_page": self.story_template(),
            "new_drivers": self.new_drivers(),
            "used_drivers": self.used_drivers(),
            "stories": self.stories_to_show(),
            "impact": self.impact_so_far(),
        }

    def story_template(self):
        """The public template for telling a story: the first of the fourth step."""
        return public(TemplatePage.objects.all()).filter(step=TELLING_STEP).first()

    def new_drivers(self):
        """The five drivers in force that changed last."""
        return cards(5, type=("driver",), status=IN_FORCE, order="updated")

    def used_drivers(self):
        """The five drivers that most public work aligns with, as (card, how much)."""
        uses = counts_now().values["driver"]
        top = sorted(uses, key=lambda key: (-uses[key], key))[:5]
        drivers = cards_of("id", top)
        return [(drivers[key], uses[key]) for key in top if key in drivers]

    def stories_to_show(self):
        """The stories an editor chose, or else the newest MAP Stories."""
        keys = [row.target_id for row in self.related_pages.all()]
        chosen = cards_of("page", keys)
        found = [chosen[key] for key in keys if key in chosen]
        return found[:3] or cards(3, type=("map-story",))

    def impact_so_far(self):
        """What public stories counted, by the rules of the figures' own page."""
        leading = leading_totals()
        counts = counts_now(type=("map-story",))
        return {
            "stories": counts.total,
            "organisations": len(counts.values["organisation"]),
            "totals": [leading[kind] for kind in IMPACT if kind in leading],
        }


@of_the_site
def landmarks():
    """The public pages of which there is one each, by the names templates use."""
    types = ContentType.objects.get_for_models(*LANDMARKS)
    names = {types[model].pk: name for model, name in LANDMARKS.items()}
    pages = public_pages().filter(content_type__in=names)
    return {names[page.content_type_id]: page for page in pages}
