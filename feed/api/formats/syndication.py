"""Atom (RFC 4287) with tombstones (RFC 6721), and RSS 2.0."""

from datetime import UTC, datetime, timedelta

from django.utils import feedgenerator

from core.pages.citation import COMMUNITY
from core.text.xml import xml_text
from feed.api.formats.lists import DESCRIPTION, content_of, format_door, read_list
from feed.api.responses import Answer
from feed.query import selectors
from feed.schema.values import moment

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ATOM = "http://www.w3.org/2005/Atom"
REMEMBERED = timedelta(days=90)
ATOM_TYPE = "application/atom+xml; charset=utf-8"
RSS_TYPE = "application/rss+xml; charset=utf-8"


class AtomFeed(feedgenerator.Atom1Feed):
    """Atom with links to the other parts, and what was withdrawn."""

    def root_attributes(self):
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def latest_post_date(self):
        return self.feed["changed_at"]

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            links = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement("link", "", links)
        for stone in self.feed["tombstones"]:
            self.add_tombstone(handler, stone)

    def add_tombstone(self, handler, stone):
        """One item that was withdrawn, and the sentence that says why."""
        attributes = {"ref": f"urn:uuid:{stone.id}", "when": moment(stone.changed_at)}
        handler.startElement("at:deleted-entry", attributes)
        if stone.reason:
            handler.addQuickElement("at:comment", xml_text(stone.reason))
        handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"] or [COMMUNITY]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for file in item["files"]:
            links = {"rel": "enclosure", "href": file.url, "title": file.title}
            about = {"type": file.mime_type, "length": file.length}
            handler.addQuickElement("link", "", links | about)
        handler.addQuickElement("content", item["html"], {"type": "html"})


class RssFeed(feedgenerator.Rss201rev2Feed):
    """RSS with the whole text, and a link to the next part."""

    content_type = RSS_TYPE

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": CONTENT,
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def latest_post_date(self):
        return self.feed["changed_at"]

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            links = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement("atom:link", None, links)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"enclosures": item["files"][:1]})
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:rights", item["rights"])
        handler.addQuickElement("content:encoded", item["html"])


@format_door(daily=True)
def items_atom(values):
    """A list as Atom, with what was withdrawn in the last 90 days."""
    found = read_list(values, "feed_items_atom")
    since = datetime.now(UTC) - REMEMBERED
    first = "cursor" not in values
    stones = selectors.tombstones(since, values.get("type", ())) if first else []
    return Answer(write(AtomFeed, found, stones), ATOM_TYPE, found.now)


@format_door()
def items_rss(values):
    """A list as RSS."""
    found = read_list(values, "feed_items_rss")
    return Answer(write(RssFeed, found), RSS_TYPE, found.now)


def write(kind, found, tombstones=()):
    """A part of a list as bytes of XML."""
    feed = kind(
        title=xml_text(found.title),
        link=found.home_url,
        description=DESCRIPTION,
        language="en-gb",
        feed_url=found.url,
        feed_guid=found.url,
        subtitle=DESCRIPTION,
        next_url=found.next_url,
        changed_at=found.now.changed_at,
        tombstones=tombstones,
    )
    for item in found.items:
        add(feed, item)
    return feed.writeString("utf-8").encode()


def add(feed, item):
    """Add one item."""
    feed.add_item(
        title=xml_text(item["title"]),
        link=item["url"],
        description=xml_text(item["summary"]),
        unique_id=f"urn:uuid:{item['id']}",
        unique_id_is_permalink=False,
        pubdate=datetime.fromisoformat(item["published_at"]),
        updateddate=datetime.fromisoformat(item["updated_at"]),
        categories=[xml_text(theme["label"]) for theme in item["themes"]],
        item_copyright=xml_text(item["licence"]["attribution"]),
        authors=[xml_text(name) for name in item["authors"]],
        rights=xml_text(item["licence"]["attribution"]),
        html=xml_text(content_of(item)),
        files=list(map(enclosure, item["attachments"])),
    )


def enclosure(file):
    """A file of an item; RSS has room for one, the first."""
    made = feedgenerator.Enclosure(file["url"], str(file["bytes"]), file["type"])
    made.title = xml_text(file["title"])
    return made
