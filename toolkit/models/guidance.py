"""The front of the toolkit and its sections of guidance."""

from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.caching.site_memo import of_the_site
from core.models import ContentPage
from core.models.steps import public_steps
from core.pages.items import Blocks, ItemContent, Part, fields_of
from core.pages.queries import prefetch_by_type, public
from core.panels import RowsPanel
from core.richtext import BODY
from toolkit.forms import StepForm
from toolkit.models.templates import TemplatePage
from toolkit.navigation import place_in_toolkit

# Types of items, in the feed's words, that readers look through by theme and place.
EXAMPLES = {"example", "plan"}


class ToolkitPage(ContentPage):
    """The front of the toolkit: what it is for, and the steps."""

    introduction = RichTextField(
        blank=True,
        features=BODY,
        help_text="What the toolkit is for and how to begin.",
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel(
            "steps",
            heading="The steps",
            label="step",
            help_text=(
                "Sections, templates and stories refer to the steps by their number, "
                "so change their order with care."
            ),
        ),
        ContentPage.related_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    can_be_withdrawn = False
    is_creatable = True
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "toolkit.SectionPage",
        "toolkit.DriverIndexPage",
        "toolkit.TemplatePage",
        "toolkit.ProjectPlanPage",
        "toolkit.ExampleDocumentPage",
    ]

    class Meta:
        verbose_name = "toolkit front page"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        place = place_in_toolkit(self)
        return {**context, **place, "steps": self.steps_with_pages(place["contents"])}

    def steps_with_pages(self, contents):
        """The steps, each with the sections and templates that belong to it."""
        steps = steps_of_pages()
        return [
            {
                "step": step,
                "pages": [page for page in contents if steps.get(page.pk) == number],
            }
            for number, step in enumerate(self.steps.all(), start=1)
        ]


@of_the_site
def steps_of_sections():
    """The numbers of steps by the keys of sections that help with them."""
    return dict(SectionPage.objects.values_list("pk", "step"))


@of_the_site
def steps_of_pages():
    """The same with those of templates."""
    return steps_of_sections() | dict(TemplatePage.objects.values_list("pk", "step"))


class SectionPage(ContentPage):
    """One section of guidance, in its place among the others."""

    step = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The step of the toolkit it helps with."
    )
    body = StreamField(
        BodyBlock(), blank=True, help_text="The guidance itself. Short parts read best."
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("step"),
        FieldPanel("body"),
        RowsPanel(
            "alignments",
            heading="Drivers this section is about",
            label="driver",
        ),
        ContentPage.related_panel,
        InlinePanel("attachments", heading="Files to download", label="file"),
        ContentPage.picture_panel,
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.FilterField("step"),
    ]

    base_form_class = StepForm
    feed_type = "section"
    page_description = "A part of the toolkit's guidance, in its place among the others."
    is_creatable = True
    parent_page_types = ["toolkit.ToolkitPage", "toolkit.SectionPage"]
    subpage_types = [
        "toolkit.SectionPage",
        "toolkit.TemplatePage",
        "toolkit.ProjectPlanPage",
        "toolkit.ExampleDocumentPage",
    ]

    class Meta:
        verbose_name = "section"

    def feed_item(self):
        return ItemContent(
            parts=[Part("", Blocks(self.body))], details=fields_of(self, "step")
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = public(self.get_children()).specific()
        children = prefetch_by_type(children, "document")
        place = place_in_toolkit(self)
        return {
            **context,
            **place,
            **self.steps_in_words(place["contents"]),
            "children": children,
            "has_examples": any(child.feed_type in EXAMPLES for child in children),
        }

    def steps_in_words(self, contents):
        """This section's step, the next one and its first page, for templates."""
        steps = public_steps()
        if not self.step or self.step > len(steps):
            return {}
        numbers, wanted = steps_of_sections(), self.step + 1
        of_next = (page for page in contents if numbers.get(page.pk) == wanted)
        return {
            "next_step_page": next(of_next, None),
            "step_words": f"Step {self.step} of {len(steps)}",
            "next_step": steps[self.step] if self.step < len(steps) else None,
            "next_step_number": self.step + 1,
        }
