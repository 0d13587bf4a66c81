"""What all pages show alike, such as the menu, made once for each state of the site."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from core.caching.generation_cache import GenerationCache

# The version for which a page is being made that everybody may have, or None.
version_at_hand: ContextVar = ContextVar("version_at_hand", default=None)
MOST = 100


@contextmanager
def pages_of(version):
    """What is made within is for everybody, and good for this version."""
    token = version_at_hand.set(version)
    try:
        yield
    finally:
        version_at_hand.reset(token)


def of_the_site(function):
    """
    Have what a function gives kept for as long as readers would see the same.

    It is kept only where a page is made for everybody, from public rows alone; anybody
    else has it made. Nobody may change what it gives.

    Args:
        function: it takes hashable arguments, and asks for nothing but what they say.

    Returns:
        The function, so that this serves as a decorator.
    """
    kept = GenerationCache(MOST)

    @wraps(function)
    def remembered(*args):
        version = version_at_hand.get()
        if version is None:
            return function(*args)
        found = kept.get(args, version)
        if found is None:
            kept.put(args, version, found := function(*args))
        return found

    return remembered
