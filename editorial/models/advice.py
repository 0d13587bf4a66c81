"""Words about a draft that decide nothing: advice from outside, and dismissed hints."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Advice(models.Model):
    """What somebody without an account wrote about a draft. It is never an approval."""

    link = models.ForeignKey(
        "core.DraftLink", on_delete=models.CASCADE, related_name="advice"
    )
    name = models.CharField("your name", max_length=120)
    text = models.TextField("what you would like to say", max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        verbose_name_plural = "advice"

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"


class Dismissal(models.Model):
    """A hint about a page that somebody has looked at and left as it is."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="dismissals"
    )
    key = models.CharField(max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="one_dismissal_a_hint")
        ]

    def __str__(self):
        return self.key
