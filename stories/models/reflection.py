"""Reflections: a member of the community thinks aloud."""

from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import ContentPage, SubjectPage
from core.pages.items import Blocks, ItemContent, Part
from core.pages.needs import Need
from core.panels import RowsPanel
from sharing.replies.pages import TakesReplies


class ReflectionPage(TakesReplies, SubjectPage):
    """A blog post by a member of the community."""

    body = StreamField(
        BodyBlock(),
        blank=True,
        help_text="What you saw, tried or wondered. It need not be finished.",
    )

    content_panels = [
        *ContentPage.content_panels,
        InlinePanel("authors", heading="Written by", label="person"),
        SubjectPage.organisation_panel,
        FieldPanel("body"),
        RowsPanel("alignments", heading="Drivers it is about", label="driver"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [*SubjectPage.search_fields, index.SearchField("body")]

    tells_what_happened = True
    needs = (
        *SubjectPage.needs,
        Need("body", "Write a few sentences."),
        Need("authors", "Say who wrote it."),
    )
    feed_type = "reflection"
    page_description = "A blog post: what you saw, tried or wondered."
    is_creatable = True
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "reflection"

    def feed_item(self):
        return ItemContent(parts=[Part("", Blocks(self.body))], replies=self.feed_replies)
