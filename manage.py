#!/usr/bin/env python
"""Django's command line, with the checkout's own database and key where none is named."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

from feed.origin import OtherOrigin
from mapcms.local import postgres
from mapcms.local.environment import secret_key
from mapcms.origin import settle_origin

VAR_DIR = Path(__file__).resolve().parent / "var"


def main():
    """Run a command; the database is started for it and stopped when nobody needs it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapcms.settings")
    own_database = "DATABASE_URL" in os.environ
    with nullcontext() if own_database else postgres.running(VAR_DIR) as url:
        if not own_database:
            os.environ["DATABASE_URL"] = url
            os.environ.setdefault("DJANGO_SECRET_KEY", secret_key())
        try:
            settle_origin(sys.argv[1] if len(sys.argv) > 1 else "help")
            execute_from_command_line(sys.argv)
        except OtherOrigin as refusal:
            sys.exit(str(refusal))


if __name__ == "__main__":
    main()
