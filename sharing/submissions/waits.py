"""How long decisions usually take, as far as enough of them say so."""

from datetime import timedelta
from statistics import median

from django.db.models import F
from django.utils import timezone

from editorial.models import Decision

# How far back one looks, and how many decisions make a figure.
LOOKED_AT, LEAST = timedelta(days=180), 5
NUMBERS = ("two", "three", "four", "five", "six")


def typical_wait():
    """
    Say how long texts usually wait for a decision.

    Returns:
        For example “about a week”; an empty string where people decided about fewer than
        `LEAST` texts that others had sent.
    """
    decided = Decision.objects.by_people().filter(
        decided_at__gte=timezone.now() - LOOKED_AT, submitted_at__isnull=False
    )
    waits = decided.values_list(F("decided_at") - F("submitted_at"), flat=True)
    return in_words(median(waits)) if len(waits) >= LEAST else ""


def in_words(wait):
    """
    A time in words that promise no more than it does.

    Args:
        wait: a `timedelta`.

    Returns:
        For example “a day or less”, “about three days” or “about two weeks”.
    """
    days = round(wait / timedelta(days=1))
    weeks, months = round(days / 7), round(days / 30)
    if days < 2:
        return "a day or less" if wait <= timedelta(days=1) else "about a day"
    if days < 6:
        return f"about {number(days)} days"
    if weeks < 2:
        return "about a week"
    if weeks < 7:
        return f"about {number(weeks)} weeks"
    return f"about {number(months)} months"


def number(count):
    """A number as people write it: “two”, “12”."""
    return NUMBERS[count - 2] if count - 2 < len(NUMBERS) else str(count)
