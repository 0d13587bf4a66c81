"""The first screen after signing in: what I may write, what waits, what came back."""

from django.db.models import Q
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page, WorkflowState

from background.schedule import clock_last_ran
from community import confirmations
from community.confirmation_views import standing
from community.proposal_views import waiting_for
from community.roles import is_steering, may_decide
from community.second_factor import lost
from editorial import figures, notices, queue
from editorial.actions.break_glass import share_without_review
from editorial.admin.page_types import offered_to
from editorial.models import Decision, ReviewState

MOST_SHOWN = 5
FIRST_TYPES = 4
REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


class Panel(Component):
    """One part of the dashboard; it is left out where there is nothing to show."""

    def __init__(self, request):
        self.request = request
        self.user = request.user

    def contents(self):
        """What the template shows, or None to leave the panel out."""
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return {
            "request": self.request,
            "csrf_token": parent_context["csrf_token"],
            **(self.contents() or {}),
        }

    def render_html(self, parent_context=None):
        """The panel, or nothing."""
        context = self.get_context_data(parent_context)
        return super().render_html(parent_context) if len(context) > 2 else ""


class WritePanel(Panel):
    """What this person may write, each one step from an empty page."""

    order = 5
    template_name = "editorial/dashboard/write.html"

    def contents(self):
        types = offered_to(self.user)
        shown = {"first": types[:FIRST_TYPES], "others": types[FIRST_TYPES:]}
        return shown if types else None


class WarningsPanel(Panel):
    """What stands in the way of the whole community."""

    order = 10
    template_name = "editorial/dashboard/warnings.html"

    def contents(self):
        if not may_decide(self.user):
            return None
        found = list(notices.all_notices())
        return {"notices": found} if found else None


class UnconfirmedPanel(Panel):
    """Accounts that wait for a word of this person's, or that their own waits for one."""

    order = 15
    template_name = "editorial/dashboard/unconfirmed.html"

    def contents(self):
        if not may_decide(self.user):
            return None
        if not_yet := confirmations.not_yet(self.user):
            return {"not_yet": not_yet}
        people = confirmations.waiting() if is_steering(self.user) else ()
        found = [standing(person, self.user) for person in people]
        words = [
            first
            for first in (lost.all_waiting() if is_steering(self.user) else ())
            if not lost.obstacle_to_agreeing(first.user, self.user)
        ]
        return {"accounts": found, "lost": words} if found or words else None


class ProposalsPanel(Panel):
    """Names on pages of which this person can say which entry of a list they are."""

    order = 35
    template_name = "editorial/dashboard/proposals.html"

    def contents(self):
        found = waiting_for(self.user)
        return {"proposals": found[:MOST_SHOWN], "total": len(found)} if found else None


class UnreviewedPanel(Panel):
    """What is public without review, until a different person has read it."""

    order = 20
    template_name = "editorial/dashboard/unreviewed.html"

    def contents(self):
        decisions = list(Decision.objects.unreviewed().select_related("decided_by"))
        broken, published = share_without_review()
        if not decisions and not (broken and may_decide(self.user)):
            return None
        return {
            "decisions": decisions,
            "broken": broken,
            "published": published,
            "share": round(100 * broken / published) if published else 0,
            "may_decide": may_decide(self.user),
        }


class WaitingPanel(Panel):
    """What waits for this person to read it."""

    order = 30
    template_name = "editorial/dashboard/waiting.html"

    def contents(self):
        if not may_decide(self.user):
            return None
        states = queue.for_others(queue.waiting()[: MOST_SHOWN * 4], self.user)
        shown = queue.shown_states(states[:MOST_SHOWN], self.user, self.request)
        return {"waiting": shown, "total": ReviewState.objects.waiting().count()}


class ReturnedPanel(Panel):
    """Texts that came back to this person with a note."""

    order = 40
    template_name = "editorial/dashboard/returned.html"

    def contents(self):
        mine = sent_by(self.user).filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        pages = {state.content_object.pk: state.content_object for state in mine}
        decisions = Decision.objects.filter(page__in=pages, outcome="returned")
        latest: dict[int | None, Decision] = {}
        for decision in decisions.select_related("decided_by"):
            latest.setdefault(decision.page_id, decision)
        return {"decisions": list(latest.values())} if latest else None


class MyTextsPanel(Panel):
    """Where this person's texts are: with whom, how long, what happens next."""

    order = 50
    template_name = "editorial/dashboard/my_texts.html"

    def contents(self):
        mine = sent_by(self.user).filter(status=WorkflowState.STATUS_IN_PROGRESS)
        states = queue.waiting().filter(workflow_state__in=mine)
        return {"states": list(states)} if states else None


class DraftsPanel(Panel):
    """What this person was writing."""

    order = 60
    template_name = "editorial/dashboard/drafts.html"

    def contents(self):
        pages = drafts_of(self.user)[:MOST_SHOWN]
        return {"pages": pages} if pages else None


class StalePanel(Panel):
    """Public pages that nobody has looked at for too long."""

    order = 310
    template_name = "editorial/dashboard/stale.html"

    def contents(self):
        due = figures.due_for_review()
        return {"pages": due[:MOST_SHOWN], "total": len(due)} if due else None


class MonthPanel(Panel):
    """How the work went this month."""

    order = 320
    template_name = "editorial/dashboard/month.html"

    def contents(self):
        since = figures.beginning_of_month()
        return {"sections": figures.by_section(since), "clock": clock_last_ran()}


OURS = (
    WritePanel,
    WarningsPanel,
    UnconfirmedPanel,
    UnreviewedPanel,
    WaitingPanel,
    ProposalsPanel,
    ReturnedPanel,
    MyTextsPanel,
    DraftsPanel,
    StalePanel,
    MonthPanel,
)


def construct(request, panels):
    """Put our panels in place of Wagtail's own."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [panel(request) for panel in OURS]


def sent_by(user):
    """The rounds of review in which a person sent a text, still open."""
    states = ReviewState.objects.filter(submitted_by=user).values("workflow_state")
    mine = Q(requested_by=user) | Q(pk__in=states)
    return WorkflowState.objects.active().filter(mine).prefetch_related("content_object")


def drafts_of(user):
    """Pages whose latest version is this person's, neither sent nor public as it is."""
    in_review = WorkflowState.objects.active().values_list("object_id", flat=True)
    drafts = Page.objects.filter(
        has_unpublished_changes=True,
        latest_revision__user=user,
        latest_revision__approved_go_live_at=None,
    ).exclude(url_path__startswith="/bin/")
    drafts = drafts.exclude(pk__in=[int(key) for key in in_review])
    return list(drafts.specific().order_by("-latest_revision_created_at"))
