"""Counts of lists, remembered for as long as the table does not change."""

from core.caching.generation_cache import GenerationCache
from feed.query import selectors
from feed.query.queries import query_of

recent = GenerationCache(most=300)


def counts_of(query, version):
    """
    Count what a query finds by facet, or remember it.

    Args:
        query: a `feed.query.queries.Query`.
        version: the table's version, the latest this process knows of.

    Returns:
        The `feed.query.selectors.Counts`.
    """
    key = (query.facets, query.words, query.page, query.dates)
    found = recent.get(key, version)
    if found is None:
        found = selectors.facets(query)
        recent.put(key, found.now.version, found)
    return found


def counts_now(**values):
    """
    Count a list as it is now.

    Args:
        values: parameters of the feed by name, as `read_query` there gives them.

    Returns:
        The `feed.query.selectors.Counts`.
    """
    return counts_of(query_of(values), selectors.now().version)
