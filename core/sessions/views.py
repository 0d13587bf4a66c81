"""What the screens of the admin ask about the session, and say of it."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

WORKS_THERE = "wagtailadmin.access_admin"


@never_cache
def session(request):
    """
    Who is signed in, for how long, and the mark that their forms need from now on.

    A screen that waits for its person to come back asks now and then, so nobody's being
    there is an answer like any other and no refusal.

    Args:
        request: what was asked.

    Returns:
        JSON; `user` is null for whoever has no business in the admin.
    """
    user = request.user
    if not user.has_perm(WORKS_THERE):
        return JsonResponse({"user": None})
    return JsonResponse(
        {
            "user": user.pk,
            "name": user.get_full_name() or user.get_username(),
            "csrf": get_token(request),
            "seconds": request.session.seconds_left,
            "last": request.session.is_last_stretch,
        }
    )


@require_POST
def stay(request):
    """Somebody is at work in front of a screen, or says so by a button."""
    return session(request)


@never_cache
def back(request):
    """Whoever signed in again in a tab of its own reads where to go on."""
    return render(request, "wagtailadmin/signed_in_again.html")
