"""The same lists in the formats that feed readers, spreadsheets and citations take."""

from feed.api.formats import citations, json_feed, syndication, tables

__all__ = ["citations", "json_feed", "syndication", "tables"]
