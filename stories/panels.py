"""The form of a MAP Story: the paper template, along the toolkit's steps."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.models import ContentPage, ProjectPage, SubjectPage
from core.panels import RowsPanel, StepPanel, TermsPanel, TitlePanel, WordsPanel

MAP_STORY_PANELS = [
    TitlePanel(),
    SubjectPage.organisation_panel,
    WordsPanel("summary", least=20, most=60, heading="In one or two sentences"),
    StepPanel(1, [FieldPanel("problem")]),
    StepPanel(
        2,
        [
            RowsPanel(
                "alignments",
                heading="Alignment to local, regional and national drivers",
                label="driver",
                help_text="One is enough. The list of drivers helps you to find it.",
            )
        ],
    ),
    StepPanel(
        3,
        [
            *ProjectPage.project_panels,
            FieldRowPanel([FieldPanel("timeframe"), FieldPanel("cost")]),
            TermsPanel("services"),
        ],
    ),
    StepPanel(
        4,
        [
            WordsPanel("story", least=100, most=600),
            WordsPanel("library_role", most=150),
            WordsPanel("lessons", most=200),
            WordsPanel("replicate", most=300),
        ],
    ),
    StepPanel(
        5,
        [
            WordsPanel("impact_library", most=250),
            WordsPanel("impact_users", most=250),
            InlinePanel(
                "measures",
                heading="Figures",
                label="figure",
                help_text="One honest figure is worth ten adjectives.",
            ),
            InlinePanel("quotes", heading="What people said", label="quotation"),
        ],
    ),
    InlinePanel("authors", heading="Told by", label="person"),
    FieldPanel("award"),
    ContentPage.picture_panel,
    InlinePanel("attachments", heading="Files to download", label="file"),
    ContentPage.related_panel,
    MultiFieldPanel(
        [
            FieldPanel("also_at_name"),
            FieldPanel("also_at_url"),
            FieldPanel("contact_url"),
        ],
        heading="Elsewhere",
        classname="collapsed",
    ),
]
