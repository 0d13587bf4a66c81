"""The base of pages about a piece of work: who does it, and what it takes."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.models.subjects import SubjectPage
from core.pages.items import Lines, Part, RichText
from core.richtext import PLAIN
from core.text.wordcount import lines


class ProjectPage(SubjectPage):
    """A piece of work, planned or done."""

    team = models.TextField(
        "project team",
        blank=True,
        help_text=(
            "One role or person on each line, for example “Clinical librarian”. Roles "
            "are enough."
        ),
    )
    resources = RichTextField(
        "resources required",
        blank=True,
        features=PLAIN,
        help_text="Time, money, help. “Staff time” is an honest answer.",
    )

    tells_what_happened = True

    project_panels = [FieldPanel("team"), FieldPanel("resources")]

    class Meta:
        abstract = True

    @property
    def team_members(self):
        """The team as a list."""
        return lines(self.team)

    @property
    def strongest_figure(self):
        """The figure that lists show, the one its author put first, as three texts."""
        measure = next(iter(self.measures.all()), None)
        return measure.strength if measure else ()

    @property
    def project_parts(self):
        """What the feed says of who does it and what it takes."""
        return [
            Part("Project team", Lines(self.team_members)),
            Part("Resources required", RichText(self.resources)),
        ]
