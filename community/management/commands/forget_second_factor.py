"""Take somebody's second factor away on the server's own word."""

from django.core.management.base import CommandError

from community.management.account_command import AccountCommand
from community.second_factor import factors


class Command(AccountCommand):
    """Lets somebody sign in again where no two people of the Steering group can help."""

    help = (
        "Takes away all apps, passkeys and recovery codes of an account and signs it out "
        "everywhere; a new one is set up at the next sign-in. On the site two people of "
        "the Steering group do that."
    )

    def handle_account(self, user, name):
        if not factors.has_any(user):
            raise CommandError(f"The account “{name}” has no second factor.")
        factors.take_all_away(user)
        self.stdout.write(f"The account “{name}” has no second factor any more.")
