"""When something happened in the demo."""

from datetime import datetime, time

from django.utils import timezone


def morning(day):
    """Nine o'clock on a day."""
    return timezone.make_aware(datetime.combine(day, time(9)))
