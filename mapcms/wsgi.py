"""The door for a WSGI server."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from feed.origin import require_origin_to_serve
from mapcms.deployment import require_safe_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapcms.settings")
if not os.environ.get("BASE_URL"):
    raise ImproperlyConfigured(
        "Set BASE_URL to where people find the site, such as https://map.example.org."
    )


@receiver(connection_created)
def limit_waiting(connection, **kwargs):
    """
    Let no request wait for the database without end.

    It is said here because only processes that serve requests come through this door,
    and to each new connection because a pooler may refuse it as a connection's option.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, false),"
            " set_config('lock_timeout', %s, false)",
            [settings.WEB_STATEMENT_TIMEOUT, settings.WEB_LOCK_TIMEOUT],
        )


application = get_wsgi_application()
require_safe_settings()
require_origin_to_serve()
