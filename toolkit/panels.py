"""The form of a driver."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from core.models import ContentPage
from core.panels import TitlePanel

DRIVER_PANELS = [
    TitlePanel(heading="Title of driver"),
    FieldPanel("alternative_titles"),
    FieldPanel("impact"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("publisher_proposal")]),
            FieldPanel("source_url"),
            FieldPanel("publication_format"),
            FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
            FieldPanel("date_text"),
        ],
        heading="The document",
    ),
    FieldPanel("summary", heading="Summary of driver"),
    FieldPanel("full_summary"),
    FieldPanel("key_features"),
    FieldRowPanel([FieldPanel("scope"), FieldPanel("status")]),
    PageChooserPanel("use_instead"),
    InlinePanel(
        "supersessions",
        heading="Supersedes",
        label="older driver",
        help_text="The drivers this one takes the place of.",
    ),
    InlinePanel(
        "hooks",
        heading="Lines worth quoting",
        label="line",
        help_text="Short quotations that speak to libraries, with their page.",
    ),
    FieldPanel("lift_this"),
    MultiFieldPanel(
        [FieldPanel("briefing_document"), FieldPanel("briefing_by")],
        heading="Policy briefing",
        classname="collapsed",
    ),
    InlinePanel("authors", heading="Summarised by", label="person"),
    InlinePanel("attachments", heading="Files to download", label="file"),
    ContentPage.related_panel,
    ContentPage.picture_panel,
]
