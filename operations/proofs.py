"""Proofs that take minutes, as tasks: one that finds something fails."""

from io import StringIO

from django.core.management import call_command
from django_tasks import task


class NotProved(Exception):
    """
    Something is not as it must be.

    Args:
        command: the command that says what.
    """

    def __init__(self, command):
        super().__init__(f"Run: manage.py {command}")


@task()
def compare_feed_with_pages():
    """See that each row of the feed says what its page says."""
    prove("feed_check")


@task()
def audit_public_pages():
    """See that each public page is what somebody approved."""
    prove("audit_publications")


def prove(command):
    """Run a command that ends with an exit code if something is not as it must be."""
    try:
        call_command(command, stdout=StringIO())
    except SystemExit as end:
        raise NotProved(command) from end
