"""Who would like to have somebody who asks to join."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Acceptance(models.Model):
    """One Moderator's yes to somebody who would like to become a Content Editor."""

    message = models.ForeignKey(
        "sharing.Message", on_delete=models.CASCADE, related_name="acceptances"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["message", "by"], name="one_yes_a_person")
        ]

    def __str__(self):
        return f"Acceptance {self.pk}"
