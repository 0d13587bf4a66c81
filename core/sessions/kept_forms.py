"""Forms of the admin that came when nobody was signed in any more, given back whole."""

import json
import re

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse

# Whose words a form holds, where that is known.
WRITTEN_BY = "map-written-by"
SECRET = re.compile("password", re.IGNORECASE)
# What no person types.
TECHNICAL = re.compile(
    r"^(csrfmiddlewaretoken|next|loaded_.*|overwrite_.*|action-.*|comments-.*"
    r"|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS"
    r"|.*-(id|type|order|deleted|count|ORDER|DELETE))$"
)


def in_place_of(response, request):
    """
    Give somebody's words back, in place of an answer that leads them away to sign in.

    Args:
        response: the answer.
        request: what was asked.

    Returns:
        The same answer, unless a form was on its way to a screen of the admin.
    """
    if request.method != "POST" or response.status_code != 302:
        return response
    address, _, query = response.headers["Location"].partition("?")
    to_sign_in = address == reverse("wagtailadmin_login")
    comes_back = QueryDict(query).get("next") == request.get_full_path()
    if to_sign_in and comes_back and has_words(request):
        return give_back(request, "signed out")
    return response


def if_anothers(request):
    """The form again, if it was written by another person than the one signed in."""
    if request.method != "POST":
        return None
    writer = request.POST.get(WRITTEN_BY)
    return give_back(request, "another") if is_anothers(writer, request) else None


def is_anothers(writer, request):
    """Whether a form says that somebody else wrote it."""
    return bool(writer) and writer != str(request.user.pk)


def if_spoiled(request):
    """
    The form again, if its mark does not hold any more since its person signed in again.

    Only a form of the site's own is given back with a mark that holds: browsers say in a
    header, which no page can change, where a form was sent from.

    Args:
        request: what was refused.

    Returns:
        An answer; None for a form of any other place.
    """
    own = f"{request.scheme}://{request.get_host()}"
    is_ours = request.headers.get("Origin") == own
    is_in_admin = request.path_info.startswith("/admin/")
    if not (is_ours and is_in_admin and request.POST and request.user.is_authenticated):
        return None
    writer = request.POST.get(WRITTEN_BY)
    return give_back(request, "another" if is_anothers(writer, request) else "again")


def give_back(request, why):
    """A page with all that was typed, from which it can be sent once more."""
    sent = [(name, value) for name, found in request.POST.lists() for value in found]
    kept = [(name, value) for name, value in sent if not SECRET.search(name)]
    writer = request.POST.get(WRITTEN_BY) or request.session.ended_user
    own = {"csrfmiddlewaretoken", WRITTEN_BY}
    context = {
        "why": why,
        "fields": [pair for pair in kept if pair[0] not in own],
        "written_by": (WRITTEN_BY, writer or ""),
        "words": [(name, text) for name, value in kept if (text := typed(name, value))],
        "files": [file.name for file in request.FILES.values()],
        "has_secrets": len(kept) < len(sent),
    }
    response = render(request, "wagtailadmin/kept_form.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def has_words(request):
    """Whether a form holds anything that somebody typed or chose."""
    return any(typed(*pair) for pair in request.POST.items())


def typed(name, value):
    """The words that somebody typed into a field, as plain text; empty for a mark."""
    if TECHNICAL.match(name) or name == WRITTEN_BY:
        return ""
    if not value.lstrip().startswith("{"):
        return "" if value == "null" else value.strip()
    try:
        blocks = json.loads(value).get("blocks", ())
        return "\n".join(block.get("text", "") for block in blocks).strip()
    except (ValueError, AttributeError, TypeError):
        return value
