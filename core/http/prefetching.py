"""
The hint by which a browser fetches the next page just before it is asked for.

The browser reads it, not a script, and waits until somebody points at the link. Where
data are to be saved nothing is fetched. Browsers that know no hint lose nothing.
"""

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

MEDIA_TYPE = "application/speculationrules+json"
# `templates/components/pagination.html` and `neighbours.html` write such links, and they
# lead to pages that everybody may read.
NEXT = b' rel="next"'
RULES = [{"where": {"selector_matches": "a[rel~=next]"}, "eagerness": "moderate"}]


def prefetch_headers(content):
    """
    What a page says about the one that comes after it.

    Args:
        content: the page as bytes, the same for everybody.

    Returns:
        Headers by name; none where no page comes after it.
    """
    if NEXT not in content:
        return {}
    return {"Speculation-Rules": f'"{reverse("speculation_rules")}"'}


@cache_control(public=True, max_age=86_400)
@vary_on_headers("Save-Data")
def speculation_rules(request):
    """What a browser may fetch in advance, in the words of the HTML standard."""
    rules = [] if request.headers.get("Save-Data") == "on" else RULES
    return JsonResponse({"prefetch": rules}, content_type=MEDIA_TYPE)
