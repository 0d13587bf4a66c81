"""What our records are called by (oai:host:uuid), and how that is described."""

from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from lxml import etree

from feed.api.oai.elements import LOCATION, element

ABOUT_IDENTIFIERS = "http://www.openarchives.org/OAI/2.0/oai-identifier"


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
