"""What the form of a page says before somebody writes, and does after they have."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.models import WorkflowState

from community.roles import may_decide
from editorial.actions import submission
from editorial.authors import writers_of
from editorial.models import Decision, fault_of
from editorial.models.decisions import shown_name

# Wagtail's own buttons that begin a workflow; our forms have none of them.
SENDING = {"action-submit", "action-restart-workflow"}
ELSEWHERE = (
    "Somebody changed the state of this page meanwhile, so your last change was not "
    "saved. This is the page as it stands now."
)
YOU_WOULD_BE_AN_AUTHOR = (
    "{} wrote this. If you change it, you become an author too, and somebody else will "
    "have to approve it. You could leave a comment instead: choose the words, then the "
    "speech bubble."
)
IT_WAITS = (
    "This text waits for approval. What you change is saved as you write, as a draft; "
    "it takes the place of the text that waits once you press “Save draft”."
)
UNREVIEWED = (
    "This page was published without review: “{}” A different person still has to "
    "confirm it."
)


def before(request, page):
    """
    Look at a page's state once more, and tell the person what they should know.

    When a form is sent, the page stays locked until the request is done, so that two
    tabs, or an author and a moderator, come one after the other.

    Returns:
        A redirection where the form cannot be taken any more, else None.
    """
    if request.method == "POST":
        keep_from_broken_workflow(request, page)
        return reason_not_to_take(request, page)
    if request.method == "GET" and not request.GET.get("_w_hydrate_create_view"):
        for level, message in notices(request.user, page):
            messages.add_message(request, level, message)
    return None


def keep_from_broken_workflow(request, page):
    """Save a draft where Wagtail would begin a workflow that cannot go on."""
    sends = SENDING.intersection(request.POST)
    workflow = page.get_workflow() if sends else None
    if workflow and fault_of(workflow):
        request.POST = request.POST.copy()
        for name in sends:
            del request.POST[name]
        request.POST["action-send"] = "1"


def reason_not_to_take(request, page):
    """A redirection if the page is closed to this form by now."""
    now = submission.locked(page.pk)
    lock = now.get_lock()
    is_closed = lock is not None and lock.for_user(request.user)
    sends_again = now.workflow_in_progress and "action-submit" in request.POST
    if is_closed and "action-cancel-workflow" not in request.POST:
        messages.warning(request, submission.WAITING if sends_again else ELSEWHERE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def notices(user, page):
    """What the person should know before they write, as (level, message)."""
    if words := returned_with(page):
        yield messages.INFO, words
    if page.workflow_in_progress and may_decide(user):
        yield messages.INFO, IT_WAITS
    for decision in Decision.objects.unreviewed().filter(page=page.pk):
        yield messages.WARNING, format_html(UNREVIEWED, decision.words)
    if names := whose_draft(user, page):
        yield messages.WARNING, format_html(YOU_WOULD_BE_AN_AUTHOR, names)


def returned_with(page):
    """The note with which a text came back, or None."""
    state = page.current_workflow_state
    if not state or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    decision = Decision.objects.filter(page=page.pk, outcome="returned").first()
    if decision is None:
        return None
    return format_html(
        "{} returned this with a note: <em>{}</em> Change what you like, then send it "
        "again.",
        decision.decider_name,
        decision.words,
    )


def whose_draft(user, page):
    """The names of those who wrote a draft that this person could approve."""
    if not page.has_unpublished_changes or not may_decide(user):
        return ""
    live = type(page).objects.get(pk=page.pk)
    writers = writers_of(live, live.latest_revision)
    if not writers or user.pk in writers:
        return ""
    people = get_user_model().objects.filter(pk__in=writers)
    return format_html_join(", ", "{}", ((shown_name(person),) for person in people))


def after(request, page):
    """Go on to sending, or let the text in review be what was just saved."""
    if "action-send" in request.POST:
        return redirect(reverse("editorial:send", args=(page.pk,)))
    if not is_autosave(request):
        submission.follow_latest(page.pk)
    return None


def is_autosave(request):
    """Whether the browser saved by itself."""
    return not request.accepts("text/html")
