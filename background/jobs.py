"""What the clock does for the background room: throwing away what need not be kept."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Heartbeat, OutboxMessage
from background.outbox import deliver_due, messages_nobody_sends
from background.schedule import daily, every

RESULTS_KEPT = timedelta(days=7)


@every(minutes=1, name="Park messages that nobody can send")
def park_strange_messages():
    """Workers ask for messages by kind; these are of kinds that no worker asks for."""
    deliver_due(among=messages_nobody_sends())


@every(minutes=60, name="Tidy the outbox")
def tidy_outbox():
    """Delete messages that were sent a week ago, or given up a season ago."""
    OutboxMessage.objects.outdated().delete()


@every(minutes=60, name="Clear expired sessions")
def clear_sessions():
    """Delete the sessions of people who went away and were signed out meanwhile."""
    call_command("clearsessions")


@daily(hour=3, name="Tidy the results of tasks")
def tidy_tasks():
    """Delete the results of tasks that ended a week ago, and workers long gone."""
    ended = DBTaskResult.objects.finished()
    ended.filter(finished_at__lt=timezone.now() - RESULTS_KEPT).delete()
    Heartbeat.objects.outdated().delete()
