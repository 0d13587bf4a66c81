"""The brief form of an item: what a list on another site shows, made of its card."""

from feed.schema.fields import CARD
from feed.schema.json_schema import TEXT, many, members

AS_ON_CARDS = (
    *("id", "type", "url", "title", "summary", "language"),
    *("published_at", "updated_at", "themes", "authors", "organisation", "image"),
)
BRIEF = {name: CARD[name] for name in AS_ON_CARDS} | {
    "drivers": many(TEXT),
    "licence": members({"id": TEXT, "label": TEXT}),
}


def brief_form(card):
    """The brief form of a card, both as dictionaries."""
    licence = {name: card["licence"][name] for name in ("id", "label")}
    drivers = [title_of(row) for row in card["alignments"]]
    kept = {name: card[name] for name in AS_ON_CARDS}
    return {**kept, "drivers": drivers, "licence": licence}


def title_of(alignment):
    """The title of a driver that an item serves, or what the item calls it."""
    driver = alignment["driver"]
    return driver["title"] if driver else alignment["label"]
