"""What the background room keeps: messages that wait, and what the worker notes down."""

from background.models.outbox import OutboxMessage
from background.models.schedule import ClockRun, Heartbeat

__all__ = ["ClockRun", "Heartbeat", "OutboxMessage"]
