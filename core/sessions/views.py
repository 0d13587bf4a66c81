"""What the screens of the admin ask about the session, and say of it."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_POST


def session(request):
    """Who is signed in, for how long, and the mark that their forms need from now on."""
    return JsonResponse(
        {
            "user": request.user.pk,
            "name": request.user.get_full_name() or request.user.get_username(),
            "csrf": get_token(request),
            "seconds": request.session.seconds_left,
            "last": request.session.is_last_stretch,
        }
    )


@require_POST
def stay(request):
    """Somebody is at work in front of a screen, or says so by a button."""
    return session(request)


def back(request):
    """Whoever signed in again in a tab of its own reads where to go on."""
    return render(request, "wagtailadmin/signed_in_again.html")
