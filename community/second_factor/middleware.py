"""Whoever gave their password alone is nobody yet."""

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from community.second_factor import sessions


class SecondFactorMiddleware:
    """
    Leaves `request.user` anonymous until the second factor was shown.

    Whatever asks for an account leads to the sign-in then, and that on to the second step
    (`community.sign_in`). It stands right after Django's own AuthenticationMiddleware and
    like it asks nothing until somebody wants to know.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(lambda: whole_user(request))
        return self.get_response(request)


def whole_user(request):
    """The account of somebody who is wholly signed in, else nobody's."""
    user = get_user(request)
    if user.is_authenticated and not sessions.is_whole(request.session):
        return AnonymousUser()
    return user
