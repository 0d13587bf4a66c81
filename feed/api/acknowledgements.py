"""The one public door at which something is written: who has taken in which changes."""

import json

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from feed.api.headers import open_headers
from feed.api.responses import problem_response, with_headers
from feed.api.routing import method_not_allowed, preflight
from feed.models import Reuser, State
from feed.query.problems import Problem

METHODS = "POST, OPTIONS"
MOST_BYTES = 1000
LARGEST = 2**63


@csrf_exempt
def acknowledge(request):
    """
    Note how far a re-user has read: `{"sequence": n}` with an API key.

    Returns:
        A response with status 204; 401 without a key that holds; 409 for a sequence that
        does not exist yet; 400 for a body that is something else; 405 for a method that
        is neither POST nor OPTIONS.
    """
    if request.method == "OPTIONS":
        return preflight(METHODS)
    try:
        note_progress(request)
    except Problem as problem:
        return problem_response(problem)
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    return with_headers(response, {**open_headers(), "Cache-Control": "no-store"})


def note_progress(request):
    """Note what a request says, or raise a `Problem`."""
    if request.method != "POST":
        raise method_not_allowed(METHODS)
    reuser = sender_of(request)
    sequence = sequence_in(request.read(MOST_BYTES))
    if sequence > State.objects.get().sequence:
        detail = "The feed has not come to this sequence yet."
        raise Problem(409, "Ahead of the feed", detail)
    reuser.acknowledge(sequence)


def sender_of(request):
    """The re-user whose key a request carries, or a `Problem`."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    found = Reuser.objects.with_key(key.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        detail = "Send the key you were given, as “Authorization: Bearer” and the key."
        headers = {"WWW-Authenticate": 'Bearer realm="feed"'}
        raise Problem(401, "No key that holds", detail, headers=headers)
    return found


def sequence_in(body):
    """The sequence a body names, or a `Problem`."""
    try:
        form = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad_body() from error
    if not isinstance(form, dict) or form.keys() != {"sequence"}:
        raise bad_body()
    sequence = form["sequence"]
    if type(sequence) is not int or not 0 <= sequence < LARGEST:
        raise bad_body()
    return sequence


def bad_body():
    """The problem of a body that is something else."""
    takes = 'takes the number of a change: {"sequence": 42}.'
    return Problem(
        400, "Bad body", f"The body {takes}", parameter="sequence", takes=takes
    )
