"""JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from feed.api.formats.lists import DESCRIPTION, content_of, format_door, read_list
from feed.api.links import address
from feed.api.responses import json_answer

VERSION = "https://jsonfeed.org/version/1.1"


@format_door()
def items_json_feed(values):
    """A list as a JSON Feed."""
    found = read_list(values, "feed_items_jsonfeed")
    form = {
        "version": VERSION,
        "title": found.title,
        "home_page_url": found.home_url,
        "feed_url": found.url,
        "description": DESCRIPTION,
        "language": "en-GB",
        "items": [entry(item) for item in found.items],
    }
    if found.next_url:
        form["next_url"] = found.next_url
    answer = json_answer(form, found.now)
    answer.media_type = "application/feed+json; charset=utf-8"
    return answer


def entry(item):
    """One item; what only MAP knows of it stands under `_map`."""
    form = {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "content_html": content_of(item),
        "summary": item["summary"],
        "date_published": item["published_at"],
        "date_modified": item["updated_at"],
        "language": item["language"],
        "tags": [theme["label"] for theme in item["themes"]],
        "authors": [{"name": name} for name in item["authors"]],
        "attachments": list(map(attachment, item["attachments"])),
        "_map": {
            "about": address("feed_docs"),
            "type": item["type"],
            "licence": item["licence"],
            "sequence": item["sequence"],
            "hash": item["hash"],
        },
    }
    if item["image"]:
        form["image"] = item["image"]["src"]
    return {name: value for name, value in form.items() if value}


def attachment(file):
    """One file of an item."""
    return {
        "url": file["url"],
        "mime_type": file["type"],
        "title": file["title"],
        "size_in_bytes": file["bytes"],
    }
