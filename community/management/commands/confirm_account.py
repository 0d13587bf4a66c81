"""Confirm an account on the server's own word."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from community import confirmations


class Command(BaseCommand):
    """Lets an account approve texts where nobody else could confirm it."""

    help = (
        "Confirms that an account belongs to the person it names, so that it may approve "
        "texts. On the site the Steering group does that; two people begin with this."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that the person signs in with")

    def handle(self, *args, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account with the name “{name}”.")
        if not user.is_active:
            raise CommandError(f"The account “{name}” is switched off.")
        confirmations.confirm_on_server(user)
        self.stdout.write(f"The account “{name}” is confirmed.")
