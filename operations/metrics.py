"""Figures for Prometheus, for whoever has the token of METRICS_TOKEN."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from wagtail.models import Page

from background.models import OutboxMessage
from background.worker import worker_last_seen
from editorial.models import ReviewState
from feed.query.connection import seconds_behind
from operations.health.parts import look


class SiteCollector:
    """
    What is known of the whole site.

    All of it stands in the database, so it does not matter which process answers.
    """

    def collect(self):
        """
        Look at the site.

        Yields:
            Prometheus' families of figures; those of the parts alone if the database
            cannot be asked.
        """
        found = look()
        well = GaugeMetricFamily(
            "mapcms_part_well", "Whether a part of the site is well", labels=["part"]
        )
        for part, trouble in found:
            well.add_metric([part.name], trouble is None)
        yield well
        if len(found) > 1:
            yield from self.figures()

    def figures(self):
        """What is counted."""
        outbox = GaugeMetricFamily(
            "mapcms_outbox_messages", "Letters and messages, by state", labels=["state"]
        )
        outbox.add_metric(["waiting"], OutboxMessage.objects.waiting().count())
        outbox.add_metric(["parked"], OutboxMessage.objects.parked().count())
        yield outbox
        yield GaugeMetricFamily(
            "mapcms_texts_waiting",
            "Texts that wait for a second person",
            value=ReviewState.objects.waiting().count(),
        )
        yield GaugeMetricFamily(
            "mapcms_pages_public", "Public pages", value=Page.objects.live().count()
        )
        yield GaugeMetricFamily(
            "mapcms_replica_lag_seconds",
            "How far behind the copy is that the feed is read from",
            value=seconds_behind(),
        )
        if seen := worker_last_seen():
            yield GaugeMetricFamily(
                "mapcms_worker_seen_seconds",
                "How long ago a worker was seen",
                value=(timezone.now() - seen).total_seconds(),
            )


@never_cache
@require_safe
@transaction.non_atomic_requests
def metrics(request):
    """
    The figures, in Prometheus' text format.

    Args:
        request: what was asked, with the token as its bearer's.

    Returns:
        The figures; 401 without the right token.

    Raises:
        Http404: the site has no token, so nobody is to read them.
    """
    if not settings.METRICS_TOKEN:
        raise Http404
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not constant_time_compare(request.headers.get("Authorization", ""), wanted):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SiteCollector())
    body = generate_latest(registry)
    return HttpResponse(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)
