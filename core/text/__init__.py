"""Words: reading them out of pages, counting them, and putting them together."""
