"""What somebody asks of the table, without a word of SQL."""

import hashlib
import json
from dataclasses import dataclass, field, replace

from core.pages.addresses import PageAddress
from feed.query.cursors import read_list_cursor
from feed.query.matching import DATES
from feed.query.parameters import FACETS, USUAL_LIMIT
from feed.query.problems import BadParameter
from feed.query.words import NOTHING, Words


@dataclass(frozen=True)
class Query:
    """
    What somebody asks of the table.

    Args:
        facets: for each filter the values of which an item must have one, as pairs.
        words: what to look for, or `feed.query.text_search.NOTHING`.
        page: the address of the page whose item it must be, or None.
        dates: bounds of dates, as (parameter, moment): see `feed.query.matching.DATES`.
        order: the name of an order.
        limit: how many items, or None for all.
        offset: how many items of the list to pass over.
        after: where the answer before ended, as (key, id), or None.
        epoch: the epoch of that answer, in hexadecimal digits, or None.
        form: “card”, “brief”, “full”, or “listed”: a card with what lists of pages
            show besides.
    """

    facets: tuple = ()
    words: Words = NOTHING
    page: PageAddress | None = None
    dates: tuple = ()
    order: str = "newest"
    limit: int | None = USUAL_LIMIT
    offset: int = 0
    after: tuple | None = field(default=None, compare=False)
    epoch: str | None = field(default=None, compare=False)
    form: str = "card"

    @property
    def narrows(self):
        """Whether it leaves any public item out."""
        return bool(self.facets or self.words or self.dates or self.page)

    @property
    def digest(self):
        """A few characters that tell lists apart, so that no cursor goes astray."""
        dates = [(name, str(moment)) for name, moment in self.dates]
        page = str(self.page or "")
        parts = [self.facets, self.words.text, page, dates, self.order]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def query_of(values, usual_limit=USUAL_LIMIT):
    """
    Make a query of parameters that were read.

    Args:
        values: values by name, as `feed.query.parameters.read_query` gives them.
        usual_limit: how many items where no limit is given; None for all.

    Returns:
        A `Query`.

    Raises:
        BadParameter: parameters that do not go together, or a cursor of another list.
    """
    order, words = values.get("order", "newest"), values.get("q", NOTHING)
    if order == "relevance" and "q" not in values:
        raise BadParameter("order", "takes relevance only together with q.")
    query = Query(
        facets=tuple((name, values[name]) for name in FACETS if name in values),
        words=words,
        page=values.get("url"),
        dates=tuple((name, values[name]) for name in DATES if name in values),
        order=order,
        limit=values.get("limit", usual_limit),
        form=values.get("form", "card"),
    )
    if "cursor" not in values:
        return query
    epoch, after = read_list_cursor(values["cursor"], query)
    return replace(query, epoch=epoch, after=after)
