"""How often one address may do something before it is asked to wait.

The counts stand in a table, so that they hold for all processes and live on when a cache
does not. An address stands there as a keyed hash alone.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import Attempts

TOO_MANY = 429
KEPT = timedelta(days=1)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
COUNT = """
INSERT INTO core_attempts (purpose, key, since, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (purpose, key, since) DO UPDATE SET count = core_attempts.count + 1
RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    """
    How often something may be done.

    A whole hospital may share one network address, so limits by network address are wide
    and those by e-mail address narrow.

    Args:
        purpose: what is done; attempts at one thing do not count for another.
        most: how many times it may be done in a period.
        period: how long that is. Periods follow each other, they do not slide.
    """

    purpose: str
    most: int
    period: timedelta

    def seconds_to_wait(self, who: str) -> int:
        """
        Count an attempt, and say how long somebody has to wait before the next one.

        Args:
            who: a network address, an e-mail address or whatever else tells people apart;
                letter case makes no difference.

        Returns:
            Nought if it may be done now, else whole seconds until it may be again.
        """
        since = self.beginning()
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self.purpose, key_of(who), since])
            [count] = cursor.fetchone()
        return self.seconds_left(since) if count > self.most else 0

    def seconds_left_to_wait(self, who: str) -> int:
        """
        Say how long somebody has to wait, without counting an attempt.

        Args:
            who: as for `seconds_to_wait`.

        Returns:
            Nought unless as many were counted as may be made, else whole seconds.
        """
        since = self.beginning()
        counted = Attempts.objects.filter(
            purpose=self.purpose, key=key_of(who), since=since, count__gte=self.most
        )
        return self.seconds_left(since) if counted.exists() else 0

    def beginning(self):
        """When the present period began."""
        now = timezone.now()
        return now - (now - EPOCH) % self.period

    def seconds_left(self, since):
        """How long a period goes on, never less than a second."""
        left = (since + self.period - timezone.now()).total_seconds()
        return max(1, math.ceil(left))


def key_of(who):
    """What stands in the table for somebody, whom nobody can tell from it."""
    return salted_hmac("core.limits", who.lower(), algorithm="sha256").hexdigest()


def wait_in_words(seconds: int) -> str:
    """A stretch of time to wait, as people say it."""
    if seconds <= 60:
        return "a minute"
    return f"{-(-seconds // 60)} minutes"


def asked_to_wait(response, seconds):
    """
    Make an answer one to somebody who is to wait (RFC 6585, section 4).

    Args:
        response: what they see.
        seconds: how long, in whole seconds.

    Returns:
        The same response.
    """
    response.status_code = TOO_MANY
    response.headers["Retry-After"] = str(seconds)
    return response


def network_address(request):
    """
    The network address that a request came from.

    Args:
        request: a request.

    Returns:
        The address as a text. Behind a proxy it is the one that the proxy itself saw,
        since whatever stands before it in the header may be made up.
    """
    if settings.BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return seen or request.META.get("REMOTE_ADDR", "")
    return request.META.get("REMOTE_ADDR", "")


def forget_old_attempts():
    """Delete counts that no limit looks at any more."""
    Attempts.objects.filter(since__lt=timezone.now() - KEPT).delete()
