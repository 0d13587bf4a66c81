"""Filled-in project plans, and documents of other libraries worth a look."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import ContentPage, ProjectPage, SubjectPage
from core.pages.items import ItemContent, Part, RichText, fields_of
from core.pages.needs import Need
from core.panels import RowsPanel, TitlePanel
from core.richtext import PLAIN, STORY


class ProjectPlanPage(ProjectPage):
    """A project plan that someone filled in and agreed to publish."""

    class Status(models.TextChoices):
        """How far the project is."""

        IDEA = "idea", "An idea"
        IN_PROGRESS = "in-progress", "In progress"
        DONE = "done", "Done"

    timeframe = models.CharField(
        "expected timeframe",
        max_length=150,
        blank=True,
        help_text="For example “3 months”.",
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.IDEA,
        help_text="You can change this as the project moves on.",
    )
    description = RichTextField(
        "description of product/service/project",
        blank=True,
        features=STORY,
        help_text="What you want to do, for whom.",
    )
    outcome = RichTextField(
        "intended outcome",
        blank=True,
        features=STORY,
        help_text="What will be different when it works.",
    )
    next_steps = RichTextField(
        blank=True, features=PLAIN, help_text="What you will do first."
    )
    evaluation = RichTextField(
        "how it is going",
        blank=True,
        features=STORY,
        help_text="What you found on the way. Things that did not work are welcome.",
    )

    content_panels = [
        TitlePanel(heading="Project title"),
        FieldPanel("summary"),
        SubjectPage.organisation_panel,
        FieldPanel("status"),
        *ProjectPage.project_panels,
        FieldPanel("timeframe"),
        FieldPanel("description"),
        RowsPanel(
            "alignments",
            heading="Alignment to local/national and regional drivers",
            label="driver",
        ),
        FieldPanel("outcome"),
        FieldPanel("next_steps"),
        FieldPanel("evaluation"),
        InlinePanel("measures", heading="Figures so far", label="figure"),
        InlinePanel("authors", heading="Written by", label="person"),
        InlinePanel("attachments", heading="Files to download", label="file"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [
        *ProjectPage.search_fields,
        index.SearchField("description"),
        index.SearchField("outcome"),
        index.SearchField("evaluation"),
    ]

    needs = (
        *ProjectPage.needs,
        Need("team", "Say who is in the team. Roles are enough."),
        Need("description", "Describe the project in a few sentences."),
        Need("outcome", "Say what will be different when it works."),
    )
    feed_type = "plan"
    page_description = "A plan that you filled in and want others to learn from."
    is_creatable = True
    parent_page_types = ["toolkit.ToolkitPage", "toolkit.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = "project plan"

    def feed_item(self):
        return ItemContent(
            figure=self.strongest_figure,
            parts=[
                *self.project_parts,
                Part(
                    "Description of product/service/project", RichText(self.description)
                ),
                Part("Intended outcome", RichText(self.outcome)),
                Part("Next steps", RichText(self.next_steps)),
                Part("How it is going", RichText(self.evaluation)),
            ],
            details={
                **fields_of(
                    self,
                    "resources",
                    "timeframe",
                    "status",
                    "description",
                    "outcome",
                    "next_steps",
                    "evaluation",
                ),
                "team": self.team_members,
            },
        )


class ExampleDocumentPage(SubjectPage):
    """A strategy, report or plan of another library, and why it stands out."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        STRATEGY = "strategy", "Strategy"
        ANNUAL_REPORT = "annual-report", "Annual report"
        ACTION_PLAN = "action-plan", "Action plan"
        INFOGRAPHIC = "infographic", "Infographic"
        OTHER = "other", "Other"

    document_kind = models.CharField(
        "kind of document",
        max_length=15,
        choices=Kind,
        default=Kind.OTHER,
        help_text="What sort of document is it?",
    )
    period = models.CharField(
        "period covered",
        max_length=60,
        blank=True,
        help_text="For example “2021 to 2024”.",
    )
    document = models.ForeignKey(
        "core.CustomDocument",
        verbose_name="file",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The document itself, if its owner agreed.",
    )
    link = models.URLField(
        max_length=500, blank=True, help_text="Or the page where it can be read."
    )
    why = RichTextField(
        "why it stands out",
        blank=True,
        features=STORY,
        help_text="What you would copy from it.",
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldRowPanel(
            [
                SubjectPage.organisation_panel,
                FieldPanel("document_kind"),
                FieldPanel("period"),
            ]
        ),
        FieldPanel("document"),
        FieldPanel("link"),
        FieldPanel("why"),
        RowsPanel("alignments", heading="Drivers it answers to", label="driver"),
        InlinePanel("authors", heading="Recommended by", label="person"),
        ContentPage.related_panel,
        ContentPage.picture_panel,
    ]
    search_fields = [*SubjectPage.search_fields, index.SearchField("why")]

    tells_what_happened = True
    needs = (
        *SubjectPage.needs,
        Need("document", "Add the file, or a link to it.", instead=("link",)),
    )
    feed_type = "example"
    page_description = "A strategy, report or plan of a library, and why it stands out."
    is_creatable = True
    parent_page_types = ["toolkit.ToolkitPage", "toolkit.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = "example document"

    def feed_item(self):
        return ItemContent(
            parts=[Part("Why it stands out", RichText(self.why))],
            details=fields_of(self, "document_kind", "period", "document", "link", "why"),
            files=[self.document],
        )
