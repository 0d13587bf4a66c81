"""What a page leads to: its drivers and authors, and what to read next, and why."""

from django.db.models import prefetch_related_objects

from core.models.rows import Alignment
from core.queries import public_pages, with_public

MOST_RELATED = 5
# Relations of a page whose rows lead to other pages, with the name of their key.
LEADING_ROWS = {"authors": "profile", "alignments": "driver", "related_pages": "target"}


def linked_rows(page):
    """
    Read a page's rows that lead to other pages, and those pages, in four queries.

    Args:
        page: a page, or a version of one.

    Returns:
        A dictionary from relation names to lists of rows. Each row holds the page it
        leads to as `public_<key>`, None if readers may not see it.
    """
    rows = {name: list(getattr(page, name).all()) for name in LEADING_ROWS}
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


def related_to(page):
    """
    Find public pages to read next: an editor's choice, then work with the same driver.

    Args:
        page: a page, or a version of one.

    Returns:
        Up to five pages, each with `why`: a few words for the reader.
    """
    chosen = chosen_by_editors(page)
    found = [*chosen, *sharing_a_driver(page, {other.pk for other in chosen})]
    return found[:MOST_RELATED]


def chosen_by_editors(page):
    """The pages an editor recommends beside this one, as far as they are public."""
    rows = [row for row in page.linked["related_pages"] if row.public_target]
    for row in rows:
        row.public_target.why = row.why
    return [row.public_target for row in rows]


def sharing_a_driver(page, known):
    """Other public pages aligned with one of this page's drivers, most shared first."""
    drivers = {
        row.driver_id: row.public_driver.title
        for row in page.linked["alignments"]
        if row.public_driver
    }
    if not drivers:
        return []
    rows = Alignment.objects.filter(driver__in=drivers, page__in=public_pages())
    rows = rows.exclude(page__in={page.pk, *known}).select_related("page")
    shared = {}
    for row in rows.order_by("-page__first_published_at")[:200]:
        shared.setdefault(row.page, []).append(drivers[row.driver_id])
    pages = sorted(shared, key=lambda other: -len(shared[other]))[:MOST_RELATED]
    for other in pages:
        other.why = f"Same driver: {shared[other][0]}"
    return pages
