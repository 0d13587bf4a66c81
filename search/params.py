"""What readers ask for in an address: the feed's names, but kindly read.

The feed refuses what it does not know; a page leaves it out and says so, and passes over
whatever newsletters add to its address.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from feed.query.converters import Unreadable
from feed.query.parameters import FACETS, FILTERS, LONGEST_TEXT, MORE, is_text
from feed.query.queries import query_of
from feed.query.tokens import visible_text

READ = {parameter.name: parameter for parameter in (*FILTERS, *MORE)}
# More values of one filter than anybody ticks.
MOST_VALUES = 50


@dataclass(frozen=True)
class SearchParams:
    """
    What a reader asks for.

    Args:
        values: readable parameters by name, as `feed.query.parameters.read_query`
            gives them.
        unknown: values of known filters that mean nothing, as (name, value).
        page: the number of the page of results.
        fixed: filters that the list itself sets, by name.
    """

    values: dict
    unknown: tuple = ()
    page: int = 1
    fixed: dict = field(default_factory=dict)

    @property
    def text(self):
        """The words looked for, as they were typed."""
        return str(self.values.get("q", ""))

    @property
    def order(self):
        """The order of the list: the best match first where there are words."""
        usual = "relevance" if self.text else "newest"
        order = self.values.get("order", usual)
        return usual if order == "relevance" else order

    @property
    def filters(self):
        """The values of filters that the reader chose, by name."""
        return {name: self.values[name] for name in FACETS if name in self.values}

    @property
    def query(self):
        """The `feed.query.queries.Query` that answers it."""
        return query_of({**self.fixed, **self.values, "order": self.order})

    def having(self, **values):
        """The same with other values; None takes one away. Begins at the first page."""
        values = {**self.values, **values}
        kept = {name: value for name, value in values.items() if value}
        return SearchParams(kept, fixed=self.fixed)

    def asking(self, words):
        """The same page with other words."""
        return replace(self, values={**self.values, "q": words})

    def without(self, name, value):
        """The same without one value of a filter, or without a parameter."""
        chosen = self.values.get(name)
        left = (
            tuple(v for v in chosen if v != value) if isinstance(chosen, tuple) else None
        )
        return self.having(**{name: left})

    @property
    def words_alone(self):
        """The same words without any filter or order."""
        return self.having(**{name: None for name in self.values if name != "q"})

    def address(self, with_fixed=False, **more):
        """The parameters as they stand in an address."""
        values = {**self.fixed, **self.values} if with_fixed else self.values
        texts = {name: texts_of(value) for name, value in {**values, **more}.items()}
        return urlencode(texts, doseq=True)


def texts_of(value):
    """A parameter as it stands in an address, once or several times."""
    several = value if isinstance(value, tuple) else [value]
    return [v.isoformat() if hasattr(v, "isoformat") else str(v) for v in several]


def read_params(query, fixed=None):
    """
    Read what a reader asks for.

    Args:
        query: the parameters of an address, a QueryDict.
        fixed: filters that the list itself sets; readers choose within their values.

    Returns:
        The `SearchParams`.
    """
    fixed, values, unknown = fixed or {}, {}, []
    for name, parameter in READ.items():
        given = [text for text in query.getlist(name) if text][:MOST_VALUES]
        if name == "q":
            given = [tidy_question(" ".join(given))] if given else []
        found = []
        for text in given:
            try:
                found.append(read_param(parameter, text, fixed.get(name)))
            except Unreadable:
                unknown.append((name, printable(text)))
        if found:
            values[name] = tuple(sorted(set(found))) if parameter.many else found[-1]
    return SearchParams(values, tuple(unknown), page_of(query.get("page", "")), fixed)


def read_param(parameter, text, allowed=None):
    """One value, or `Unreadable`."""
    if len(text) > parameter.longest or not is_text(text):
        raise Unreadable
    value = parameter.read(text)
    if allowed and value not in allowed:
        raise Unreadable
    return value


def printable(text):
    """A text that cannot be read, short and in characters that can be shown."""
    return "".join(c for c in text if c.isprintable())[:60]


def tidy_question(text):
    """Words to look for without what no text can hold, and not too long."""
    printable = "".join(c if c.isprintable() else " " for c in visible_text(text))
    return " ".join(printable.split())[:LONGEST_TEXT]


def page_of(text):
    """The number of a page; the first where it is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 7 else 1
