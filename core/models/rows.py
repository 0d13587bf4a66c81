"""Rows that pages of several types hold: authors, files, pages to read next."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


def parental_key(related_name):
    """The key that makes a row part of its page, drafts and versions included."""
    return ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name=related_name
    )


class Row(Orderable):
    """A row of a page. Rows without a number stand in the order they were made."""

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]


class Author(Row):
    """Someone who wrote a page and agreed to be named."""

    page = parental_key("authors")
    profile = models.ForeignKey(
        "community.ProfilePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Choose the person's profile, if they have one here.",
    )
    name = models.CharField(
        max_length=150,
        blank=True,
        help_text="Or write the name, for example “Asha Patel, clinical librarian”.",
    )

    panels = [PageChooserPanel("profile"), FieldPanel("name")]

    # Set by `core.pages.queries.with_public` to the profile, if readers may see it.
    public_profile = None

    def __str__(self):
        return self.name or (self.profile.title if self.profile else "")

    @property
    def shown_name(self):
        """The name as it stands on the page; a profile that is not public gives none."""
        return self.name or (self.public_profile.title if self.public_profile else "")


class AttachmentManager(models.Manager):
    """Reads the files with their rows, however many there are."""

    def get_queryset(self):
        return super().get_queryset().select_related("document")


class Attachment(Row):
    """A file that belongs to a page."""

    page = parental_key("attachments")
    document = models.ForeignKey(
        "core.CustomDocument",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Choose a file, or upload a new one.",
    )
    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="What readers see. Leave empty to use the document's own title.",
    )

    objects = AttachmentManager()

    panels = [FieldPanel("document"), FieldPanel("title")]

    def __str__(self):
        return self.title or str(self.document)


class RelatedPage(Row):
    """A page an editor recommends beside this one, and why."""

    page = parental_key("related_pages")
    target = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The page you would send a colleague to next.",
    )
    why = models.CharField(
        max_length=150,
        blank=True,
        help_text="A few words for readers, for example “the same idea in a hospice”.",
    )

    panels = [PageChooserPanel("target"), FieldPanel("why")]

    # Set by `core.pages.queries.with_public` to the page, if readers may see it.
    public_target = None

    def __str__(self):
        return str(self.target)
