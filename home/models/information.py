"""Pages about the site itself."""

from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import ContentPage
from core.pages.items import Blocks, ItemContent, Part
from core.pages.needs import Need


class InformationPage(ContentPage):
    """About us, accessibility, privacy and the like."""

    body = StreamField(BodyBlock(), blank=True, help_text="What people came to know.")

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        InlinePanel("attachments", heading="Files to download", label="file"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    needs = (*ContentPage.needs, Need("body", "Write what readers came to know."))
    feed_type = "information"
    page_description = "About us, accessibility, privacy and the like."
    is_creatable = True
    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]

    class Meta:
        verbose_name = "information page"

    def feed_item(self):
        return ItemContent(parts=[Part("", Blocks(self.body))])

    @classmethod
    def kind(cls):
        return "about MAP"
