"""The protocol's answers, as XML."""

from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from lxml import etree

from core.pages.citation import COMMUNITY
from feed.api.formats.lists import xml_text
from feed.api.oai import records
from feed.api.oai.requests import (
    PREFIX,
    Harvest,
    Refusal,
    arguments_of,
    check,
    harvest_of,
    stale,
    token_of,
    verb_of,
)
from feed.query.vocabulary import vocabulary
from feed.schema.types import TYPE_LABELS
from feed.schema.values import moment

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
ABOUT_IDENTIFIERS = "http://www.openarchives.org/OAI/2.0/oai-identifier"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{{{XSI}}}schemaLocation"


def answer(text):
    """
    Answer a request of the protocol.

    Args:
        text: a query string, or the body of a form.

    Returns:
        The XML as bytes. Errors of the protocol are answers as well.
    """
    date, state = records.safe_moment()
    vocabulary.refresh(state.generation)
    request, content = {}, None
    try:
        arguments = arguments_of(text)
        verb = verb_of(arguments)
        check(verb, arguments)
        content = ANSWERS[verb](arguments, state)
        request = arguments
    except Refusal as refusal:
        content = element(OAI, "error", refusal.words, code=refusal.code)
        if refusal.code not in {"badVerb", "badArgument"}:
            request = arguments
    return written(date, request, content)


def written(date, request, content):
    """A whole answer."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(LOCATION, f"{OAI} {OAI}OAI-PMH.xsd")
    root.append(element(OAI, "responseDate", moment(date)))
    root.append(element(OAI, "request", f"{settings.BASE_URL}/oai", **request))
    root.append(content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def element(space, name, text=None, **attributes):
    """One element."""
    shown = {key: xml_text(value) for key, value in attributes.items()}
    found = etree.Element(f"{{{space}}}{name}", shown)
    found.text = None if text is None else xml_text(text)
    return found


def parent(name, *children):
    """An element of the protocol with others in it."""
    found = etree.Element(f"{{{OAI}}}{name}")
    found.extend(child for child in children if child is not None)
    return found


# Verbs


def identify(arguments, state):
    """Who we are, and by which rules records are kept (4.2)."""
    first = records.earliest() or datetime(2026, 1, 1, tzinfo=UTC)
    return parent(
        "Identify",
        element(OAI, "repositoryName", COMMUNITY),
        element(OAI, "baseURL", f"{settings.BASE_URL}/oai"),
        element(OAI, "protocolVersion", "2.0"),
        element(OAI, "adminEmail", settings.OAI_ADMIN_EMAIL),
        element(OAI, "earliestDatestamp", moment(first)),
        element(OAI, "deletedRecord", "persistent"),
        element(OAI, "granularity", "YYYY-MM-DDThh:mm:ssZ"),
        element(OAI, "compression", "gzip"),
        parent("description", identifiers()),
    )


def identifiers():
    """How our identifiers are made."""
    root = etree.Element(
        f"{{{ABOUT_IDENTIFIERS}}}oai-identifier", nsmap={None: ABOUT_IDENTIFIERS}
    )
    root.set(LOCATION, f"{ABOUT_IDENTIFIERS} {ABOUT_IDENTIFIERS}.xsd")
    parts = {
        "scheme": "oai",
        "repositoryIdentifier": host(),
        "delimiter": ":",
        "sampleIdentifier": f"oai:{host()}:{UUID(int=0)}",
    }
    root.extend(element(ABOUT_IDENTIFIERS, name, text) for name, text in parts.items())
    return root


@cache
def host():
    """The name by which our identifiers begin: a domain name, as the guidelines ask."""
    name = urlsplit(settings.BASE_URL).hostname or ""
    return name if "." in name else f"{name}.localdomain"


def list_formats(arguments, state):
    """The one format there is (4.4)."""
    if "identifier" in arguments:
        known(arguments["identifier"])
    return parent(
        "ListMetadataFormats",
        parent(
            "metadataFormat",
            element(OAI, "metadataPrefix", PREFIX),
            element(OAI, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
            element(OAI, "metadataNamespace", OAI_DC),
        ),
    )


def list_sets(arguments, state):
    """The sets: by type and by nation (4.6). They come all at once."""
    if "resumptionToken" in arguments:
        raise stale()
    nations = [(slug, name) for slug, name, *_, merged in nation_rows() if not merged]
    sets = [
        ("type", "By type"),
        *((f"type:{name}", label) for name, label in TYPE_LABELS.items()),
        ("nation", "By nation"),
        *((f"nation:{slug}", name) for slug, name in sorted(nations)),
    ]
    return parent(
        "ListSets",
        *(
            parent("set", element(OAI, "setSpec", spec), element(OAI, "setName", name))
            for spec, name in sets
        ),
    )


def nation_rows():
    """The nations as the vocabulary has them."""
    return vocabulary.terms.rows["nation"]


def get_record(arguments, state):
    """One record (4.1)."""
    return parent("GetRecord", oai_record(known(arguments["identifier"])))


def known(identifier):
    """The record of an identifier, or a `Refusal`."""
    before, _, key = identifier.rpartition(":")
    found = None
    if before == f"oai:{host()}" and len(key) == 36:
        try:
            found = records.one(str(UUID(key)))
        except ValueError:
            found = None
    if found is None:
        raise Refusal("idDoesNotExist", "There is no such record.")
    return found


def list_records(arguments, state):
    """Records one after the other (4.5)."""
    return listed("ListRecords", oai_record, arguments, state)


def list_identifiers(arguments, state):
    """The headers of records (4.3)."""
    return listed("ListIdentifiers", header, arguments, state)


def listed(verb, write, arguments, state):
    """A part of a list, with the token to go on with."""
    harvest = harvest_of(verb, arguments)
    part = records.read_harvest(harvest, state)
    end = token(verb, harvest, state.epoch, part)
    return parent(verb, *map(write, part.records), end)


def token(verb, harvest, epoch, part):
    """The token with which a list goes on; an empty one ends a list of several parts."""
    if not part.has_more and not harvest.given:
        return None
    text = ""
    if part.has_more:
        following = Harvest(
            harvest.since,
            harvest.until,
            harvest.set_spec,
            part.records[-1].sequence,
            harvest.given + len(part.records),
            epoch.hex,
        )
        text = token_of(verb, following)
    numbers = {"completeListSize": str(part.total), "cursor": str(harvest.given)}
    return element(OAI, "resumptionToken", text, **numbers)


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}


# Records


def header(row):
    """What identifies a record, and whether it was withdrawn."""
    found = parent(
        "header",
        element(OAI, "identifier", f"oai:{host()}:{row.id}"),
        element(OAI, "datestamp", moment(row.changed_at)),
        *(element(OAI, "setSpec", spec) for spec in row.sets),
    )
    if not row.is_public:
        found.set("status", "deleted")
    return found


def oai_record(row):
    """A record; of one that was withdrawn the header alone is left."""
    content = parent("metadata", dublin_core(row.item)) if row.is_public else None
    return parent("record", header(row), content)


def dublin_core(item):
    """An item in unqualified Dublin Core."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    root.set(LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, values in dublin_core_of(item).items():
        root.extend(element(DC, name, value) for value in values if value)
    return root


def dublin_core_of(item):
    """The elements of Dublin Core with their values."""
    licence = item["licence"]
    drivers = [row["label"] for row in item["alignments"]]
    places = [*item["nations"], *item["regions"], *item["ics"]]
    organisation = item["organisation"] or {}
    return {
        "title": [item["title"]],
        "creator": item["authors"] or [COMMUNITY],
        "subject": [*(term["label"] for term in item["themes"]), *drivers],
        "description": [item["summary"]],
        "publisher": [COMMUNITY],
        "contributor": [organisation.get("label")],
        "date": [item["updated_at"]],
        "type": [TYPE_LABELS[item["type"]]],
        "format": ["text/html"],
        "identifier": [item["url"]],
        "language": [item["language"]],
        "relation": [link["url"] for link in item["related"]],
        "coverage": [place["label"] for place in places],
        "rights": [licence["attribution"], licence["url"]],
    }
