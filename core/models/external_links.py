"""What is known of the addresses on other sites to which pages lead."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

# How long a link must have failed before anybody is told. A day's trouble mends itself.
PATIENCE = timedelta(days=1)
# How often a link that works is asked again.
ROUND = timedelta(days=7)


class ExternalLinkQuerySet(models.QuerySet):
    """Addresses on other sites, by how they answered."""

    def broken(self):
        """Those that failed when first asked and again at least a day later."""
        return self.filter(checked_at__gte=F("failing_since") + PATIENCE)

    def due(self, now):
        """Those to ask again: failing ones after a day, others after a week."""
        failing = Q(failing_since__isnull=False, checked_at__lte=now - PATIENCE)
        others = Q(failing_since=None, checked_at__lte=now - ROUND)
        waiting = self.filter(Q(checked_at=None) | failing | others)
        return waiting.order_by(F("checked_at").asc(nulls_first=True), "pk")


class ExternalLink(models.Model):
    """An address on another site, and whether it answered when last asked."""

    url = models.URLField("address", max_length=500, unique=True)
    checked_at = models.DateTimeField("last asked", null=True, blank=True)
    problem = models.CharField("what went wrong", max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = ExternalLinkQuerySet.as_manager()

    def __str__(self):
        return self.url

    def record(self, problem, now):
        """
        Keep what was found just now.

        Args:
            problem: what went wrong, in a few words, or an empty string.
            now: the moment at which it was asked.
        """
        self.checked_at, self.problem = now, problem
        self.failing_since = (self.failing_since or now) if problem else None
        self.save(update_fields=["checked_at", "problem", "failing_since"])
