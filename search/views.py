"""The page of search results."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from wagtail.models import Page

from core.queries import specific_of

RESULTS_A_PAGE = 20
LONGEST_QUERY = 200


def matches(words):
    """Public pages below the front page that hold the words."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    return pages.search(words, operator="and")


def search(request):
    """Public pages that match the words in `q`, the best match first."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    found = matches(words) if words else []
    results = Paginator(found, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    results.object_list = specific_of(results.object_list)
    query = urlencode({"q": words}) + "&"
    context = {"words": words, "results": results, "query": query}
    return render(request, "search/results.html", context)
