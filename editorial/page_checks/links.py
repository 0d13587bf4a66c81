"""Links: with words that say where they lead, to places that are there."""

import re

from core.models import CustomDocument
from core.page_checks import Finding
from core.pages.queries import public_pages
from core.text.addresses import NOT_YOUR_DRIVE, is_on_a_drive, is_sealed
from core.text.wordcount import excerpt
from editorial.page_checks.own_site import is_whole, missing, own_path

# Link texts that say nothing once they are read on their own.
VAGUE = {
    "",
    "click",
    "click here",
    "click on this link",
    "find out more",
    "follow this link",
    "full text",
    "here",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "page",
    "read here",
    "read more",
    "see here",
    "see more",
    "this",
    "this link",
    "this page",
    "this site",
    "this website",
    "website",
}
NO_WORDS = "There is a link without words, so nobody can follow it. Take it out."
NOT_PUBLIC = (
    "“{}” leads to a page that readers cannot see. They get the words without the link. "
    "Ask for that page to be published first, or take the link out."
)
NO_FILE = "“{}” leads to a file that is not here any more. Choose the file anew."
NO_PAGE = (
    "There is no page at {} for readers. Remove the address and choose the page from the "
    "list instead, so that the link stays right when the page moves."
)
SEALED_LINK = (
    "This link goes through somebody's mail filter, which may turn readers away and "
    "knows who you are. Open it, then put the address that your browser shows in its "
    "place."
)
HALF_AN_ADDRESS = (
    "“{}” is not a whole address. If it is on another site, begin it with “https://”."
)


def links_without_words(reading):
    """Links with no words, or with words such as “click here”."""
    for text, link in reading.links:
        if not link.words:
            yield Finding("link-empty", NO_WORDS, text.field, excerpt(link.target))
        elif bare(link.words) in VAGUE:
            yield Finding(
                "link-vague",
                f"The link says “{link.words}”. Say where it leads, for example “the 10 "
                "Year Health Plan”, because screen readers read links on their own.",
                text.field,
                excerpt(link.around),
            )


def bare(words):
    """Words in small letters, without marks and arrows."""
    return " ".join(re.findall(r"[^\W_]+", words.lower()))


def links_nobody_can_open(reading):
    """Links to a drive, and links of mail filters that tell nobody where they lead."""
    for field, address in dict.fromkeys(reading.addresses):
        if is_on_a_drive(address):
            words = excerpt(address)
            yield Finding("link-drive", NOT_YOUR_DRIVE, field, words, blocks=True)
        elif is_sealed(address):
            yield Finding("link-sealed", SEALED_LINK, field, address)


def links_that_lead_nowhere(reading):
    """Links within the site to what readers cannot reach."""
    yield from dead(reading, "page", public_pages(), NOT_PUBLIC)
    yield from dead(reading, "document", CustomDocument.objects.all(), NO_FILE)
    yield from dead_addresses(reading)


def dead(reading, kind, there, sentence):
    """
    Find links of one kind to rows that are not there.

    Args:
        reading: the page's texts, read once for all checks.
        kind: the kind of link, as `core.text.markup.Link` names it.
        there: a queryset of what readers can reach.
        sentence: what to say, with a place for the link's words.

    Yields:
        A `Finding` for each such link.
    """
    links = [(text, link) for text, link in reading.links if link.kind == kind]
    keys = {link.key for _, link in links} - {None}
    found = set(there.filter(pk__in=keys).values_list("pk", flat=True)) if keys else ()
    for text, link in links:
        if link.key not in found:
            words = excerpt(link.words or link.target)
            message = sentence.format(words)
            yield Finding(f"link-to-{kind}", message, text.field, words)


def dead_addresses(reading):
    """Addresses of our own site, typed by hand, at which there is nothing."""
    paths = {own_path(address) for _, address in reading.addresses} - {""}
    nowhere = missing(paths) if paths else set()
    for field, address in reading.addresses:
        if own_path(address) in nowhere:
            yield Finding("link-own", NO_PAGE.format(excerpt(address)), field, address)
        elif address and not is_on_a_drive(address) and not is_whole(address):
            sentence = HALF_AN_ADDRESS.format(excerpt(address))
            yield Finding("link-half", sentence, field, address)
