"""Reports: every decision, and every page that is due for review."""

from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView

from editorial import figures
from editorial.models import Decision
from editorial.views.base import EditorialView


class DecisionsView(ReportView):
    """What was decided, by whom, and how long it had waited; also as a spreadsheet."""

    page_title = "Decisions"
    header_icon = "tasks"
    index_url_name = "editorial:decisions"
    index_results_url_name = "editorial:decisions_results"
    any_permission_required = None
    model = Decision
    columns = [
        Column("page_title", label="Page"),
        Column("section", label="Section"),
        Column("get_outcome_display", label="Outcome"),
        Column("get_basis_display", label="On what grounds"),
        Column("submitter_name", label="Sent by"),
        Column("decider_name", label="Decided by"),
        DateColumn("decided_at", label="When"),
    ]
    list_export = [
        "page_title",
        "section",
        "outcome",
        "basis",
        "submitter_name",
        "submitted_at",
        "decider_name",
        "decided_at",
        "waited",
        "words",
        "change_note",
        "featured",
    ]
    export_headings = {
        "page_title": "Page",
        "section": "Section",
        "outcome": "Outcome",
        "basis": "On what grounds",
        "submitter_name": "Sent by",
        "submitted_at": "Sent",
        "decider_name": "Decided by",
        "decided_at": "Decided",
        "waited": "Waited",
        "words": "Words",
        "change_note": "What readers were told",
        "featured": "Featured",
    }

    def get_base_queryset(self):
        """People's decisions, the newest first."""
        decisions = Decision.objects.by_people()
        return decisions.select_related("submitted_by", "decided_by")

    def get_filename(self):
        """The name of the spreadsheet."""
        return "decisions"


class DueView(EditorialView):
    """Every public page whose review is due, the one longest overdue first."""

    page_title = "Due for review"
    template_name = "editorial/due.html"
    header_icon = "history"

    def get_context_data(self, **kwargs):
        return super().get_context_data(pages=figures.due_for_review(), **kwargs)

    def way_here(self):
        return [{"url": reverse("wagtailadmin_reports:site_history"), "label": "Reports"}]
