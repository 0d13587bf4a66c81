"""Lines of a driver worth quoting."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from core.models import Row


class DriverHook(Row):
    """A short line of the document that speaks to libraries."""

    page = ParentalKey(
        "toolkit.DriverPage", on_delete=models.CASCADE, related_name="hooks"
    )
    quote = models.CharField(
        max_length=250, help_text="At most 25 words, exactly as printed."
    )
    page_reference = models.CharField(
        "page", max_length=30, blank=True, help_text="For example “p. 70”."
    )
    comment = models.CharField(
        max_length=300, blank=True, help_text="Why it matters to a library."
    )

    panels = [FieldPanel("quote"), FieldPanel("page_reference"), FieldPanel("comment")]

    def __str__(self):
        return self.quote
