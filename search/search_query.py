"""What a reader looks for, asked of the table; asked otherwise where nothing is found."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from feed.query import selectors
from feed.query.queries import Query
from feed.query.selectors import Counts
from feed.query.vocabulary import vocabulary
from search.cards import Card
from search.counts import counts_of
from search.params import read_params
from search.spelling import correct

RESULTS_A_PAGE = 20
# How often a list is read anew because something was published between its two parts.
MOST_TRIES = 5
# What was found: what was asked for, what was probably meant, or some of the words.
AS_ASKED, CORRECTED, LOOSELY = "as asked", "corrected", "loosely"


class Pages(Paginator):
    """Pages of a list of which only the number of items is known."""

    def __init__(self, count, per_page):
        super().__init__((), per_page)
        self.total = count

    @property
    def count(self):
        return self.total


@dataclass(frozen=True)
class FoundPage:
    """
    A page of what a query finds, read at one moment with the counts of all it finds.

    Args:
        query: the `feed.query.queries.Query`.
        counts: how many items it finds, and of which kinds.
        page: the page; its `object_list` are `search.cards.Card`s.
    """

    query: Query
    counts: Counts
    page: Page

    def __bool__(self):
        return bool(self.counts.total)

    @property
    def version(self):
        """The state of the table in which it was read."""
        return self.counts.now.version


class SearchQuery:
    """
    What a reader looks for, and the page of it that the table gives.

    Args:
        parameters: those of the address, a QueryDict.
        fixed: filters that the list itself sets, by name.
        per_page: how many items a page shows.

    Attributes:
        typed: the words as the reader typed them.
        asked: the `search.params.SearchParams` that are answered.
        how: whether they are those asked for, one of the constants of this module.
        found: the `FoundPage`.
    """

    def __init__(self, parameters, fixed=None, per_page=RESULTS_A_PAGE):
        self.per_page = per_page
        version = selectors.now().version
        vocabulary.refresh(version)
        self.asked = read_params(parameters, fixed)
        self.typed, self.how = self.asked.text, AS_ASKED
        self.found = self.read(self.asked.query, version)
        if self.typed and not self.found:
            self.try_otherwise()

    def read(self, query, version):
        """Read counts and items of the same moment."""
        for _ in range(MOST_TRIES):
            counts = counts_of(query, version)
            page = Pages(counts.total, self.per_page).get_page(self.asked.page)
            offset = (page.number - 1) * self.per_page
            part = replace(query, form="listed", limit=self.per_page, offset=offset)
            listing = selectors.listing(part, with_total=False)
            version = listing.now.version
            if counts.now.version == version:
                break
        page.object_list = [Card(form) for form in listing.items]
        return FoundPage(query, counts, page)

    def try_otherwise(self):
        """Look for what was probably meant, and then for some of the words."""
        if corrected := correct(self.asked.values["q"]):
            meant = self.asked.having(q=corrected)
            if self.finds(meant.query):
                self.asked, self.how = meant, CORRECTED
                return
        query = self.asked.query
        if self.finds(replace(query, words=query.words.loosely)):
            self.how = LOOSELY

    def finds(self, query):
        """Whether a query finds anything; then it is the one shown."""
        found = self.read(query, self.found.version)
        self.found = found or self.found
        return bool(found)
