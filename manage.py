#!/usr/bin/env python
"""Django's command line, with the embedded database at hand where none is named."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

from mapcms import postgres

VAR_DIR = Path(__file__).resolve().parent / "var"


def main():
    """Run a command; the database is started for it and stopped when nobody needs it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapcms.settings")
    own_database = "DATABASE_URL" in os.environ
    with nullcontext() if own_database else postgres.running(VAR_DIR) as url:
        os.environ.setdefault("DATABASE_URL", url or "")
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
