"""The protocol's answers as a whole, errors included."""

from django.conf import settings
from lxml import etree

from feed.api.oai import records
from feed.api.oai.elements import LOCATION, OAI, XSI, element
from feed.api.oai.requests import Refusal, arguments_of, check, verb_of
from feed.api.oai.verbs import ANSWERS
from feed.query.vocabulary import vocabulary
from feed.schema.values import moment


def answer(text):
    """
    Answer a request of the protocol.

    Args:
        text: a query string, or the body of a form.

    Returns:
        The XML as bytes. Errors of the protocol are answers as well.
    """
    date, state = records.safe_moment()
    vocabulary.refresh(state.version)
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
