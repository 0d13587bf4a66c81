"""Who said of an account that they know the person behind it."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Confirmation(models.Model):
    """
    Somebody's word for an account, which may approve texts as long as it is there.

    Nobody's name stands in it where the server itself said so.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confirmation"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user}: {self.confirmed_at:%d.%m.%Y}"
