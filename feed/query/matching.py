"""Which rows of the table a query means, as SQL and parameters kept apart."""

from typing import NamedTuple

from psycopg2.sql import SQL

DATES = {
    "published_since": "i.published_at >= %s",
    "published_before": "i.published_at < %s",
    "updated_since": "i.updated_at >= %s",
}
IS_PUBLIC = "i.is_public"
HAS_IT, HAS_ONE = "i.facets @> %s", "i.facets && %s"
MATCHES = "i.vector @@ words.query"
# The page at an address; where there is none, the one to which a redirect leads from it.
AT_ADDRESS = """i.id IN (
    SELECT o.id FROM feed_item o WHERE o.is_public AND o.url = %s
    UNION ALL
    SELECT o.id FROM wagtailredirects_redirect r JOIN feed_item o ON o.is_public AND (
        o.page = r.redirect_page_id OR o.url = rtrim(r.redirect_link, '/') || '/'
    ) WHERE r.old_path = %s AND NOT EXISTS (
        SELECT FROM feed_item t WHERE t.is_public AND t.url = %s
    )
)"""


class Matches(NamedTuple):
    """
    The rows that a query means.

    Args:
        words: the words looked for as an SQL expression, or an empty text.
        conditions: SQL that must all be true.
    """

    words: str
    conditions: tuple


def matches_of(query, without=None):
    """
    What a query asks of rows.

    Args:
        query: a `feed.query.queries.Query`.
        without: the name of a filter to leave out.

    Returns:
        The `Matches`, and a list of the parameters.
    """
    words = query.words.sql if query.words else ""
    values = query.words.values if words else []
    conditions = [IS_PUBLIC]
    for name, wanted in query.facets:
        if name != without:
            conditions.append(HAS_ONE if wanted[1:] else HAS_IT)
            values.append([f"{name}:{value}" for value in wanted])
    if query.page:
        conditions.append(AT_ADDRESS)
        values += [query.page.url, query.page.old, query.page.url]
    for name, moment in query.dates:
        conditions.append(DATES[name])
        values.append(moment)
    if words:
        conditions.append(MATCHES)
    return Matches(words, tuple(conditions)), values


WITHOUT_WORDS = SQL("feed_item i WHERE {conditions}")
WITH_WORDS = SQL("feed_item i, (SELECT {words} AS query) AS words WHERE {conditions}")


def sql_of(matches, *more):
    """What follows FROM in a statement about matching rows."""
    conditions = SQL(" AND ").join(map(SQL, (*matches.conditions, *more)))
    tables = WITH_WORDS if matches.words else WITHOUT_WORDS
    return tables.format(words=SQL(matches.words), conditions=conditions)
