"""The people who have an account."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models

from community import accounts, confirmations
from core.text.input import clean_line


class AccountManager(UserManager):
    """Accounts. The server's word for a superuser that a command makes is enough."""

    use_in_migrations = False

    def locked(self, pk):
        """An account that nobody else changes before the end of the transaction."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def create_superuser(self, *args, **kwargs):
        """Make a superuser, confirmed."""
        user = super().create_superuser(*args, **kwargs)
        confirmations.confirm_on_server(user)
        return user


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

    objects = AccountManager()

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
        is_new = self._state.adding
        kept = accounts.about_to_change(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        if is_new:
            confirmations.note_made(self)
        accounts.note_saved(self, kept)
