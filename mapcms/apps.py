"""What must come after every other app has started."""

import gc
from importlib import import_module

from django.apps import AppConfig
from django.core import checks

from mapcms import error_reports
from mapcms.deployment import faults


class MapcmsConfig(AppConfig):
    """The project itself, the last of the installed apps."""

    name = "mapcms"

    def ready(self):
        """
        Take away Wagtail's letters, which its own apps have switched on by now.

        What is loaded stays loaded. Nobody looks through it for garbage again, which
        took a tenth of the time of whatever makes many objects.
        """
        error_reports.start()
        import_module("editorial.signal_handlers").silence_wagtails_letters()
        checks.register(faults_of_deployment, checks.Tags.security, deploy=True)
        gc.freeze()


def faults_of_deployment(app_configs, **kwargs):
    """What `manage.py check --deploy` says of a site that may not start."""
    return [checks.Error(sentence, id="mapcms.E001") for sentence in faults()]
