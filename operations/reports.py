"""What the site's own commands find that end with an exit code if anything is amiss."""

from io import StringIO

from django.core.management import call_command


def report_of(command):
    """
    Run such a command.

    Args:
        command: its name, such as `feed_check`.

    Returns:
        The lines that it wrote, and whether nothing is amiss.
    """
    said = StringIO()
    try:
        call_command(command, stdout=said)
    except SystemExit:
        return said.getvalue().splitlines(), False
    return said.getvalue().splitlines(), True
