"""The document that a driver sums up: who published it, where and when."""

from urllib.parse import urlsplit

from django.db import models

from core.choices import DatePrecision
from core.text.dates import date_in_words
from core.vocabularies.proposals import ProposalField, shown_name


class SourceDocument(models.Model):
    """What is known of the document itself."""

    publisher = models.ForeignKey(
        "core.Publisher",
        verbose_name="source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that published the document.",
    )
    publisher_proposal = ProposalField(beside="publisher")
    source_url = models.URLField(
        "link to main document",
        max_length=500,
        blank=True,
        help_text="The publisher's own page, rather than a copy elsewhere.",
    )
    publication_format = models.CharField(
        max_length=120, blank=True, help_text="For example “PDF, 163 pages”."
    )
    date = models.DateField(
        "date of publication",
        null=True,
        blank=True,
        help_text="If only the month or year is known, write “February 2016” or “2016”.",
    )
    date_precision = models.CharField(
        "how exact the date is",
        max_length=7,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="So that “February 2016” does not become a day.",
    )
    date_text = models.CharField(
        "date in its original words",
        max_length=150,
        blank=True,
        help_text="For example “All plans were published in October and November 2016”.",
    )

    class Meta:
        abstract = True

    @property
    def publisher_name(self):
        """Who published it, as readers see it, or an empty string."""
        return shown_name(self, "publisher")

    @property
    def date_words(self):
        """The date as far as it is known, in words, or an empty string."""
        return self.date_text or date_in_words(self.date, self.date_precision)

    @property
    def document_citation(self):
        """How to cite the document itself: publisher, its own date, title, address."""
        publisher = f"{self.publisher_name} " if self.publisher_name else ""
        address = f" Available at: {self.source_url}." if self.source_url else ""
        words = self.date_words or "no date"
        return f"{publisher}({words}) {self.title.rstrip('.')}.{address}"

    @property
    def line(self):
        """Who published it and when, as lists show it."""
        return ", ".join(filter(None, [self.publisher_name, self.date_words]))

    @property
    def source_words(self):
        """Where the main document stands, in words: “Read it at gov.uk”."""
        host = urlsplit(self.source_url).hostname or ""
        return f"Read it at {host.removeprefix('www.')}"
