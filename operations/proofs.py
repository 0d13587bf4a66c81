"""Proofs that take minutes, as tasks: one that finds something fails."""

from django_tasks import task

from operations.reports import report_of


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
    _, is_proved = report_of(command)
    if not is_proved:
        raise NotProved(command)
