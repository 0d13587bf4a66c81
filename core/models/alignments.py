"""The drivers that a piece of work serves, and how."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from core.choices import Scope
from core.models.rows import Row, parental_key


class Alignment(Row):
    """How a piece of work serves a driver."""

    page = parental_key("alignments")
    driver = models.ForeignKey(
        "toolkit.DriverPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="alignment_rows",
        help_text="Choose the driver's page. Not there yet? Write its name below.",
    )
    driver_text = models.CharField(
        "driver, if it has no page here",
        max_length=255,
        blank=True,
        help_text="For example “Our trust's digital strategy 2024 to 2027”.",
    )
    level = models.CharField(
        max_length=12,
        choices=Scope,
        blank=True,
        help_text="Is it a national, regional or local driver?",
    )
    theme = models.ForeignKey(
        "core.Theme",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="alignment_rows",
        help_text="The theme that links your work and the driver best.",
    )
    how = models.CharField(
        "how the work serves it",
        max_length=400,
        blank=True,
        help_text=(
            "One sentence. For example “Faster evidence for ward teams frees time "
            "for care, which the plan asks for”."
        ),
    )

    panels = [
        PageChooserPanel("driver"),
        FieldPanel("driver_text"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("theme")]),
        FieldPanel("how"),
    ]

    # Set by `core.pages.queries.with_public` to the driver, if readers may see it.
    public_driver = None

    def __str__(self):
        return self.driver_text or (self.driver.title if self.driver else "")

    @property
    def label(self):
        """The driver's name as readers see it; one that is not public gives none."""
        return self.driver_text or (
            self.public_driver.title if self.public_driver else ""
        )

    @property
    def names_a_driver(self):
        """Whether the row says which driver it is about, by page or in words."""
        return bool(self.driver_id or self.driver_text.strip())

    def clean(self):
        """A row must name a driver, by page or in words."""
        super().clean()
        if not self.names_a_driver:
            raise ValidationError(
                {"driver": "Choose a driver, or write its name in the next field."}
            )
