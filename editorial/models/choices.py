"""What mail somebody wants."""

from django.conf import settings
from django.db import models


class MailChoice(models.Model):
    """How often somebody likes to hear what waits for them."""

    class Digest(models.TextChoices):
        """How often the list of what waits is sent."""

        DAILY = "daily", "Every morning, if something waits"
        WEEKLY = "weekly", "On Mondays, if something waits"
        NONE = "none", "Never: I look here myself"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    digest = models.CharField(
        "the list of what waits",
        max_length=6,
        choices=Digest,
        default=Digest.DAILY,
    )

    @classmethod
    def reachable(cls, people):
        """Those of some accounts that have an address and want letters."""
        silent = cls.objects.filter(digest=cls.Digest.NONE)
        return people.exclude(email="").exclude(mail_choice__in=silent)

    def __str__(self):
        return f"{self.user}: {self.digest}"
