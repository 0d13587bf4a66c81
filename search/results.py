"""A list of public items as a page shows it: what it says, narrows by and leads to."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from feed.api.links import address
from feed.api.oembed import HEIGHT, WIDTH, frame
from search.counts import counts_of
from search.facets import LABELS, OTHER_LABELS, facets_of, label_of
from search.highlighting import mark
from search.params import texts_of
from search.search_query import RESULTS_A_PAGE, SearchQuery
from search.site_pages import site_pages
from search.spelling import nearest
from search.summary import ORDERS, list_in_words

FORMATS = (
    ("feed_items_atom", "Atom, for feed readers"),
    ("feed_items_csv", "CSV, for spreadsheets"),
    ("feed_items_ris", "RIS, for reference managers"),
    ("feed_items", "JSON, for programs"),
)

# Those that feed readers and programs find by themselves, with their media types.
FOUND = {
    "feed_items_atom": "application/atom+xml",
    "feed_items_rss": "application/rss+xml",
    "feed_items_jsonfeed": "application/feed+json",
    "feed_items_csv": "text/csv",
}


@dataclass(frozen=True)
class Active:
    """A filter in force, and the address without it."""

    label: str
    value: str
    address: str


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
        search = SearchQuery(query, fixed, per_page)
        self.asked, self.typed, self.meant = search.asked, search.typed, search.meant
        self.is_corrected, self.how = search.is_corrected, search.how
        self.found, self.whole = search.found, search.whole
        self.page = self.found.page
        self.cards = self.page.object_list

    @property
    def total(self):
        """How many items match."""
        return self.found.counts.total

    @cached_property
    def facets(self):
        """What the list can be narrowed by."""
        return facets_of(self.found.counts, self.asked)

    @property
    def marked(self):
        """The page's cards, with the words looked for marked."""
        if self.found.query.words:
            mark(self.cards, self.found.query.words)
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

    @cached_property
    def site_pages(self):
        """Pages of the site that are no items, above the first page of a whole search."""
        is_narrowed = self.asked.fixed or self.active or self.page.number > 1
        if is_narrowed or not self.typed:
            return []
        found = site_pages(self.asked.values["q"])
        return found or (site_pages(self.meant) if self.meant else [])

    def link(self, asked):
        """The address of another list of the same kind."""
        query = asked.address()
        return f"{self.path}?{query}" if query else self.path

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
            found = list_in_words(self.asked, 0)
            return (
                f"{found}, but this" if self.site_pages else f"Nothing here yet: {found}"
            )
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
        return [(address(name, self.feed_query), words) for name, words in FORMATS]

    @property
    def found_formats(self):
        """The same as feed readers and programs find it, as (media type, address)."""
        return [(kind, address(name, self.feed_query)) for name, kind in FOUND.items()]

    @property
    def embed_code(self):
        """What shows the same list on a page of another site."""
        return frame(f"{settings.BASE_URL}/embed?{self.feed_query}", WIDTH, HEIGHT)

    @property
    def documentation(self):
        """Where the feed is explained."""
        return address("feed_docs")

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
        return counts_of(query, self.found.version).total

    @cached_property
    def nearest(self):
        """The items whose names are most like words that are found nowhere."""
        return [] if not self.typed or self.without_filters else nearest(self.typed)

    @property
    def feed_query(self):
        """The list as the feed must be asked: it is the newest first unless told."""
        usual = self.asked.order == "newest"
        order = {} if usual else {"order": self.asked.order}
        return self.asked.address(with_fixed=True, **order)
