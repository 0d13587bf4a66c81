"""What commands about one account have in common."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class AccountCommand(BaseCommand):
    """A command about the account with a name; `handle_account` does what it is for."""

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that the person signs in with")

    def handle(self, *args, name, **options):
        """Find the account, and do it."""
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account with the name “{name}”.")
        self.handle_account(user, name)

    def handle_account(self, user, name):
        """
        Do what the command is for, and say so.

        Args:
            user: the account.
            name: its name, as it was typed.

        Raises:
            NotImplementedError: the command does not say what it is for.
        """
        raise NotImplementedError
