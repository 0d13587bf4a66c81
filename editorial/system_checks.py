"""What Django says about the editorial arrangements when it looks at the database."""

from django.core.checks import Tags, Warning, register

from editorial import notices


@register(Tags.database)
def every_step_can_be_decided(app_configs, databases=None, **kwargs):
    """A text in a step that nobody can decide would wait for ever."""
    if not databases:
        return []
    found = notices.about_workflows()
    return [Warning(notice.sentence, id="mapcms.W001") for notice in found]
