"""Walking every public address, and looking for words that should not be there."""

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree, html

from mapcms.local.leaks.addresses import Parameters, Questions, is_public
from mapcms.local.leaks.words import CONTROL, HIDDEN, PUBLIC, words_in

LINK = re.compile(r"""(?:href|src|action)=["']([^"'#\s]+)""")
SRCSET = re.compile(r"""srcset=["']([^"']+)""")
WHOLE = re.compile(r"https?://localhost(?::\d+)?(/[^,\s\"'<>\\)]*)")
MORE = re.compile(r"<resumptionToken[^>]*>([^<]+)<")
# Of addresses on pages that differ by their parameters alone, so many are asked, for
# each value of `few`.
MOST_ALIKE = 4
# The one address that says by its status that something else is unwell.
BROKEN, HEALTH = 500, "/readyz"
FILES = ("/static/", "/media/images/")
TEXTS = ("text/", "application/json", "application/xml", "+json", "+xml")
# What differs between two answers about nothing.
PASSING = re.compile(
    rb"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)|[0-9a-f]{32}|[\w-]+:[\w-]{6}:[\w-]{27,}"
    rb'|<input type="hidden"[^>]*>'
    rb"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT",
    re.IGNORECASE,
)


@dataclass
class Answer:
    """
    What came back.

    Args:
        status: the status of HTTP.
        body: its bytes, not compressed.
        kind: its Content-Type.
        location: where it leads, or an empty text.
    """

    status: int
    body: bytes
    kind: str = ""
    location: str = ""


@dataclass
class Report:
    """
    What a walk met.

    Args:
        statuses: how many answers had each status.
        places: by word, where it was found.
        broken: addresses that were answered with an error of the site.
        differing: addresses whose answer about a planted word is not the one about a
            word that stands nowhere: they tell who asks that it exists.
    """

    statuses: Counter = field(default_factory=Counter)
    places: dict = field(default_factory=lambda: defaultdict(list))
    broken: list = field(default_factory=list)
    differing: list = field(default_factory=list)

    @property
    def leaks(self):
        """Where words were found that readers must not have, by word."""
        return {w: at for w, at in self.places.items() if w.startswith(HIDDEN)}

    @property
    def seen(self):
        """Where words were found that readers do have, by word."""
        return {w: at for w, at in self.places.items() if w.startswith(PUBLIC)}


class Walk:
    """
    Asks for every address there is.

    Args:
        ask: gives the `Answer` to an address, and takes a method besides.
        plan: the `Plan` of what was planted.
        few: how many values of each sort are tried, and how many alike addresses.
    """

    def __init__(self, ask, plan, few=3):
        self.ask, self.plan, self.few = ask, plan, few
        self.report = Report()
        self.questions = Questions(plan, few)
        self.ahead, self.known, self.alike = deque(), set(), Counter()
        self.forms = set()

    def go(self):
        """
        Walk.

        Returns:
            The `Report`.
        """
        for address, word in self.questions.all():
            self.add(address, word)
        for path in ("/", "/sitemap.xml", "/robots.txt"):
            self.add(path)
        while self.ahead:
            self.visit(*self.ahead.popleft())
        return self.report

    def add(self, address, word=""):
        """Have an address asked for, once."""
        if address not in self.known:
            self.known.add(address)
            self.ahead.append((address, word))

    def add_link(self, link, base):
        """Have an address asked for that stands on a page, unless many like it were."""
        try:
            parts = urlsplit(urljoin(f"http://localhost{base}", unescape(link)))
        except ValueError:
            return
        if parts.hostname != "localhost" or not is_public(parts.path[1:]):
            return
        names = (parts.path, len({name for name, _ in parse_qsl(parts.query)}))
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if address not in self.known and self.alike[names] < MOST_ALIKE * self.few:
            self.alike[names] += 1
            self.add(address)

    def visit(self, address, word):
        """Ask for an address, look, and go on from there."""
        answer = self.ask(address)
        self.look(address, answer)
        if word and self.tells(address, answer, word):
            self.report.differing.append(address)
        if answer.location:
            self.add_link(answer.location, address)
        if not address.startswith(FILES) and any(kind in answer.kind for kind in TEXTS):
            self.go_on_from(address, answer)

    def look(self, address, answer):
        """Note what an answer holds besides the words that were asked for."""
        self.report.statuses[answer.status] += 1
        if answer.status >= BROKEN and not address.startswith(HEALTH):
            self.report.broken.append(address)
        for word in words_in(answer.body) - words_in(address.encode()):
            self.report.places[word].append(address)

    def tells(self, address, answer, word):
        """Whether an answer differs from that about a word that stands nowhere."""
        other = self.ask(address.replace(word, CONTROL))
        self.report.statuses[other.status] += 1
        same = neutral(answer.body, word) == neutral(other.body, CONTROL)
        return answer.status != other.status or not same

    # Onwards

    def go_on_from(self, address, answer):
        """Add what an answer leads to: links, further parts, and forms."""
        text = answer.body.decode("utf-8", "replace")
        sets = [
            part.split() for found in SRCSET.findall(text) for part in found.split(",")
        ]
        links = [*LINK.findall(text), *WHOLE.findall(text), *(s[0] for s in sets if s)]
        for link in links:
            self.add_link(link, address)
        for token in MORE.findall(text):
            verb = dict(parse_qsl(urlsplit(address).query)).get("verb", "ListRecords")
            self.add_link(f"/oai?verb={verb}&resumptionToken={token}", address)
        if "html" in answer.kind:
            self.add_forms(address, text)

    def add_forms(self, address, text):
        """Fill in the forms of a page that ask, and send the others empty."""
        try:
            forms = html.document_fromstring(text).forms
        except (etree.ParserError, ValueError):
            return
        for form in forms:
            path = urlsplit(urljoin(address, form.action or address)).path
            key = (path, form.method, *sorted(filter(None, form.inputs.keys())))
            if key in self.forms or not is_public(path[1:]):
                continue
            self.forms.add(key)
            if form.method == "GET":
                self.ask_by_form(path, form)
            else:
                self.look(f"POST {path}", self.ask(path, "POST"))

    def ask_by_form(self, path, form):
        """Ask with each field of a form."""
        choices = {
            name: list(getattr(form.inputs[name], "value_options", ()))
            for name in form.inputs
            if name
        }
        for address, word in self.questions.about(Parameters(path, choices)):
            self.add(address, word)


def neutral(body, word):
    """An answer without the word that was asked for, and what differs at each time."""
    return PASSING.sub(b"", body.lower().replace(word.encode(), b"what was asked"))
