"""What is asked in turn: the same again and again, or never the same."""

import itertools
from datetime import UTC, datetime, timedelta

from bench.load import request_for

# How far back the stories of the bench go, in minutes.
YEARS = 4 * 365 * 24 * 60


def rotating(paths, extra=""):
    """Requests in turn, without end."""
    return itertools.cycle([request_for(path, extra) for path in paths])


def moments():
    """
    Moments of the last years without end, as the feed's parameters take them.

    None comes twice, so that nobody can have remembered the answer.
    """
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in itertools.count():
        back = timedelta(minutes=number * 701 % YEARS, seconds=number)
        yield (start - back).strftime("%Y-%m-%dT%H:%M:%SZ")


def never_the_same(paths, name, values, extra=""):
    """
    Requests in turn, without end, of which none is ever repeated.

    Args:
        paths: what is asked for.
        name: a parameter by which they differ.
        values: values of it without end, all different.
        extra: headers, as `bench.load.request_for` takes them.
    """
    for path, value in zip(itertools.cycle(paths), values, strict=False):
        sign = "&" if "?" in path else "?"
        yield request_for(f"{path}{sign}{name}={value}", extra)


def up_to_moments(paths):
    """The same, each up to a moment that no other names."""
    return never_the_same(paths, "published_before", moments())
