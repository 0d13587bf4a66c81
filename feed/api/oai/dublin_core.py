"""An item in unqualified Dublin Core."""

from lxml import etree

from core.pages.citation import COMMUNITY
from feed.api.formats.citations import cited_item
from feed.api.oai.elements import LOCATION, element
from feed.schema.types import TYPE_LABELS

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"


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
    cited = cited_item(item)
    return {
        "title": [cited.title],
        "creator": [*cited.authors] or [COMMUNITY],
        "subject": [*(term["label"] for term in item["themes"]), *drivers],
        "description": [item["summary"]],
        "publisher": [COMMUNITY],
        "contributor": [organisation.get("label")],
        "date": [item["updated_at"]],
        "type": [TYPE_LABELS[item["type"]]],
        "format": ["text/html"],
        "identifier": [cited.url],
        "language": [item["language"]],
        "relation": [cited.note, *(link["url"] for link in item["related"])],
        "coverage": [place["label"] for place in places],
        "rights": [licence["attribution"], licence["url"]],
    }
