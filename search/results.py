"""A list of public items as a page shows it, read from the feed's one table."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse

from feed.api.embed import HEIGHT, WIDTH, frame
from feed.api.links import address
from feed.query import selectors
from feed.query.vocabulary import vocabulary
from search import params as reader
from search.cards import Card
from search.counts import counts_of
from search.facets import LABELS, OTHER_LABELS, facets_of, label_of
from search.highlighting import mark
from search.params import texts_of
from search.spelling import correct, nearest
from search.summary import ORDERS, list_in_words

RESULTS_A_PAGE = 20
# How often a list is read anew because something was published between its two parts.
MOST_TRIES = 5
FORMATS = (
    ("items.atom", "Atom, for feed readers"),
    ("items.csv", "CSV, for spreadsheets"),
    ("items.ris", "RIS, for reference managers"),
    ("items", "JSON, for programs"),
)


@dataclass(frozen=True)
class Active:
    """A filter in force, and the address without it."""

    label: str
    value: str
    address: str


class Pages(Paginator):
    """Pages of a list of which only the number of items is known."""

    def __init__(self, count, per_page):
        super().__init__((), per_page)
        self.total = count

    @property
    def count(self):
        return self.total


class SearchResults:
    """
    One page of a list of public items.

    Args:
        query: the parameters of the address, a QueryDict.
        fixed: filters that the list itself sets, by name.
        path: the address of the list without its parameters.
        per_page: how many items a page shows.
    """

    def __init__(self, query, fixed=None, path=None, per_page=RESULTS_A_PAGE):
        self.path = path or reverse("search")
        self.per_page = per_page
        generation = selectors.now().generation
        vocabulary.refresh(generation)
        self.asked = reader.read_params(query, fixed)
        self.typed = self.asked.text
        self.how = "as asked"
        self.read(self.asked.query, generation)
        if not self.counts.total and self.typed:
            self.try_otherwise()

    def read(self, query, generation):
        """Read counts and items of the same moment."""
        for _ in range(MOST_TRIES):
            self.counts = counts_of(query, generation)
            self.page = Pages(self.counts.total, self.per_page).get_page(self.asked.page)
            part = replace(
                query,
                form="listed",
                limit=self.per_page,
                offset=(self.page.number - 1) * self.per_page,
            )
            self.listing = selectors.listing(part, with_total=False)
            generation = self.listing.now.generation
            if self.counts.now.generation == generation:
                break
        self.query = query
        self.cards = [Card(form) for form in self.listing.items]
        self.page.object_list = self.cards

    def try_otherwise(self):
        """Look for what was probably meant, and then for some of the words."""
        corrected = correct(self.asked.values["q"])
        if corrected:
            meant = self.asked.having(q=corrected)
            if self.finds(meant.query):
                self.asked, self.how = meant, "corrected"
                return
        if self.finds(replace(self.asked.query, words=self.asked.query.words.loosely)):
            self.how = "loosely"

    def finds(self, query):
        """Whether a query finds anything; then it is the one shown."""
        before = self.counts
        self.read(query, self.counts.now.generation)
        if self.counts.total:
            return True
        self.counts = before
        return False

    @property
    def generation(self):
        """The state of the table in which it was read."""
        return self.counts.now.generation

    @property
    def total(self):
        """How many items match."""
        return self.counts.total

    @cached_property
    def facets(self):
        """What the list can be narrowed by."""
        return facets_of(self.counts, self.asked)

    @property
    def marked(self):
        """The page's cards, with the words looked for marked."""
        if self.query.words:
            mark(self.cards, self.query.words)
        return self.cards

    @cached_property
    def active(self):
        """The filters in force, each with the address without it."""
        labels = LABELS | OTHER_LABELS
        return [
            Active(
                labels[name],
                label_of(name, value),
                self.link(self.asked.without(name, value)),
            )
            for name, chosen in self.asked.values.items()
            if name in labels
            for value in (chosen if isinstance(chosen, tuple) else [chosen])
        ]

    def link(self, asked):
        """The address of another list of the same kind."""
        query = asked.address()
        return f"{self.path}?{query}" if query else self.path

    @property
    def address(self):
        """The address of this list."""
        return self.link(self.asked)

    @property
    def unfiltered(self):
        """The address of the list for the same words without any filter."""
        return self.link(self.asked.words_alone)

    @property
    def without_words(self):
        """The address of the list with the same filters and no words."""
        return self.link(self.asked.having(q=None))

    @property
    def is_narrowed(self):
        """Whether the reader chose anything."""
        return bool(self.active or self.typed)

    @property
    def is_ordered(self):
        """Whether the reader chose another order than the usual one."""
        return bool(self.typed) or self.asked.order != "newest"

    @property
    def says(self):
        """What the list shows, as a sentence."""
        if not self.total:
            return f"Nothing here yet: {list_in_words(self.asked, 0)}"
        return f"{list_in_words(self.asked, self.total)}, {ORDERS[self.asked.order]}"

    @property
    def orders(self):
        """The orders to choose from, as (name, words, whether it is this one)."""
        words = {
            "relevance": "Best match",
            "newest": "Newest",
            "updated": "Latest changed",
            "title": "Title",
        }
        return [
            (name, label, name == self.asked.order)
            for name, label in words.items()
            if name != "relevance" or self.asked.text
        ]

    @property
    def paging(self):
        """The parameters of this list for a link to another of its pages."""
        query = self.asked.address()
        return f"{query}&" if query else ""

    @property
    def formats(self):
        """The same list as files and feeds, as (whole address, words)."""
        query = self.asked.address(with_fixed=True, **self.order_of_the_feed)
        return [(address(f"/{path}", query), words) for path, words in FORMATS]

    @property
    def embed_code(self):
        """What shows the same list on a page of another site."""
        query = self.asked.address(with_fixed=True, **self.order_of_the_feed)
        return frame(f"{settings.BASE_URL}/embed?{query}", WIDTH, HEIGHT)

    @property
    def documentation(self):
        """Where the feed is explained."""
        return address("/docs")

    @property
    def hidden(self):
        """Parameters in force that no field of the form holds, as (name, text)."""
        return [
            (name, text)
            for name, value in self.asked.values.items()
            if name in OTHER_LABELS
            for text in texts_of(value)
        ]

    @cached_property
    def without_filters(self):
        """How many items the same words find without any filter."""
        query = self.asked.words_alone.query
        return counts_of(query, self.generation).total

    @cached_property
    def nearest(self):
        """The items whose names are most like words that are found nowhere."""
        return [] if not self.typed or self.without_filters else nearest(self.typed)

    @property
    def order_of_the_feed(self):
        """The order as the feed must be told: it is the newest first unless asked."""
        return {} if self.asked.order == "newest" else {"order": self.asked.order}
