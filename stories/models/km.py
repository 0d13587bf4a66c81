"""KM Stories: a short story of knowledge passed on."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import ContentPage, SubjectPage
from core.pages.checklist import STORY as STORY_QUESTIONS
from core.pages.items import ItemContent, Part, RichText, fields_of
from core.pages.needs import Need
from core.panels import RowsPanel, TermsPanel, TitlePanel, WordsPanel
from core.richtext import PLAIN
from core.text.wordcount import count_words
from sharing.replies.pages import TakesReplies


class KMStoryPage(TakesReplies, SubjectPage):
    """A hundred to three hundred words in the first person, with a moral."""

    LEAST_WORDS = 100
    MOST_WORDS = 300

    teller = models.CharField(
        "told by",
        max_length=150,
        blank=True,
        help_text="Name and role, or the role alone. For example “Outreach librarian”.",
    )
    story = RichTextField(
        "the story",
        blank=True,
        features=PLAIN,
        help_text="In the first person, as you would say it. No headings needed.",
    )
    what_changed = models.TextField(
        max_length=400,
        blank=True,
        help_text="One or two sentences. For example “The audit began a month sooner”.",
    )
    moral = models.CharField(
        max_length=200,
        blank=True,
        help_text="If the story has one. For example “Always sit by the tea urn”.",
    )
    techniques = ParentalManyToManyField(
        "core.KMTechnique",
        blank=True,
        verbose_name="how knowledge was shared",
        help_text="The way of sharing that made the difference.",
    )
    consent = models.BooleanField(
        "everyone named agreed",
        default=False,
        help_text="Tick when everyone who can be recognised has said yes.",
    )

    content_panels = [
        TitlePanel(),
        FieldPanel("teller"),
        SubjectPage.organisation_panel,
        WordsPanel("story", least=LEAST_WORDS, most=MOST_WORDS, refused=True),
        FieldPanel("what_changed"),
        FieldPanel("moral"),
        WordsPanel("summary", least=10, most=50, heading="In one sentence, for lists"),
        TermsPanel("techniques"),
        FieldPanel("consent"),
        RowsPanel("alignments", heading="Drivers it serves", label="driver"),
        InlinePanel("authors", heading="Written down by", label="person"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [
        *SubjectPage.search_fields,
        index.SearchField("story"),
        index.SearchField("what_changed"),
        index.SearchField("moral"),
    ]

    needs = (
        *SubjectPage.needs,
        Need(
            "organisation",
            "Say in which organisation it happened.",
            instead=("organisation_proposal",),
        ),
        Need("teller", "Say who tells it. A role is enough."),
        Need("story", "Tell the story. A hundred words are enough."),
        Need("consent", "Ask everyone who can be recognised, then tick this."),
    )
    review_questions = STORY_QUESTIONS
    tells_what_happened = True
    feed_type = "km-story"
    page_description = "A short story in the first person, with a moral."
    is_creatable = True
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "KM Story"
        verbose_name_plural = "KM Stories"

    def feed_item(self):
        return ItemContent(
            parts=[
                Part("", RichText(self.story)),
                Part("What changed", self.what_changed),
                Part("The moral", self.moral),
            ],
            details=fields_of(
                self, "teller", "story", "what_changed", "moral", "techniques"
            ),
            replies=self.feed_replies,
        )

    def find_problems(self, rows):
        yield from super().find_problems(rows)
        if count_words(self.story) > self.MOST_WORDS:
            yield "story", f"Keep it to {self.MOST_WORDS} words, so that people read it."
