"""Panels of our own: the toolkit's steps as headings of a form, and word counts."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
    TitleFieldPanel,
)

from core.form_fields import MomentInput
from core.forms import OfferedTerms
from core.models.steps import Step


def step_heading(number):
    """The heading of a step as the toolkit's editors wrote it."""
    steps = list(Step.objects.public()[:number])
    title = f": {steps[-1].title}" if len(steps) == number else ""
    return f"Step {number}{title}"


# Lists and search engines cut longer titles short.
MOST_OF_A_TITLE = 100


class TitlePanel(TitleFieldPanel):
    """The title, from which the address of a new page follows as one writes."""

    def __init__(self, field_name="title", **kwargs):
        attrs = {"data-characters-most": str(MOST_OF_A_TITLE), **kwargs.pop("attrs", {})}
        kwargs = {"classname": "", "placeholder": False, **kwargs}
        super().__init__(field_name, attrs=attrs, **kwargs)


class StepPanel(MultiFieldPanel):
    """
    One step of the paper template, headed by the words of the toolkit's own page.

    Args:
        number: the step, counted from 1.
        children: the panels of the fields that belong to it.
    """

    def __init__(self, number, children=(), **kwargs):
        super().__init__(children=children, heading=f"Step {number}", **kwargs)
        self.number = number

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs.pop("heading", None)
        return {**kwargs, "number": self.number}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel in one form."""

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.heading = step_heading(self.panel.number)


class SchedulePanel(PublishingPanel):
    """When a text goes public and when it ends; what is no time is never replaced."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for panel in self.children:
            panel.widget = MomentInput(
                attrs=panel.widget.attrs,
                js_overlay_parent_selector=panel.widget.js_overlay_parent_selector,
            )


class RowsPanel(InlinePanel):
    """Rows of a page, whose fields offer the terms in use as the page's own do."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]

        class RowForm(OfferedTerms, formset.get("form", WagtailAdminModelForm)):
            """The form of one row."""

        formset["form"] = RowForm
        return options


class TermsPanel(FieldPanel):
    """The terms of a vocabulary as boxes to tick, since lists to hold keys over fail."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, widget=CheckboxSelectMultiple, **kwargs)

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs.pop("widget", None)
        return kwargs


class WordsPanel(FieldPanel):
    """
    A text field that counts its words while one writes.

    Args:
        field_name: the field.
        least: the fewest words that make sense, or None.
        most: the most words the template allows.
        refused: whether the page itself refuses more, so that no hint need say it.
    """

    def __init__(self, field_name, least=None, most=None, refused=False, **kwargs):
        counted = {"data-word-least": str(least or 0), "data-word-most": str(most)}
        attrs = {**kwargs.pop("attrs", {}), **counted}
        super().__init__(field_name, attrs=attrs, **kwargs)
        self.least = least
        self.most = most
        self.refused = refused

    def clone_kwargs(self):
        own = {"least": self.least, "most": self.most, "refused": self.refused}
        return {**super().clone_kwargs(), **own}


def words_panels(panels):
    """The panels that count words, among some panels and all within them."""
    for panel in panels:
        if isinstance(panel, WordsPanel):
            yield panel
        yield from words_panels(getattr(panel, "children", ()))


# What the forms of all pages have in common.
PICTURE = MultiFieldPanel(
    [
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("image_decorative"),
    ],
    heading="Picture",
    classname="collapsed",
)
SEE_ALSO = InlinePanel(
    "related_pages",
    heading="See also",
    label="page",
    help_text="Pages you would send a colleague to next.",
)
DATES = [
    FieldRowPanel(
        [FieldPanel("last_reviewed"), FieldPanel("next_review_due")],
        heading="Review",
    ),
    FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_note")], heading="Licence"),
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
        ],
        heading="Address and search engines",
        classname="collapsed",
    ),
    SchedulePanel(),
]
