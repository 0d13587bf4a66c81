"""The queue, and the screen on which one text is read and decided about."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from community import confirmations
from core.pages.fingerprint import fingerprint
from editorial import queue, validation
from editorial.actions import review
from editorial.actions.refusal import NOT_READY, ActionRefused
from editorial.actions.submission import follow_latest, is_waiting
from editorial.authors import authors_of
from editorial.diff import differences, public_version
from editorial.forms import DecisionForm
from editorial.models import Decision, ReviewState
from editorial.models.decisions import shown_name
from editorial.sections import section_of, sections
from editorial.views.base import DecidersOnly, EditorialView

TEXTS_A_PAGE = 20
FORBIDDEN = 403


class QueueView(EditorialView):
    """Everything that waits for a second person, oldest first."""

    page_title = "Waiting for a second person"
    template_name = "editorial/queue.html"

    def get_context_data(self, **kwargs):
        everything = queue.waiting()
        states = queue.narrowed(everything, self.request.GET, self.request.user)
        results = Paginator(states, TEXTS_A_PAGE).get_page(self.request.GET.get("p"))
        results.object_list = queue.shown_states(
            results.object_list, self.request.user, self.request
        )
        return super().get_context_data(
            results=results,
            total=everything.count(),
            types=queue.types_waiting(everything),
            sections=sections(),
            chosen=self.request.GET,
            elsewhere=queue.elsewhere(self.request),
            **kwargs,
        )


class ReviewView(DecidersOnly, EditorialView):
    """One text: what it says, what it changes, what to look at, and two buttons."""

    template_name = "editorial/review.html"

    def dispatch(self, request, state_id, *args, **kwargs):
        """Find the text. If somebody rewrote it meanwhile, go on with the new words."""
        self.state = get_object_or_404(ReviewState, pk=state_id)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show the text as it is now, or what became of it."""
        if not is_waiting(self.state):
            return self.show_what_became_of_it()
        current = follow_latest(self.page.pk)
        if current and current.pk != self.state.pk:
            return redirect("editorial:review", current.pk)
        return super().get(request, *args, **kwargs)

    def show_what_became_of_it(self):
        """The text left the queue: say so, and go on with the next."""
        current = ReviewState.objects.waiting().for_page(self.page).first()
        if current:
            return redirect("editorial:review", current.pk)
        messages.info(self.request, review.decided_already(self.state))
        return redirect("editorial:queue")

    def post(self, request, *args, **kwargs):
        """Approve or return the text that stood on the person's screen."""
        form = DecisionForm(request.POST, questions=self.questions)
        if not form.is_valid():
            problems = {name: list(map(str, said)) for name, said in form.errors.items()}
            refused = ActionRefused(422, NOT_READY, problems)
            return self.show_refusal(refused, form=form)
        decide = {"approve": review.approve, "return": review.send_back}
        if request.POST.get("action") not in decide:
            return self.show_refusal(ActionRefused(422, "Approve it or return it."))
        version = self.version
        found = decide[request.POST["action"]](self.verdict(form.cleaned_data))
        if not (isinstance(found, ActionRefused) and found.status == FORBIDDEN):
            validation.dismiss(version, request.POST.getlist("dismiss"), request.user)
        if isinstance(found, ActionRefused):
            return self.turn_down(found, form)
        return self.go_on(found)

    def verdict(self, data):
        """What the person sent, as the decision needs it."""
        return review.Verdict(
            state_id=self.state.pk,
            by=self.request.user,
            revision_id=data["revision"],
            fingerprint=data["fingerprint"],
            words=data["words"],
            answers=tuple(data["answers"]),
            change_note=data["change_note"],
        )

    def turn_down(self, found, form):
        """Nothing was decided: show why, and the text as it is now."""
        if found.status != 409:
            return self.show_refusal(found, form=form)
        since = self.changes_since(form.cleaned_data["revision"])
        self.state = self.newest_state()
        return self.show_refusal(found, changed_since=since)

    def newest_state(self):
        """The text's state after what others did."""
        follow_latest(self.page.pk)
        waiting = ReviewState.objects.waiting().for_page(self.page).first()
        return waiting or ReviewState.objects.get(pk=self.state.pk)

    def changes_since(self, revision_id):
        """What changed since a version of this page was opened."""
        opened = self.page.revisions.filter(pk=revision_id).first()
        latest = self.page.get_latest_revision()
        if opened is None or opened == latest:
            return []
        return differences(opened.as_object(), latest.as_object(), self.request)

    def go_on(self, decision):
        """Say what happened, and offer the next text."""
        did = "approved" if decision.is_approval else "returned to its author"
        messages.success(self.request, f"“{decision.page_title}” was {did}. Thank you.")
        following = queue.next_for(self.request.user)
        if following is None:
            return redirect("editorial:queue")
        return redirect("editorial:review", following.pk)

    @cached_property
    def page(self):
        """The page, as readers have it."""
        page = self.state.revision.content_object
        if page is None:
            raise Http404
        return page

    @property
    def version(self):
        """The text, as a page of its own type."""
        return self.state.revision.as_object()

    @property
    def questions(self):
        """The checklist for this type of page."""
        return self.page.review_questions

    def get_page_title(self):
        return "Read and decide"

    def get_page_subtitle(self):
        return self.state.revision.object_str

    def way_here(self):
        return [{"url": reverse("editorial:queue"), "label": QueueView.page_title}]

    def get_context_data(self, **kwargs):
        version, public = self.version, public_version(self.page)
        hints, dismissed = validation.hints(version)
        context = {
            "state": self.state,
            "page": self.page,
            "version": version,
            "section": section_of(self.page),
            "edit_url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
            "is_waiting": is_waiting(self.state),
            "is_mine": self.request.user.pk in authors_of(self.state),
            "not_yet": confirmations.not_yet(self.request.user),
            "differences": differences(public, version, self.request) if public else [],
            "obstacles": validation.obstacles(version),
            "hints": hints,
            "dismissed": dismissed,
            "earlier": Decision.objects.filter(page=self.page.pk).by_people()[:5],
            "advice": advice_on(self.page),
            "following": queue.next_for(self.request.user, after=self.state.pk),
            "form": kwargs.pop("form", None) or self.fresh_form(),
        }
        return super().get_context_data(**{**context, **kwargs})

    def fresh_form(self):
        """An empty form for the text as it is now."""
        read = {
            "revision": self.state.revision_id,
            "fingerprint": fingerprint(self.state.revision),
            "change_note": self.state.change_note,
        }
        return DecisionForm(initial=read, questions=self.questions)


def advice_on(page):
    """What people outside wrote about a draft, through any link to it."""
    links = page.draft_links.prefetch_related("advice")
    return [advice for link in links for advice in link.advice.all()]


class VersionView(DecidersOnly, View):
    """A text in review, as it would look to readers."""

    def get(self, request, state_id):
        """The version, or what readers have now with `?public=1`."""
        state = get_object_or_404(ReviewState, pk=state_id)
        page = state.revision.content_object
        version = state.revision.as_object()
        if request.GET.get("public") and page.live:
            version = page
        return version.make_preview_request(
            request, version.default_preview_mode, {"in_preview_panel": True}
        )


class ClaimView(DecidersOnly, View):
    """Say that one is reading a text, or let it go."""

    def post(self, request, state_id):
        """Claim a free text, or give one's own back."""
        states = ReviewState.objects.select_for_update(of=("self",)).waiting()
        state = get_object_or_404(states, pk=state_id)
        if not_yet := confirmations.not_yet(request.user):
            messages.error(request, not_yet)
            return redirect("editorial:review", state.pk)
        if state.holder == request.user:
            state.claimed_by = state.claimed_at = None
        elif state.holder is None:
            state.claimed_by, state.claimed_at = request.user, timezone.now()
        else:
            name = shown_name(state.holder)
            messages.warning(request, f"{name} is reading it already.")
        state.save(update_fields=["claimed_by", "claimed_at"])
        return redirect("editorial:review", state.pk)
