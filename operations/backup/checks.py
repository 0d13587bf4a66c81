"""A site whose restore did not come to its end does not start."""

from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from operations.backup.dump import is_unfinished

WORDS = "A restore into this database did not come to its end."
HINT = "Run `manage.py restore` with the same file again."


@register(Tags.database)
def check_restore(databases=None, **kwargs):
    """See that no restore is half done: followers would go on with a wrong copy."""
    try:
        unfinished = bool(databases) and is_unfinished()
    except DatabaseError:
        return []
    return [Error(WORDS, hint=HINT, id="operations.E001")] if unfinished else []
