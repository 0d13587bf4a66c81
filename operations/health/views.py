"""How the site is, for machines: whether it lives, and whether all of it is well."""

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.health.parts import look


@never_cache
@require_safe
@transaction.non_atomic_requests
def alive(request):
    """This process answers. It asks for nothing, so that no other fault ends it."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
@transaction.non_atomic_requests
def ready(request):
    """Every part of the site by name, well or not: 503 if one is not, and no reasons."""
    found = look()
    is_well = not any(trouble for _, trouble in found)
    parts = {part.name: "failing" if trouble else "ok" for part, trouble in found}
    body = {"status": "ok" if is_well else "failing", "parts": parts}
    return JsonResponse(body, status=200 if is_well else 503)
