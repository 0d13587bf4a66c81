"""Confirm an account on the server's own word."""

from django.core.management.base import CommandError

from community import confirmations
from community.management.account_command import AccountCommand


class Command(AccountCommand):
    """Lets an account approve texts where nobody else could confirm it."""

    help = (
        "Confirms that an account belongs to the person it names, so that it may approve "
        "texts. On the site the Steering group does that; two people begin with this."
    )

    def handle_account(self, user, name):
        if not user.is_active:
            raise CommandError(f"The account “{name}” is switched off.")
        confirmations.confirm_on_server(user)
        self.stdout.write(f"The account “{name}” is confirmed.")
