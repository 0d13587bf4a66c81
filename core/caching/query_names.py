"""The names that stand in addresses of pages and mean something there.

Others, such as those that newsletters add, change nothing on any page, so that an
address with them is the same page.
"""

from urllib.parse import unquote_plus

known: set[str] = set()


def know(*names):
    """Say that a public page reads parameters; rooms do so as they start."""
    known.update(names)


def known_part(query):
    """What of the query of an address means something, as it was written."""
    if not query:
        return ""
    pairs = (pair for pair in query.split("&") if name_of(pair) in known)
    return "&".join(pairs)


def name_of(pair):
    """The name in a part of a query."""
    return unquote_plus(pair.partition("=")[0])
