"""The folder outside the site in which deleted pages rest before they go for good."""

from django.db import transaction
from wagtail.models import Page

from core.models.pages import ContentPage


class BinPage(ContentPage):
    """The bin. There is one, beside the front page; no address leads to it."""

    max_count = 1
    parent_page_types = []
    subpage_types = []

    class Meta:
        verbose_name = "bin"

    @classmethod
    def find_or_make(cls):
        """The bin, made now on a site that has none."""
        return cls.objects.first() or cls.make()

    @classmethod
    @transaction.atomic
    def make(cls):
        """Make the bin, unless somebody made it while this waited for the root."""
        root = Page.objects.filter(depth=1).select_for_update().first()
        return cls.objects.first() or root.add_child(
            instance=cls(
                title="Bin",
                slug="bin",
                summary="Pages that were deleted. Each stays here for 90 days.",
                live=False,
            )
        )
