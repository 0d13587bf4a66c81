"""The people who have an account."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from community import accounts
from core.text.input import clean_line


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

    def clean(self):
        """Tidy the names, whichever form they come from."""
        super().clean()
        for name in ("first_name", "last_name"):
            typed = getattr(self, name)
            setattr(self, name, clean_line(typed))
            if typed and not getattr(self, name):
                raise ValidationError({name: "This field is required."})

    def save(self, *args, **kwargs):
        """Save. What changes is logged, and the person is told, whoever does it."""
        kept = accounts.about_to_change(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        accounts.note_saved(self, kept)
