"""The schema of OAI-PMH, its names, and how an answer is read."""

from pathlib import Path

from lxml import etree

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "OAI-PMH.xsd"))
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def error_of(root):
    return root.find("o:error", NAMES).get("code")


def texts(root, path):
    return [found.text for found in root.iterfind(path, NAMES)]
