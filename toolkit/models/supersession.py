"""Which driver takes the place of which."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel

from core.caching.site_memo import of_the_site
from core.models import Row


class Supersession(Row):
    """A driver that takes the place of an older one."""

    page = ParentalKey(
        "toolkit.DriverPage", on_delete=models.CASCADE, related_name="supersessions"
    )
    older = models.ForeignKey(
        "toolkit.DriverPage",
        on_delete=models.CASCADE,
        related_name="superseded_by_rows",
        verbose_name="older driver",
        help_text="It stays readable, with a note that leads here.",
    )

    panels = [PageChooserPanel("older")]

    def __str__(self):
        return str(self.older)


def supersession_problem(key, older):
    """
    Say what is wrong with the drivers that one is to supersede.

    Args:
        key: the primary key of the newer driver, None if it is not saved yet.
        older: primary keys of the drivers it is to supersede.

    Returns:
        A sentence, or an empty string when nothing is wrong.
    """
    if key in older:
        return "A driver cannot supersede itself."
    if key and key in drivers_behind(older):
        return "One of the older drivers already supersedes this one."
    return ""


def drivers_behind(keys):
    """Every driver that the given ones supersede, directly or through others."""
    seen, ahead = set(), set(keys)
    while ahead:
        rows = Supersession.objects.filter(page__in=ahead)
        seen |= ahead
        ahead = set(rows.values_list("older", flat=True)) - seen
    return seen


@of_the_site
def superseded_keys():
    """Primary keys of the drivers that others supersede, public or not."""
    return set(Supersession.objects.values_list("older", flat=True))


def older_keys(driver):
    """Primary keys of the drivers that a driver supersedes, public or not."""
    return [row.older_id for row in driver.supersessions.all()]


def newer_keys(driver):
    """Primary keys of the drivers that supersede a driver, public or not."""
    rows = Supersession.objects.filter(older=driver.pk) if driver.pk else ()
    return sorted({row.page_id for row in rows})
