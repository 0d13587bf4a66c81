"""Every public address, and what may be asked of it: from what the product declares."""

import re
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from urllib.parse import quote, urlencode

from django.urls import URLPattern, get_resolver

from feed.api.openapi.root_paths import root_paths
from feed.api.openapi.views import description
from feed.api.routing import BASE
from mapcms.local.leaks.words import CONTROL, HIDDEN

NOT_PUBLIC = ("admin/",)
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
PLACE = re.compile(r"\{(\w+)\}")
# What stands where nothing known fits, so that each kind of error is met.
NOWHERE = ("nowhere", "1", "2024", "2026-11-01")
# Parameters that are a question in words are asked more.
QUESTIONS, MANY = {"q"}, 8
# What only makes sense together, by the rules of OAI-PMH.
HARVEST = "/oai?verb={}&metadataPrefix=oai_dc"
RECORD = "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:{}"


@dataclass
class Parameters:
    """
    What may be asked of an address.

    Args:
        path: the address, with places such as `{id}`.
        choices: by the name of a parameter, the values that it may have; none if free.
    """

    path: str
    choices: dict = field(default_factory=dict)


def routes():
    """The public addresses of the resolver, with places in braces."""
    return [path for path in flat(get_resolver().url_patterns) if is_public(path[1:])]


def is_public(path):
    """Whether readers are meant to come to an address."""
    return not path.startswith(NOT_PUBLIC)


def flat(patterns, before="/"):
    """All addresses below some patterns."""
    for pattern in patterns:
        here = before + plain(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from flat(pattern.url_patterns, here)


def plain(pattern):
    """A pattern with its places in braces, whether it is a route or an expression."""
    if not pattern.startswith("^"):
        return CONVERTER.sub(r"{\1}", pattern)
    named = GROUP.sub(r"{\1}", pattern.strip("^$"))
    return re.sub(r"\(.*\)", "{rest}", named).replace("\\", "")


def declared():
    """What the description of the feed says may be asked, by address."""
    for path, methods in description()["paths"].items():
        base = "" if path in root_paths() else BASE
        asked = [
            one
            for method in methods.values()
            if isinstance(method, dict)
            for one in method.get("parameters", ())
            if one.get("in") == "query"
        ]
        yield Parameters(base + path, {one["name"]: values_of(one) for one in asked})


def values_of(parameter):
    """The values that a declared parameter may have; none if anything may be asked."""
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    if schema.get("type") == "integer":
        return ["1", "100"]
    return schema.get("enum", [])


class Questions:
    """
    Addresses to ask, made of declared ones and of what readers should not have.

    Args:
        plan: the `Plan` of what was planted.
        few: how many values of each sort a parameter is given that may hold anything.
    """

    def __init__(self, plan, few):
        self.plan, self.few = plan, few
        self._ids, self._words = cycle(plan.ids), cycle(sorted(plan.words_of(HIDDEN)))

    def a_few(self, name):
        """Values for a parameter that may hold anything."""
        if name in QUESTIONS:
            return [*islice(self._words, MANY * self.few)]
        return [*islice(self._words, self.few), *islice(self._ids, self.few)]

    def filled(self, path):
        """An address with something in each of its places."""
        names = PLACE.findall(path)
        if not names:
            return [path]
        if len(names) > 1:
            sets = ([*NOWHERE[:2], *islice(self._ids, 1)] for _ in names)
            found = product(*sets)
        else:
            found = [(value,) for value in (*self.plan.ids, *NOWHERE, CONTROL)]
        return [PLACE.sub("{}", path).format(*values) for values in found]

    def about(self, parameters):
        """An address with each of its parameters alone, as (address, its word or "")."""
        for path in self.filled(parameters.path)[: self.few]:
            for name, choices in parameters.choices.items():
                yield from self.with_parameter(path, name, choices)

    def with_parameter(self, path, name, choices):
        """An address with one parameter, as (address, the word in it or "")."""
        for value in [*choices, *(() if choices else self.a_few(name))]:
            asked = urlencode({name: value})
            yield f"{path}?{asked}", value if value in self.plan.meaning else ""
        if not choices:
            for hidden in self.plan.paths[: self.few]:
                yield f"{path}?{name}={quote(hidden, safe='')}", ""

    def with_undeclared(self, path, names):
        """An address with parameters that others have; it may know them all the same."""
        for name, word in zip(sorted(names), self._words, strict=False):
            yield f"{path}?{urlencode({name: word})}", word

    def all(self):
        """Every address to begin with, as (address, the word in it or "")."""
        for path in routes():
            yield from ((address, "") for address in self.filled(path))
        for parameters in declared():
            yield from self.about(parameters)
        yield from self.by_other_names()
        for verb in ("ListRecords", "ListIdentifiers"):
            yield HARVEST.format(verb), ""
        for key in self.plan.ids:
            yield RECORD.format(key), ""
        for path in (*self.plan.paths, *self.plan.closed):
            yield path, ""

    def by_other_names(self):
        """Addresses with parameters that only others declare."""
        everywhere = {name for one in declared() for name in one.choices}
        names = everywhere if self.few > 1 else QUESTIONS
        for path in routes():
            if not PLACE.search(path) and not path.startswith(BASE):
                yield from self.with_undeclared(path, names)
