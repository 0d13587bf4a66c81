"""The people who have an account."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from community import accounts


class User(AbstractUser):
    """Someone who writes, approves or looks after the site."""

    organisation = models.ForeignKey(
        "community.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where the person works. It is not shown to readers.",
    )

    def save(self, *args, **kwargs):
        """Save. What changes is logged, and the person is told, whoever does it."""
        kept = accounts.about_to_change(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        accounts.note_saved(self, kept)
