"""
What a harvester asks, read strictly by the protocol's own rules.

The protocol is that of https://www.openarchives.org/OAI/openarchivesprotocol.html
(version 2.0); “3.6” and the like in comments name its sections.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from feed.query.cursors import cursor, parts_of_cursor
from feed.query.parameters import is_text
from feed.query.vocabulary import vocabulary
from feed.schema.types import TYPES

PREFIX = "oai_dc"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LONGEST = 2000
SET_KINDS = ("type", "nation")


class Refusal(Exception):
    """
    An error of the protocol, answered as such (3.6).

    Args:
        code: the protocol's own word.
        words: what is wrong, in a sentence.
    """

    def __init__(self, code, words):
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Verb:
    """The arguments that a verb needs and takes; a resumption token stands alone."""

    needs: tuple = ()
    takes: tuple = ()
    resumes: bool = False


LISTING = ("from", "until", "set")
VERBS = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(takes=("identifier",)),
    "ListSets": Verb(resumes=True),
    "GetRecord": Verb(needs=("identifier", "metadataPrefix")),
    "ListIdentifiers": Verb(needs=("metadataPrefix",), takes=LISTING, resumes=True),
    "ListRecords": Verb(needs=("metadataPrefix",), takes=LISTING, resumes=True),
}


@dataclass(frozen=True)
class Harvest:
    """
    What a list is to hold, and where it goes on.

    Args:
        since: the first moment, or None.
        until: the moment after the last, or None.
        set_spec: the set, or an empty string.
        after: the sequence of the last record given before.
        given: how many records were given before.
        epoch: of the table when the harvest began, or None at its beginning.
    """

    since: datetime | None = None
    until: datetime | None = None
    set_spec: str = ""
    after: int = 0
    given: int = 0
    epoch: str | None = None


def arguments_of(text):
    """
    The arguments of a request, by name.

    Args:
        text: a query string, or the body of a form.

    Returns:
        Texts by name, the verb among them.

    Raises:
        Refusal: something is repeated or cannot be read.
    """
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=20
        )
    except ValueError as error:
        raise Refusal("badArgument", "The arguments cannot be read.") from error
    found = {}
    for name, value in pairs:
        if name in found:
            code = "badVerb" if name == "verb" else "badArgument"
            raise Refusal(code, "An argument is repeated.")
        if len(value) > LONGEST or not is_text(value) or not is_text(name):
            raise Refusal("badArgument", "An argument is too long or cannot be read.")
        found[name] = value
    return found


def verb_of(arguments):
    """The verb of a request, or a `Refusal`."""
    verb = arguments.get("verb")
    if verb not in VERBS:
        raise Refusal("badVerb", f"The verb must be one of {', '.join(VERBS)}.")
    return verb


def check(verb, arguments):
    """Raise a `Refusal` unless a verb has the arguments it needs and no others."""
    rules, names = VERBS[verb], set(arguments) - {"verb"}
    if "resumptionToken" in names:
        if not rules.resumes or names != {"resumptionToken"}:
            raise Refusal("badArgument", "A resumptionToken stands alone.")
        return
    if missing := set(rules.needs) - names:
        raise Refusal("badArgument", f"{', '.join(sorted(missing))} is missing.")
    if names - set(rules.needs) - set(rules.takes):
        takes = ", ".join((*rules.needs, *rules.takes)) or "no arguments"
        raise Refusal("badArgument", f"{verb} takes {takes}.")
    prefix = arguments.get("metadataPrefix", PREFIX)
    if prefix != PREFIX:
        raise Refusal("cannotDisseminateFormat", f"There is {PREFIX} alone.")


def harvest_of(verb, arguments):
    """What a list is to hold, as a `Harvest`."""
    if "resumptionToken" in arguments:
        return resumed(verb, arguments["resumptionToken"])
    since, until = arguments.get("from"), arguments.get("until")
    if since and until and len(since) != len(until):
        raise Refusal("badArgument", "from and until must be of the same granularity.")
    first = oai_moment("from", since) if since is not None else None
    last = None
    if until is not None:
        step = timedelta(days=1) if len(until) == 10 else timedelta(seconds=1)
        last = oai_moment("until", until) + step
    if first and last and first >= last:
        raise Refusal("badArgument", "from must not be later than until.")
    return Harvest(first, last, known_set(arguments.get("set", "")))


def oai_moment(name, text):
    """A date or a date and time of the protocol (3.3)."""
    pattern = "%Y-%m-%d" if DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ"
    if not (DAY.fullmatch(text) or SECOND.fullmatch(text)):
        raise Refusal("badArgument", f"{name} takes 2026-03-01 or 2026-03-01T09:00:00Z.")
    try:
        value = datetime.strptime(text, pattern).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refusal("badArgument", f"{name} is no date.") from error
    if not 1 < value.year < 9000:
        raise Refusal("badArgument", f"{name} lies too far away.")
    return value


def known_set(spec):
    """A set that there is; an unknown one has no records (badArgument says why)."""
    kind, _, value = spec.partition(":")
    if not spec or spec in SET_KINDS:
        return spec
    if kind == "type" and value in TYPES:
        return spec
    if kind == "nation" and value in vocabulary.terms.resolved["nation"]:
        return f"nation:{vocabulary.resolve('nation', value)}"
    raise Refusal("badArgument", "There is no such set; ListSets names them.")


# Resumption tokens


def token_of(verb, harvest):
    """The token with which a list goes on."""
    return cursor(
        verb,
        harvest.epoch,
        harvest.since and harvest.since.isoformat(),
        harvest.until and harvest.until.isoformat(),
        harvest.set_spec,
        harvest.after,
        harvest.given,
    )


def resumed(verb, token):
    """Where a list goes on, as a `Harvest`."""
    parts = parts_of_cursor(token)
    try:
        made_for, epoch, since, until, spec, after, given = parts
        harvest = Harvest(
            since and datetime.fromisoformat(since),
            until and datetime.fromisoformat(until),
            known_set(spec),
            whole(after),
            whole(given),
            str(epoch),
        )
    except (TypeError, ValueError, AttributeError, Refusal) as error:
        raise stale() from error
    aware = [date.tzinfo for date in (harvest.since, harvest.until) if date]
    if made_for != verb or not all(aware):
        raise stale()
    return harvest


def whole(value):
    """A number of a token, or a ValueError."""
    if type(value) is not int or not 0 <= value < 2**62:
        raise ValueError(value)
    return value


def stale():
    """The refusal of a token that is not ours, or not any more."""
    return Refusal("badResumptionToken", "The token is unknown or too old. Begin again.")
