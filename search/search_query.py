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
from search.worth import worth_of

RESULTS_A_PAGE = 20
# How often a list is read anew because something was published between its two parts.
MOST_TRIES = 5
# Where fewer items have all of the words, others may be meant too.
FEW = 3
# So many words, small ones included, are how somebody asks who expects an answer.
SENTENCE = 5
# What was found: items with all of the words, or with most of them.
AS_ASKED, MOSTLY = "as asked", "mostly"


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
        is_corrected: whether these are what was probably meant.
        meant: the words that were probably meant, or None.
        how: whether all of the words were found, one of the constants of this module.
        whole: how many items have all of the words.
        found: the `FoundPage`.
    """

    def __init__(self, parameters, fixed=None, per_page=RESULTS_A_PAGE):
        self.per_page = per_page
        version = selectors.now().version
        vocabulary.refresh(version)
        self.asked = read_params(parameters, fixed)
        self.typed, self.how, self.is_corrected = self.asked.text, AS_ASKED, False
        self.meant = None
        self.found = self.read(self.asked, version)
        self.whole = self.found.counts.total
        if self.typed:
            self.try_otherwise()

    def read(self, asked, version):
        """Read counts and items of the same moment."""
        query = asked.query
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
        """Look for what was probably meant, and for most of the words."""
        words = self.asked.values["q"]
        apart = words.taken_apart
        if self.whole < FEW and self.finds(self.asked.asking(apart), self.whole):
            self.whole = self.found.counts.total
        if not self.found:
            self.meant = correct(apart)
        if self.meant and self.finds(self.asked.asking(self.meant)):
            self.is_corrected, self.whole = True, self.found.counts.total
        if self.wants_more(words):
            typed = () if self.is_corrected else (words, words.word_by_word)
            self.try_most(self.meant, *typed)

    def try_most(self, *several):
        """Look for most of what was probably meant, or else of what was typed."""
        for words in filter(None, several):
            most = worth_of(words, self.found.version)
            if most and self.finds(self.asked.asking(most), self.whole):
                self.how, self.is_corrected = MOSTLY, words is self.meant
                return

    def finds(self, asked, more_than=0):
        """Whether something is found, or more than that; then it is what is shown."""
        found = self.read(asked, self.found.version)
        if found.counts.total <= more_than:
            return False
        self.asked, self.found = asked, found
        return True

    def wants_more(self, words):
        """Whether what has some of the words may answer better than what has all."""
        if not self.found:
            return True
        is_sentence = words.parts[2:] and len(words.text.split()) >= SENTENCE
        return words.parts[1:] and (is_sentence or self.found.counts.total < FEW)
