"""Ends sessions: of whoever was idle, of accounts that are gone, and for good."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user

from core.sessions import kept_forms
from core.sessions.activity import is_from_a_person
from core.sessions.engine import at_work


class SessionEndMiddleware:
    """
    Keeps sessions of people at work in the admin, and has rows of others really gone.

    It stands after the middleware that knows who is signed in. What it writes, it writes
    outside the view's transaction, which a refusal takes back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = at_work.set(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        try:
            response = self.get_response(request)
        finally:
            at_work.reset(token)
        request.session.delete_gone()
        return kept_forms.in_place_of(response, request)

    def process_view(self, request, view, args, kwargs):
        """Count what a person does in the admin, and keep the words of a strange form."""
        is_in_admin = request.path_info.startswith("/admin/")
        if not is_in_admin or not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return None
        if not get_user(request).is_authenticated:
            if SESSION_KEY in request.session:  # the account is gone, or switched off
                request.session.flush()
            return None
        if is_from_a_person(request):
            request.session.stay()
        return kept_forms.if_anothers(request)
