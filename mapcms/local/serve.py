"""`make serve`: the site and its worker on a server of one's own, until ended."""

import os
import sys
from contextlib import closing

from django.core.exceptions import ImproperlyConfigured

from mapcms.deployment import require_safe_settings
from mapcms.local.bootstrap import say
from mapcms.local.environment import connect_to
from mapcms.local.former import refuse_former
from mapcms.local.problems import StartProblem
from mapcms.local.processes import Children
from mapcms.local.run import (
    prepare,
    server_command,
    until_ended,
    wait_until_it_answers,
)

NEEDED = ("DJANGO_SECRET_KEY", "BASE_URL", "DATABASE_URL")
MISSING = "Set {}. docs/operations.md says what each setting is."


def serve():
    """Bring all up to date, start the site and its worker, and watch over them."""
    require_settings()
    host, port = address_to_listen_at()
    with closing(connect_to(os.environ["DATABASE_URL"])) as connection:
        refuse_former(connection, "Name an empty one in DATABASE_URL.")
    with Children({**os.environ, "PYTHONUNBUFFERED": "1"}) as children:
        prepare(children, dev=False, demo=False)
        command = server_command(host, port, os.environ.get("WEB_PROCESSES", "2"))
        site = children.keep("The site", *command)
        children.keep("The worker", "manage.py", "worker")
        wait_until_it_answers(site.process, port, host)
        say(f"{os.environ['BASE_URL']} is served at {host}:{port}.")
        children.watch()


def require_settings():
    """
    Refuse to start without what a site on the internet needs.

    Raises:
        StartProblem: something is missing or unsafe; its words say what to do.
    """
    if missing := [name for name in NEEDED if not os.environ.get(name)]:
        raise StartProblem(MISSING.format(" and ".join(missing)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapcms.settings")
    try:
        require_safe_settings()
    except ImproperlyConfigured as error:
        raise StartProblem(str(error)) from error


def address_to_listen_at():
    """Host and port from LISTEN, such as `0.0.0.0:8000`; this machine's own if unset."""
    host, _, port = os.environ.get("LISTEN", "127.0.0.1:8000").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartProblem("LISTEN is a host and a port, such as 127.0.0.1:8000.")
    return host.strip("[]"), port


if __name__ == "__main__":
    sys.exit(until_ended(serve))
