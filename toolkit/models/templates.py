"""Templates to fill in, for projects and stories."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import ContentPage
from core.pages.items import Blocks, ItemContent, Part, RichText, fields_of
from core.pages.needs import Need
from core.pages.queries import public_pages
from core.richtext import BODY
from toolkit.forms import StepForm
from toolkit.navigation import place_in_toolkit


class TemplatePage(ContentPage):
    """A template to download in Word, with the same as an accessible page."""

    step = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The step of the toolkit it helps with."
    )
    version = models.CharField(
        max_length=30, blank=True, help_text="For example “2026.1”."
    )
    document = models.ForeignKey(
        "core.CustomDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Word file",
        help_text="The template itself, ready to fill in.",
    )
    guidance = RichTextField(
        "how to use it",
        blank=True,
        features=BODY,
        help_text="What it is for, how long it takes, what to leave out.",
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name="the same as a page",
        help_text="Every part of the template, for people who cannot use the Word file.",
    )
    online_form = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page where it can be filled in online, if there is one.",
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldRowPanel([FieldPanel("step"), FieldPanel("version")]),
        FieldPanel("document"),
        FieldPanel("guidance"),
        FieldPanel("body"),
        PageChooserPanel("online_form"),
        ContentPage.related_panel,
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("guidance"),
        index.SearchField("body"),
    ]

    base_form_class = StepForm
    needs = (
        *ContentPage.needs,
        Need(
            "document",
            "Add the Word file, or write the template as a page.",
            instead=("body",),
        ),
    )
    feed_type = "template"
    page_description = "A form for others to download in Word and fill in."
    is_creatable = True
    parent_page_types = ["toolkit.ToolkitPage", "toolkit.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = "template"

    def feed_item(self):
        return ItemContent(
            parts=[
                Part("How to use it", RichText(self.guidance)),
                Part("", Blocks(self.body)),
            ],
            details=fields_of(
                self, "step", "version", "document", "guidance", "online_form"
            ),
            files=[self.document],
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        key = self.online_form_id
        form = key and public_pages().filter(pk=key).first()
        return {**context, **place_in_toolkit(self), "online_form": form}
