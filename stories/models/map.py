"""MAP Stories: a piece of work, told along the toolkit's steps."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import ProjectPage
from core.models.steps import public_steps
from core.pages.checklist import STORY as STORY_QUESTIONS
from core.pages.items import (
    ItemContent,
    Part,
    RichText,
    fields_of,
    quotations,
    sayings,
)
from core.pages.needs import Need
from core.richtext import PLAIN, STORY
from sharing.replies.pages import TakesReplies
from stories.panels import MAP_STORY_PANELS

QUOTE_CONSENT = "Tick when they have seen the words and agreed to be quoted."


class MapStoryPage(TakesReplies, ProjectPage):
    """What a library did, for whom, which drivers it served and what came of it."""

    award = models.CharField(
        max_length=150,
        blank=True,
        help_text="If it won one. For example “Winner, regional innovation award 2025”.",
    )
    problem = RichTextField(
        "what needed to change",
        blank=True,
        features=PLAIN,
        help_text=(
            "What was hard, slow or missing before? For example “Ward teams waited a "
            "week for evidence”. A few lines are enough."
        ),
    )
    timeframe = models.CharField(
        max_length=150,
        blank=True,
        help_text="For example “4 weeks from request to submission”.",
    )
    cost = models.CharField(
        max_length=150,
        blank=True,
        help_text="For example “£40 for printing”, or “Staff time only”.",
    )
    story = RichTextField(
        "the story",
        blank=True,
        features=STORY,
        help_text=(
            "What you did, as you would tell a colleague over coffee. What went wrong "
            "helps others as much as what went well."
        ),
    )
    library_role = RichTextField(
        "the role of the library",
        blank=True,
        features=PLAIN,
        help_text="What would not have happened without you?",
    )
    impact_library = RichTextField(
        "impact for the library",
        blank=True,
        features=STORY,
        help_text="What changed for your service? For example “We now sit on the board”.",
    )
    impact_users = RichTextField(
        "impact on users and the organisation",
        blank=True,
        features=STORY,
        help_text="What changed for staff, patients or the organisation?",
    )
    lessons = RichTextField(
        "what we learned",
        blank=True,
        features=STORY,
        help_text="What would you do differently? Readers look for this.",
    )
    replicate = RichTextField(
        "how to do it yourself",
        blank=True,
        features=STORY,
        help_text="The steps, as a numbered list that a colleague could follow.",
    )
    services = ParentalManyToManyField(
        "core.Service",
        blank=True,
        verbose_name="services used",
        help_text="Which of your services took part.",
    )
    also_at_name = models.CharField(
        "also submitted to",
        max_length=150,
        blank=True,
        help_text="If the story is in another collection, its name.",
    )
    also_at_url = models.URLField(
        "link to it there", max_length=500, blank=True, help_text="The story's own page."
    )
    contact_url = models.URLField(
        "where to ask",
        max_length=500,
        blank=True,
        help_text="Your library's page, so that readers can ask you more.",
    )

    content_panels = MAP_STORY_PANELS
    search_fields = [
        *ProjectPage.search_fields,
        index.SearchField("problem"),
        index.SearchField("story"),
        index.SearchField("library_role"),
        index.SearchField("impact_library"),
        index.SearchField("impact_users"),
        index.SearchField("lessons"),
        index.SearchField("replicate"),
    ]

    needs = (
        *ProjectPage.needs,
        Need(
            "organisation",
            "Say in which organisation it happened.",
            instead=("organisation_proposal",),
        ),
        Need("team", "Say who took part. Roles are enough."),
        Need("story", "Tell the story. A hundred words are enough."),
        Need("impact_library", "Say what changed for the library, however small."),
        Need("alignments", "Name at least one driver that the work serves."),
    )
    review_questions = STORY_QUESTIONS
    feed_type = "map-story"
    page_description = "What your library did, for whom, and what came of it."
    is_creatable = True
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "MAP Story"
        verbose_name_plural = "MAP Stories"

    def feed_item(self):
        return ItemContent(
            figure=self.strongest_figure,
            replies=self.feed_replies,
            parts=[
                Part("What needed to change", RichText(self.problem)),
                *self.project_parts,
                Part("The story", RichText(self.story)),
                Part("The role of the library", RichText(self.library_role)),
                Part("Impact for the library", RichText(self.impact_library)),
                Part("Impact on users and the organisation", RichText(self.impact_users)),
                Part("What people said", sayings(self.quotes.all())),
                Part("What we learned", RichText(self.lessons)),
                Part("How to do it yourself", RichText(self.replicate)),
            ],
            details={
                **fields_of(
                    self,
                    "award",
                    "problem",
                    "resources",
                    "timeframe",
                    "cost",
                    "story",
                    "library_role",
                    "impact_library",
                    "impact_users",
                    "lessons",
                    "replicate",
                    "services",
                    "also_at_name",
                    "also_at_url",
                    "contact_url",
                ),
                "team": self.team_members,
                "quotes": quotations(self.quotes.all()),
            },
        )

    def find_problems(self, rows):
        yield from super().find_problems(rows)
        for number, quote in enumerate(rows["quotes"]):
            if quote.lacks_consent:
                yield f"quotes.{number}.consent", QUOTE_CONSENT

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "steps": public_steps()}
