"""How often somebody did something lately, without saying who."""

from django.db import models


class Attempts(models.Model):
    """How often one address did one thing within one stretch of time."""

    purpose = models.CharField(max_length=40)
    # A keyed hash: nobody can tell from it whose address it is.
    key = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "key", "since"], name="attempts_counted_once"
            )
        ]
        verbose_name_plural = "attempts"

    def __str__(self):
        return f"{self.purpose}: {self.count}"
