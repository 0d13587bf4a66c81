"""The parameters of the doors, read strictly: nothing is ignored, nothing is guessed."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from feed.query.converters import (
    MOST_LIMIT,
    Unreadable,
    as_is,
    driver,
    limit,
    looked_for,
    one_of,
    page_address,
    pattern,
    read_moment,
    term_of,
)
from feed.query.problems import BadParameter
from feed.schema.facets import DATE_FILTERS
from feed.schema.facets import FACETS as DECLARED
from feed.schema.json_schema import CURSOR, DAY

MOST_PARAMETERS = 100
LONGEST = 200
LONGEST_TEXT = 500
LONGEST_ADDRESS = 2000
USUAL_LIMIT = 20
# The id of a term or of a driver, or the last part of an address.
VALUE = {"type": "string", "maxLength": LONGEST, "pattern": r"^[^\s/,&]+$"}
ORDERS = ("newest", "updated", "title", "relevance")
FORMS = ("card", "full", "brief")
# What readers, newsletters and caches append to an address that they were given.
APPENDED = re.compile(r"_|utm_.*|fbclid|gclid|mc_cid|mc_eid", re.DOTALL)


@dataclass(frozen=True)
class Parameter:
    """
    One parameter of a door.

    Args:
        name: its name in the address.
        takes: what it takes, as the end of a sentence that begins with its name.
        read: makes a value of the text, or raises `Unreadable`.
        many: whether it may be given several times, which means “or”.
        schema: its JSON Schema, for the description of the feed.
        longest: the most characters of one value.
    """

    name: str
    takes: str
    read: Any
    schema: dict
    many: bool = False
    longest: int = LONGEST


def choice(name, values, many=False):
    """A parameter that takes one of a few words."""
    takes = f"takes one of {', '.join(values)}."
    schema = {"type": "string", "enum": list(values)}
    return Parameter(name, takes, one_of(values), schema, many=many)


def date_parameter(name, what):
    """A parameter that takes a date or a date and time."""
    takes = f"takes a date or a date and time, such as 2026-03-01: {what}."
    moment = {"type": "string", "format": "date-time"}
    return Parameter(name, takes, read_moment, {"anyOf": [DAY, moment]})


def filter_of(facet):
    """The parameter that filters by a facet."""
    if facet.choices:
        return choice(facet.name, tuple(facet.choices), many=True)
    if facet.vocabulary:
        takes = f"takes the id of one of the {facet.plural} in /vocabularies."
        return Parameter(facet.name, takes, term_of(facet.name), VALUE, many=True)
    read = pattern(facet.pattern) if facet.pattern else driver
    return Parameter(facet.name, facet.takes, read, facet.schema or VALUE, many=True)


FILTERS = tuple(map(filter_of, DECLARED))
FACETS = tuple(parameter.name for parameter in FILTERS)
MORE = (
    Parameter(
        "q",
        f"takes up to {LONGEST_TEXT} characters of words to look for.",
        looked_for,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        longest=LONGEST_TEXT,
    ),
    *(date_parameter(declared.name, declared.meaning) for declared in DATE_FILTERS),
    choice("order", ORDERS),
)
LIMIT_PARAMETER = Parameter(
    "limit",
    f"takes a number from 1 to {MOST_LIMIT}.",
    limit,
    {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT},
)
CURSOR_PARAMETER = Parameter(
    "cursor",
    "takes what the answer before gave, for the same list.",
    as_is,
    CURSOR,
    longest=600,
)
FORM_PARAMETER = choice("form", FORMS)
TOTAL_PARAMETER = choice("total", ("1", "0"))
PAGE_PARAMETER = Parameter(
    "url",
    "takes the address of a page of this site, whole or as a path.",
    page_address,
    {"type": "string", "minLength": 1, "maxLength": LONGEST_ADDRESS},
    longest=LONGEST_ADDRESS,
)
ASKED = (*FILTERS, PAGE_PARAMETER, *MORE)
LISTING = (
    *ASKED,
    *(LIMIT_PARAMETER, CURSOR_PARAMETER, FORM_PARAMETER, TOTAL_PARAMETER),
)
CHANGES = (LIMIT_PARAMETER, CURSOR_PARAMETER)


def read_query(text, parameters):
    """
    Read a query string.

    Args:
        text: the part of the address after the question mark, as it came.
        parameters: the `Parameter`s that are known here.

    Returns:
        Values by name; a parameter that may be repeated gives a sorted tuple without
        repetition. What is not given is not there.

    Raises:
        BadParameter: something is unknown, repeated, too long, or not readable.
    """
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, list] = {}
    for name, value in pairs_of(text):
        parameter = known.get(name)
        if parameter is None:
            names = ", ".join(known) or "no parameters"
            raise BadParameter(name, f"is unknown here. This address takes {names}.")
        if name in found and not parameter.many:
            raise BadParameter(name, "may be given only once.")
        found.setdefault(name, []).append(read_value(parameter, value))
    return {
        name: tuple(sorted(set(values))) if known[name].many else values[0]
        for name, values in found.items()
    }


def is_appended(name):
    """Whether a parameter means nothing to us and is not the sender's fault."""
    return bool(APPENDED.fullmatch(name))


def is_unknown_among(parameters):
    """Makes what tells whether a name is that of none of these parameters."""
    known = {parameter.name for parameter in parameters}
    return lambda name: name not in known


def without_names(text, passes_over):
    """
    A query string without some parameters, otherwise as it came.

    Args:
        text: the part of the address after the question mark.
        passes_over: given a name, whether the parameter goes.

    Returns:
        The rest as text.
    """
    parts = ((part, part.partition("=")[0]) for part in text.split("&"))
    return "&".join(part for part, name in parts if not passes_over(unquote_plus(name)))


def pairs_of(text):
    """The names and values of a query string."""
    if not text:
        return []
    try:
        return parse_qsl(
            text,
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise BadParameter("The address", "must be UTF-8.") from error
    except ValueError as error:
        takes = f"takes at most {MOST_PARAMETERS} parameters."
        raise BadParameter("The address", takes) from error


def read_value(parameter, text):
    """The value of one parameter."""
    try:
        if len(text) > parameter.longest or not is_text(text):
            raise Unreadable
        return parameter.read(text)
    except Unreadable as error:
        raise BadParameter(parameter.name, parameter.takes) from error


def is_text(value):
    """Whether a text holds only what the database can hold."""
    return "\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
