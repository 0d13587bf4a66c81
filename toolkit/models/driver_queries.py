"""Questions about drivers: in which order they are read, and what to read instead."""

from django.db.models import F, Q
from wagtail.query import PageQuerySet

from core.choices import IN_FORCE
from core.pages.queries import public


class DriverPageQuerySet(PageQuerySet):
    """Drivers, read as on their lists."""

    def newest_first(self):
        """By date of the document, those without one last."""
        return self.order_by(F("date").desc(nulls_last=True), "title")

    def in_place_of(self, driver):
        """
        Find the drivers in force to which a driver that does not hold leads on.

        What took its place may not hold either; then what took the place of that counts.

        Args:
            driver: a driver's page.

        Returns:
            The public ones, the newest first.
        """
        found, seen, ahead = set(), set(), {driver.pk}
        while ahead - {None}:
            seen |= ahead
            following = self.following(ahead).exclude(pk__in=seen)
            rows = following.values_list("pk", "status", "live")
            holding = {pk for pk, status, live in rows if live and status in IN_FORCE}
            found |= holding
            ahead = {pk for pk, *_ in rows} - holding
        return public(self.filter(pk__in=found)).newest_first() if found else self.none()

    def following(self, keys):
        """What supersedes drivers, or is to be used instead of them, in one step."""
        after = Q(supersessions__older__in=keys) | Q(used_instead_of__in=keys)
        return self.filter(after).distinct()
