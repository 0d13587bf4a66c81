"""What is answered to each verb of the protocol."""

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from core.pages.citation import COMMUNITY
from feed.api.oai import records
from feed.api.oai.dublin_core import OAI_DC, dublin_core
from feed.api.oai.elements import OAI, element, parent
from feed.api.oai.identifiers import host, identifiers
from feed.api.oai.requests import PREFIX, Harvest, Refusal, harvest_of, stale, token_of
from feed.query.vocabulary import vocabulary
from feed.schema.types import TYPE_LABELS
from feed.schema.values import moment


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


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
