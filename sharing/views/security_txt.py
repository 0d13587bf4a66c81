"""Where to report a weakness, for those who look for one: RFC 9116."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from core.pages.addresses import public_page_at

# The file says until when it may be believed; less than a year is advised.
BELIEVED = timedelta(days=180)
POLICY = "/security/"


@cache_control(public=True, max_age=86_400)
def security_txt(request):
    """
    Say how to report a weakness, in the fields of RFC 9116.

    Args:
        request: the request.

    Returns:
        Plain text: the form to write to us, the group's address if it has one, until when
        this holds (a moment of RFC 3339), and the page about reports while it is public.
    """
    lines = [f"Contact: {settings.BASE_URL}{reverse('sharing:contact')}"]
    if settings.CONTACT_ADDRESS:
        lines.append(f"Contact: mailto:{settings.CONTACT_ADDRESS}")
    day = timezone.now().astimezone(UTC).date() + BELIEVED
    lines.append(f"Expires: {datetime.combine(day, time(), UTC):%Y-%m-%dT%H:%M:%SZ}")
    lines.append("Preferred-Languages: en")
    lines.append(f"Canonical: {settings.BASE_URL}{reverse('sharing:security_txt')}")
    if public_page_at(POLICY):
        lines.append(f"Policy: {settings.BASE_URL}{POLICY}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
