"""Secret links stay out of the log: whoever reads it could open them."""

import logging
import re

# A part of a path that nobody can guess, such as what `secrets.token_urlsafe` makes.
SECRET = re.compile(r"(?<=/)[\w:.-]{40,}")


class SecretPathFilter(logging.Filter):
    """Puts a sign in the place of every secret part of an address."""

    def filter(self, record):
        """Let the record through, without secrets."""
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = without_secrets(said), ()
        return True


def without_secrets(text):
    """A text in which a sign stands for every part of an address that opens something."""
    return SECRET.sub("…", text)
