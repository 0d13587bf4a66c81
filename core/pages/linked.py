"""What a page leads to: its drivers, its authors, and what an editor recommends."""

from django.db.models import prefetch_related_objects

from core.pages.queries import public_pages, related, with_public

# Relations of a page whose rows lead to other pages, with the name of their key.
LEADING_ROWS = {"authors": "profile", "alignments": "driver", "related_pages": "target"}


def linked_rows(page):
    """
    Read a page's rows that lead to other pages, and those pages, in a few queries.

    There are no more of them for a page with many rows.

    Args:
        page: a page, or a version of one.

    Returns:
        A dictionary from relation names to lists of rows. Each row holds the page it
        leads to as `public_<key>`, None if readers may not see it.
    """
    rows = {name: related(page, name) for name in LEADING_ROWS}
    keys = {
        getattr(row, f"{key}_id")
        for name, key in LEADING_ROWS.items()
        for row in rows[name]
    }
    pages = public_pages().in_bulk(keys - {None}) if keys - {None} else {}
    for name, key in LEADING_ROWS.items():
        with_public(rows[name], key, pages)
    prefetch_related_objects(rows["alignments"], "theme")
    return rows
