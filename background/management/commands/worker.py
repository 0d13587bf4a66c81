"""`manage.py worker`: sends messages, keeps the clock, runs Wagtail's tasks."""

import threading

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError
from django.utils.autoreload import run_with_reloader

from background.worker import Worker


def refuse_unsafe_settings():
    """Raise `CommandError` with what `check --deploy` calls an error."""
    security = [checks.Tags.security]
    found = checks.run_checks(tags=security, include_deployment_checks=True)
    if sentences := [str(message.msg) for message in found if message.is_serious()]:
        raise CommandError("\n".join(sentences))


class Command(BaseCommand):
    """Run the one process that does everything outside requests."""

    help = "Send messages, keep the clock and run Wagtail's tasks, until ended."

    def add_arguments(self, parser):
        """Take the option of doing it once."""
        parser.add_argument(
            "--once", action="store_true", help="Do what is due now, and end."
        )

    def handle(self, *, once, **options):
        """Work; while the site is being developed, with every change of the code."""
        refuse_unsafe_settings()
        if once:
            Worker().run_once()
        elif settings.DEBUG:
            run_with_reloader(Worker().run, wait=threading.Event().wait)
        else:
            Worker().run()
