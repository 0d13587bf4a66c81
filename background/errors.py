"""Telling what failed without repeating what somebody wrote."""

import traceback
from pathlib import Path

from django.conf import settings

CODES = ("smtp_code", "errno")


def safe_description(error):
    """
    Describe an error for logs and for people.

    An error's own words may hold addresses or texts, so they are left out.

    Args:
        error: any exception.

    Returns:
        Its kind, its number if it has one, and the line of this project where it came up.
    """
    codes = [getattr(error, name, None) for name in CODES]
    number = next((f" {code}" for code in codes if isinstance(code, int)), "")
    return f"{type(error).__name__}{number}{place_of(error)}"


def place_of(error):
    """The last line of our own that an error passed, or an empty string."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts:
            return f" in {path.relative_to(settings.BASE_DIR)}, line {frame.lineno}"
    return ""
