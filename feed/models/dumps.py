"""Daily dumps: every public item of one moment, as a file to fetch."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

# How many there are to choose from, and how long it is remembered that one was there.
MOST = 7
REMEMBERED = timedelta(days=90)


class DumpQuerySet(models.QuerySet):
    """Dumps, by whether they may be had."""

    def there(self, epoch):
        """Those that may be had in an epoch, the newest first, at most a week of them."""
        kept = self.filter(is_there=True, epoch=epoch).order_by("-date")
        return kept.defer("data", "held")[:MOST]

    def holding(self, items):
        """Those that hold one of some items, given by their ids."""
        return self.filter(is_there=True, held__overlap=list(items))

    def take_away(self):
        """Leave of them nothing but that they were there; return how many they were."""
        return self.update(is_there=False, data=b"", held=[], sha256="", digest="")

    def forget_old(self):
        """Forget those of long ago, and leave nothing of what a week has passed over."""
        there = self.filter(is_there=True)
        kept = list(there.order_by("-date").values_list("pk", flat=True)[:MOST])
        there.exclude(pk__in=kept).take_away()
        self.filter(date__lt=timezone.now().date() - REMEMBERED).delete()


class Dump(models.Model):
    """
    One dump. After an item in it was withdrawn, nothing is left but its date.

    It lies in the database, so that the transaction that withdraws an item takes the
    dump away as well, or neither.
    """

    date = models.DateField(unique=True)
    is_there = models.BooleanField(default=True)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    # The ids of the items in it.
    held = ArrayField(models.UUIDField(), default=list)
    items = models.IntegerField(default=0)
    epoch = models.UUIDField()
    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField(auto_now=True)

    objects = DumpQuerySet.as_manager()

    class Meta:
        ordering = ["-date"]

    def __str__(self):
        return f"Dump of {self.date}"
