"""The fields that an item has, and how a moment is written."""

import re

CARD = {
    *("id", "type", "url", "title", "summary", "language"),
    *("published_at", "updated_at", "reviewed_at", "review_due", "status"),
    *("themes", "nations", "regions", "ics", "settings", "staff_groups", "impacts"),
    *("scope", "organisation", "year", "authors", "alignments", "image", "licence"),
    *("sequence", "hash"),
}
FULL = CARD | {
    *("html", "markdown", "details", "measures", "attachments", "history", "replies"),
    *("related", "written"),
}
BRIEF = {
    *("id", "type", "url", "title", "summary", "language", "published_at"),
    *("updated_at", "themes", "authors", "organisation", "drivers", "image", "licence"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
