"""Following what one sent in: whose turn it is, what was decided, and every way out."""

from django.shortcuts import redirect

from core.pages.fingerprint import fingerprint
from editorial.actions.submission import review_of
from editorial.models import Decision, ReviewState, Withdrawal
from sharing import letters
from sharing.forms import EmailForm
from sharing.models import Submission, SubmissionLink
from sharing.submissions import details, ending, following, sending, waits
from sharing.submissions.person_forms import NameForm, ReplyForm
from sharing.views.base import SecretView, slow_down
from sharing.views.contact import UNREADABLE
from sharing.views.drafts import shown_answers
from sharing.views.sending import seconds_to_wait


class FollowScreen(SecretView):
    """A screen for whoever sent something in, behind their secret link."""

    def dispatch(self, request, *args, token, **kwargs):
        """Find what they sent in; say kindly where the link works no more."""
        self.request = request
        self.token, self.link = token, SubmissionLink.objects.open(token)
        if self.link is None:
            return self.guarded(self.render("link_ended", status=404))
        self.submission = self.link.submission
        if self.link.purpose != SubmissionLink.Purpose.FOLLOWING:
            return self.guarded(redirect("sharing:check", token))
        if request.user.is_authenticated:
            sending.note_account(self.submission, request.user)
        return super().dispatch(request, *args, **kwargs)

    @property
    def page(self):
        """The page that was made of it, or None."""
        return following.page_of(self.submission)


class FollowView(FollowScreen):
    """What becomes of it, and all that its sender can do."""

    def get(self, request):
        return self.show()

    def post(self, request):
        """Do what the button says that was pressed."""
        action = self.ACTIONS.get(request.POST.get("do", ""))
        if obstacle := action(self) if action else "":
            self.submission = Submission.objects.get(pk=self.submission.pk)
            return self.show(UNREADABLE, obstacle=obstacle)
        return redirect("sharing:follow", self.token)

    def confirm(self):
        """It was them."""
        sending.confirm(self.submission.pk, self.request.user)

    def agree(self):
        """The text may go to readers as it stands."""
        seen = self.request.POST.get("seen", "")
        return following.agree(self.submission.pk, seen, self.request.user)

    def reply(self):
        """A few words, without agreeing."""
        form = ReplyForm(self.request.POST)
        if not form.is_valid():
            return form.errors["words"][0]
        words = form.cleaned_data["words"]
        return following.reply(self.submission.pk, words, self.request.user)

    def withdraw(self):
        """Nothing more may come of it."""
        ending.withdraw(self.submission.pk)

    ACTIONS = {"confirm": confirm, "agree": agree, "reply": reply, "withdraw": withdraw}

    def show(self, status=200, obstacle=""):
        """The screen."""
        page = self.page
        return self.render(
            "follow",
            status,
            submission=self.submission,
            token=self.token,
            page=page,
            obstacle=obstacle,
            typed=self.request.POST.get("words", ""),
            seen=fingerprint(page.latest_revision) if page else "",
            **where_it_stands(self.submission, page),
        )


def where_it_stands(submission, page):
    """Whose turn it is, its place in the queue, and what was decided about it."""
    if page is None:
        return {}
    review = None if page.live else review_of(page)
    last = Decision.objects.filter(page=page.pk).by_people().first()
    return {
        "review": review,
        "place": place_of(review) if review else 0,
        "typical_wait": waits.typical_wait(),
        "decision": last,
        "withdrawn": Withdrawal.objects.in_force().filter(page=page.pk).first(),
        "has_agreed": following.has_agreed(submission, fingerprint(page.latest_revision)),
        "changed_by": changed_by(submission, page.latest_revision),
    }


def changed_by(submission, revision):
    """Who changed the text since its sender was asked: “sender”, “us”, or nobody."""
    if not submission.asked_at or revision.created_at <= submission.asked_at:
        return ""
    return "us" if revision.user_id else "sender"


def place_of(review):
    """The place of a text in the queue, from 1."""
    before = ReviewState.objects.waiting().filter(waiting_since__lt=review.waiting_since)
    return before.count() + 1


class TextView(FollowScreen):
    """The text as it would look to readers."""

    def get(self, request):
        """The latest version; what was sent, where there is no page yet."""
        if (page := self.page) is None:
            return redirect("sharing:follow", self.token)
        version = page.get_latest_revision_as_object()
        response = version.make_preview_request(request, version.default_preview_mode)
        return self.guarded(response)


class WordsView(FollowScreen):
    """All that somebody sent in, as they wrote it."""

    def get(self, request):
        share_type, answers = self.submission.share_type, self.submission.answers
        parts = [
            (part.heading, shown_answers(part, answers)) for part in share_type.parts
        ]
        return self.render(
            "words", parts=parts, submission=self.submission, token=self.token
        )


class DetailsView(FollowScreen):
    """One's name and address: corrected, or removed."""

    def get(self, request):
        return self.show()

    def post(self, request):
        """Change the name, write to another address, or delete both."""
        do, key = request.POST.get("do", ""), self.submission.pk
        if do == "remove":
            ending.erase(key)
            return self.render("removed")
        if do == "name":
            return self.change_name(NameForm(request.POST))
        return self.change_email(EmailForm(request.POST))

    def change_name(self, form):
        """Call them otherwise from now on."""
        if not form.is_valid():
            return self.show(UNREADABLE, name_form=form)
        details.rename(self.submission.pk, form.cleaned_data["name"])
        return redirect("sharing:follow", self.token)

    def change_email(self, form):
        """Write to another address from now on."""
        if not form.is_valid():
            return self.show(UNREADABLE, email_form=form)
        email = form.cleaned_data["email"]
        if seconds := seconds_to_wait(self.request, email):
            return slow_down(form, seconds, lambda form: self.show(email_form=form))
        details.move(self.submission.pk, email)
        return self.render("link_sent")

    def show(self, status=200, name_form=None, email_form=None):
        sender = self.submission.sender
        return self.render(
            "details",
            status,
            token=self.token,
            submission=self.submission,
            name_form=name_form or NameForm(initial={"name": sender.name}),
            email_form=email_form or EmailForm(initial={"email": sender.email}),
        )


class NewLinkView(SecretView):
    """Another link for whoever has lost theirs: to the same address, and no other."""

    def get(self, request):
        return self.show(EmailForm())

    def post(self, request):
        """Write to an address we know. What we say here is the same for any other."""
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self.show(form, UNREADABLE)
        email = form.cleaned_data["email"]
        if seconds := seconds_to_wait(request, email):
            return slow_down(form, seconds, self.show)
        for submission in Submission.objects.from_address(email):
            letters.renew_link(submission)
        return self.render("link_sent")

    def show(self, form, status=200):
        return self.render("new_link", status, form=form)
