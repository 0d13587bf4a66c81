"""What people without an account meet: a draft behind a secret link, and what is gone."""

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View
from wagtail.models import Page

from core import views as core_views
from core.models import DraftLink
from core.pages.queries import public
from editorial import letters
from editorial.authors import writers_of
from editorial.forms import AdviceForm
from editorial.models import Withdrawal

MOST_ADVICE = 50
FULL = (
    "A lot has been said through this link already. Please write to the person who "
    "sent it."
)


def private(response):
    """Keep an answer out of caches and search engines."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def opened(token):
    """
    Find the link a token belongs to.

    Args:
        token: what stands in the address.

    Returns:
        A `DraftLink` that still opens its page.

    Raises:
        Http404: the same for what never was, is revoked, or is too old.
    """
    link = DraftLink.objects.open(token, DraftLink.Purpose.ADVICE)
    if link is None:
        raise Http404
    return link


class DraftView(View):
    """A draft and a form for a few words about it."""

    def get(self, request, token):
        """Show the draft."""
        return self.show(opened(token), AdviceForm())

    def post(self, request, token):
        """Keep what somebody says, and tell the authors."""
        link = opened(token)
        form = AdviceForm(request.POST)
        if link.advice.count() >= MOST_ADVICE:
            form.add_error(None, FULL)
        if not form.is_valid():
            return self.show(link, form, status=422)
        advice = form.save(commit=False)
        advice.link = link
        advice.save()
        tell_authors(advice)
        return private(redirect(f"{request.path}#say"))

    def show(self, link, form, status=200):
        """The latest version as readers would see it, with the form below the text."""
        request, page = self.request, link.page.get_latest_revision_as_object()
        context = {
            **page.get_context(request),
            "draft_link": link,
            "form": form,
            "said": link.advice.all(),
        }
        return private(
            render(request, page.get_template(request), context, status=status)
        )


def tell_authors(advice):
    """Tell those who wrote the draft, and whoever made the link."""
    page = advice.link.page
    keys = writers_of(page, page.latest_revision) | {advice.link.made_by_id}
    for user in get_user_model().objects.filter(pk__in=keys):
        letters.advised(advice, user)


def not_found(request, exception=None):
    """What is gone says why, or leads on; the rest was never there."""
    withdrawal = withdrawn_at(request.path)
    if withdrawal is None:
        return core_views.not_found(request, exception)
    replacement = withdrawal.replacement_id
    pages = public(Page.objects.filter(pk=replacement))
    if page := pages.first():
        return redirect(page.get_url(request))
    context = {"sentence": withdrawal.sentence}
    return render(request, "410.html", context, status=410)


def withdrawn_at(path):
    """The withdrawal that answers for an address, or None."""
    return None if "\x00" in path else Withdrawal.objects.at(path)
