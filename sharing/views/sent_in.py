"""What people sent in, in the admin: beside its draft, for Moderators alone."""

from django.template.loader import render_to_string
from django.urls import reverse

from editorial.actions.submission import review_of
from editorial.diff import differences
from sharing.forms import QuestionForm
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.submissions import ending, following, readiness, sending
from sharing.views.desk import ERASED, THROUGH, ListView, OneView
from sharing.views.drafts import shown_answers

LISTS = {
    "with_moderators": "With us, or public",
    "suspect": "Set apart as possible spam",
    "ended": "Declined, closed or withdrawn",
}
ASKED = "They get a letter, and can answer without an account."
DECLINED = "It is declined. They get a letter with your words."


class SentInListView(ListView):
    """What people sent in for the site, by what has become of it."""

    header_icon = "download"
    page_title = "Sent in"
    template_name = "sharing/admin/sent_in_list.html"
    model, lists, related = Submission, LISTS, ("page",)


class SentInView(OneView):
    """One thing that somebody sent in: their words, what was edited, what can be done."""

    header_icon = "download"
    template_name = "sharing/admin/sent_in.html"
    model, key, back = Submission, "submission_id", "sharing_sent_in_list"
    viewed = "sharing.view"
    related = ("sender", "page", "settled_by")
    form_class = QuestionForm
    unseen = (State.WRITING, State.UNCONFIRMED)

    def ask(self, words):
        """Ask its sender for their yes, or anything else."""
        return ASKED, following.ask(self.sent.pk, self.request.user, words)

    def decline(self, words):
        """Say that it will not be published, and why."""
        return DECLINED, ending.decline(self.sent.pk, self.request.user, words)

    def let_through(self, words):
        """Say that it is no spam."""
        return THROUGH, sending.let_through(self.sent.pk, self.request.user)

    def erase(self, words):
        """Delete what it says and who sent it, because they asked for it."""
        ending.erase(self.sent.pk, self.request.user)
        return ERASED, ""

    ACTIONS = {
        "ask": ask,
        "decline": decline,
        "let_through": let_through,
        "erase": erase,
    }

    def get_page_title(self):
        return f"Sent in: {self.sent.title}"

    def way_here(self):
        return [{"url": reverse("sharing_sent_in_list"), "label": "Sent in"}]

    def get_context_data(self, **kwargs):
        submission, page = self.sent, following.page_of(self.sent)
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
