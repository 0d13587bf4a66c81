"""Bringing a database up to date, in one process that loads the site once.

`python -m mapcms.local.preparation [--origin=ORIGIN] [--demo]`
"""

import os
import sys
from argparse import ArgumentParser

import django
from django.core.management import CommandError, call_command

from feed.origin import OtherOrigin
from mapcms.origin import settle_origin


def main():
    """Do what each start does; what is up to date stays as it is."""
    asked = options(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapcms.settings")
    try:
        settle_origin("migrate")
        django.setup()
        bring_up_to_date(asked.origin, asked.demo)
    except (CommandError, OtherOrigin) as refusal:
        sys.exit(f"{type(refusal).__name__}: {refusal}")


def options(arguments):
    """What the arguments ask for: an origin, and whether an empty site is filled."""
    parser = ArgumentParser()
    parser.add_argument("--origin", help="what the addresses are to begin with")
    parser.add_argument("--demo", action="store_true", help="fill an empty site")
    return parser.parse_args(arguments)


def bring_up_to_date(origin, demo):
    """
    Migrate, make the feed anew where a release asks for that, and load the demo.

    Args:
        origin: where the site stands from now on; none leaves what the database says.
        demo: whether an empty site is filled with the demo.
    """
    # Its checks are those of all: `call_command` leaves them out unless it is told.
    call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
    call_command("feed_rebuild", if_needed=True, origin=origin, stdout=sys.stderr)
    if demo:
        call_command("load_demo", if_empty=True)


if __name__ == "__main__":
    main()
