"""The steps of the toolkit, to which stories, templates and sections refer."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.caching.site_memo import of_the_site
from core.models.rows import Row, parental_key


@of_the_site
def public_steps():
    """The steps of the published toolkit, in order, as every page shows them."""
    return list(Step.objects.public())


class StepQuerySet(models.QuerySet):
    """The steps of the toolkit."""

    def public(self):
        """The steps of the published toolkit, in order."""
        return self.filter(page__live=True).order_by("sort_order", "pk")


class Step(Row):
    """One of the toolkit's steps. Stories, templates and sections refer to its number."""

    page = parental_key("steps")
    title = models.CharField(
        max_length=80, help_text="Begin with a verb, for example “Tell your story”."
    )
    short = models.CharField(
        "in one line",
        max_length=160,
        help_text="What a reader does in this step, in one line.",
    )
    guidance = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="What helps at this step. A hundred words are enough.",
    )

    objects = StepQuerySet.as_manager()

    panels = [FieldPanel("title"), FieldPanel("short"), FieldPanel("guidance")]

    def __str__(self):
        return self.title
