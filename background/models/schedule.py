"""What the worker notes down about itself."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

SILENT_AFTER = timedelta(minutes=2)
HEARTBEATS_KEPT = timedelta(days=7)


class ClockRun(models.Model):
    """When a job of the clock last ran, and how that ended."""

    name = models.CharField(max_length=100, unique=True)
    slot = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class HeartbeatQuerySet(models.QuerySet):
    """Signs of life."""

    def alive(self):
        """Workers that were seen within the last two minutes."""
        return self.filter(seen_at__gt=timezone.now() - SILENT_AFTER)

    def outdated(self):
        """Workers that are long gone."""
        return self.filter(seen_at__lt=timezone.now() - HEARTBEATS_KEPT)


class Heartbeat(models.Model):
    """A worker, and when it was last seen."""

    worker = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self):
        return self.worker
