"""The page of search results."""

from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.params import tidy_question
from search.results import SearchResults
from search.suggestions import suggestions


@transaction.non_atomic_requests
@require_safe
def search(request):
    """Public items that match what the address asks for, the best match first."""
    return render(request, "search/results.html", {"results": SearchResults(request.GET)})


@transaction.non_atomic_requests
@require_safe
def suggest(request):
    """What somebody who types `q` may be looking for, as JSON for the search field."""
    found = suggestions(tidy_question(request.GET.get("q", "")))
    response = JsonResponse({"suggestions": found})
    response["Cache-Control"] = "public, max-age=60"
    return response
