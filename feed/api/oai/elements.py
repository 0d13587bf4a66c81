"""Elements of XML, as the protocol's answers are made of."""

from lxml import etree

from core.text.xml import xml_text

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{{{XSI}}}schemaLocation"


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
