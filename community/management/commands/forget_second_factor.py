"""Take somebody's second factor away on the server's own word."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from community.second_factor import factors


class Command(BaseCommand):
    """Lets somebody sign in again where no two people of the Steering group can help."""

    help = (
        "Takes away all apps, passkeys and recovery codes of an account and signs it out "
        "everywhere; a new one is set up at the next sign-in. On the site two people of "
        "the Steering group do that."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that the person signs in with")

    def handle(self, *args, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account with the name “{name}”.")
        if not factors.has_any(user):
            raise CommandError(f"The account “{name}” has no second factor.")
        factors.take_all_away(user)
        self.stdout.write(f"The account “{name}” has no second factor any more.")
