"""What the screens have in common that people reach without an account."""

from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from core.http.limits import asked_to_wait, wait_in_words

WAIT = (
    "Many messages came from where you are just now. Nothing you wrote is lost: please "
    "wait {} and press the button again."
)


class PrivateView(View):
    """A screen that no cache keeps and no search engine lists."""

    @classmethod
    def as_view(cls, **initkwargs):
        """The view, which asks for no token."""
        return csrf_exempt(super().as_view(**initkwargs))

    @method_decorator(cache_control(private=True, no_store=True))
    def dispatch(self, request, *args, **kwargs):
        """Answer, and keep the answer out of caches and search engines."""
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class SecretView(PrivateView):
    """A screen whose address is a secret: no other site is told of it."""

    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404:
            # Answered here, since what answers elsewhere tells the browser nothing.
            response = render(request, "404.html", status=404)
        return self.guarded(response)

    def guarded(self, response):
        """An answer that is given before the view itself, kept as private as its own."""
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def render(self, template, status=200, **context):
        """One of the room's screens."""
        return render(
            self.request, f"sharing/share/{template}.html", context, status=status
        )


def slow_down(form, seconds, show):
    """
    Ask whoever sent a form for a pause, with all that they typed.

    Args:
        form: what they sent, bound.
        seconds: how long the pause is.
        show: makes the screen of a form.

    Returns:
        The answer.
    """
    form.add_error(None, WAIT.format(wait_in_words(seconds)))
    return asked_to_wait(show(form), seconds)
