"""What Django says about the editorial arrangements when it looks at the database."""

from django.core.checks import Tags, Warning, register
from django.db import connection

from editorial import notices
from editorial.models import ReviewTask


@register(Tags.database)
def every_step_can_be_decided(app_configs, databases=None, **kwargs):
    """A text in a step that nobody can decide would wait for ever."""
    if not databases or not is_migrated():
        return []
    found = notices.about_workflows()
    return [Warning(notice.sentence, id="mapcms.W001") for notice in found]


def is_migrated():
    """Whether there is anything to look at: an empty database is checked as well."""
    return ReviewTask._meta.db_table in connection.introspection.table_names()
