"""How far a session is signed in: by a password alone, or by the second factor too."""

import time

from django.contrib.auth.middleware import get_user

from community.second_factor import policy

PASSED, ASKED_UNTIL = "second_factor_passed", "second_factor_asked_until"
PATIENCE_SECONDS = 15 * 60
# What an account's safety hangs on is changed by whoever just showed that it is them.
RECENT_SECONDS = 15 * 60


def ask(request):
    """After a right password: ask for the second factor, within a quarter of an hour."""
    request.session.pop(PASSED, None)
    request.session[ASKED_UNTIL] = time.time() + PATIENCE_SECONDS


def passed(request, user):
    """
    After a right second factor, too: sign in.

    Args:
        request: the request that showed it.
        user: whose it was. From here on they are `request.user`.
    """
    request.session.pop(ASKED_UNTIL, None)
    request.session.cycle_key()
    request.session[PASSED] = time.time()
    request.user = user


def is_whole(session):
    """Whether a session needs no second factor any more."""
    return PASSED in session or not (ASKED_UNTIL in session or policy.is_required())


def is_recent(session):
    """Whether the second factor was shown within the last quarter of an hour."""
    return time.time() - session.get(PASSED, 0) < RECENT_SECONDS


def half_signed_in(request):
    """
    Whose password was given a moment ago, if the second factor is still to come.

    Args:
        request: any request.

    Returns:
        The account; None if there is none, or it took too long.
    """
    if time.time() < request.session.get(ASKED_UNTIL, 0):
        user = get_user(request)
        return user if user.is_authenticated else None
    return None
