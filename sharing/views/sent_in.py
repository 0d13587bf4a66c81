"""What people sent in, in the admin: beside its draft, for Moderators alone."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.log_actions import log

from editorial.actions.submission import review_of
from editorial.diff import differences
from sharing.forms import WordsForm
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.submissions import ending, following, readiness, sending
from sharing.views.desk import A_PAGE, ERASED, THROUGH, MessagesScreen
from sharing.views.drafts import shown_answers

LISTS = {
    "with_moderators": "With us, or public",
    "suspect": "Set apart as possible spam",
    "ended": "Declined, closed or withdrawn",
}
ASKED = "They get a letter, and can answer without an account."
DECLINED = "It is declined. They get a letter with your words."


class SentInListView(MessagesScreen):
    """What people sent in, by what has become of it."""

    page_title = "Sent in"
    template_name = "sharing/admin/sent_in_list.html"
    header_icon = "download"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("show")
        shown = asked if asked in LISTS else "with_moderators"
        found = getattr(Submission.objects, shown)().select_related("page")
        lists = [
            (name, label, getattr(Submission.objects, name)().count())
            for name, label in LISTS.items()
        ]
        results = Paginator(found, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            results=results, lists=lists, shown=shown, **kwargs
        )


class SentInView(MessagesScreen):
    """One thing that somebody sent in: their words, what was edited, what can be done."""

    template_name = "sharing/admin/sent_in.html"
    header_icon = "download"

    def dispatch(self, request, *args, submission_id, **kwargs):
        """Find it; what is not confirmed yet is nobody's business."""
        known = Submission.objects.exclude(state__in=(State.WRITING, State.UNCONFIRMED))
        known = known.select_related("sender", "page", "settled_by")
        self.submission = get_object_or_404(known, pk=submission_id)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show it, and note who looked."""
        log(self.submission, "sharing.view", user=request.user)
        return super().get(request)

    def post(self, request, *args, **kwargs):
        """Do what the button says that was pressed."""
        form = WordsForm(request.POST)
        action = self.ACTIONS.get(request.POST.get("do", ""))
        if action is None or not form.is_valid():
            return self.show(form)
        says, obstacle = action(self, form.cleaned_data["words"])
        if obstacle:
            form.add_error("words", obstacle)
            return self.show(form)
        notices.success(request, says)
        return redirect("sharing_sent_in", self.submission.pk)

    def show(self, form):
        """The screen once more, with what was in the way and what was typed."""
        self.submission.refresh_from_db()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def ask(self, words):
        """Ask its sender for their yes, or anything else."""
        return ASKED, following.ask(self.submission.pk, self.request.user, words)

    def decline(self, words):
        """Say that it will not be published, and why."""
        return DECLINED, ending.decline(self.submission.pk, self.request.user, words)

    def let_through(self, words):
        """Say that it is no spam."""
        return THROUGH, sending.let_through(self.submission.pk, self.request.user)

    def erase(self, words):
        """Delete what it says and who sent it, because they asked for it."""
        ending.erase(self.submission.pk, self.request.user)
        return ERASED, ""

    ACTIONS = {
        "ask": ask,
        "decline": decline,
        "let_through": let_through,
        "erase": erase,
    }

    def get_page_title(self):
        return f"Sent in: {self.submission.title}"

    def way_here(self):
        return [{"url": reverse("sharing_sent_in_list"), "label": "Sent in"}]

    def get_context_data(self, **kwargs):
        submission, page = self.submission, following.page_of(self.submission)
        words = submission.sent_answers or submission.answers
        parts = [
            (part.heading, shown_answers(part, words))
            for part in submission.share_type.parts
        ]
        return super().get_context_data(
            submission=submission,
            page=page,
            parts=parts,
            review=page and review_of(page),
            edited=edited_since(submission, page, self.request) if page else [],
            remarks=[] if submission.erased_at else readiness.remarks_on(submission),
            similar=readiness.similar_items(submission, besides=page),
            files=submission.files.defer("data"),
            form=kwargs.pop("form", None) or WordsForm(),
            **kwargs,
        )


def edited_since(submission, page, request):
    """What the draft says otherwise than its sender wrote, as `differences`."""
    sent = Submission(
        share_type_key=submission.share_type_key, answers=submission.sent_answers
    )
    names = {field.name for field in sent.share_type.fields if not field.is_extra}
    before = page.get_latest_revision_as_object()
    sending.SubmissionDraftMaker(sent, names).fill(before)
    return differences(before, page.get_latest_revision_as_object(), request)


def beside_the_decision(request, state, version):
    """
    What Moderators see on the screen of a decision about something sent in.

    Args:
        request: the request.
        state: the text's `ReviewState`.
        version: the text, as a page of its own type.

    Returns:
        Markup, or nothing where nobody sent the page in.
    """
    submission = Submission.objects.of_page(version).first()
    if submission is None:
        return ""
    seen = following.fingerprint(state.revision)
    context = {
        "submission": submission,
        "has_agreed": following.has_agreed(submission, seen),
    }
    return render_to_string("sharing/admin/beside_decision.html", context, request)
