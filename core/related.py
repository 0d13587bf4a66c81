"""What to read next, and why: an editor's choice, then work with the same driver."""

from core.models.rows import Alignment
from core.queries import public_pages, with_public

MOST_RELATED = 5


def related_to(page):
    """
    Find public pages to read next.

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
    rows = with_public(page.related_pages.all(), "target")
    rows = [row for row in rows if row.public_target]
    for row in rows:
        row.public_target.why = row.why
    return [row.public_target for row in rows]


def sharing_a_driver(page, known):
    """Other public pages aligned with one of this page's drivers, most shared first."""
    drivers = {row.driver_id for row in page.alignments.all()} - {None}
    if not drivers:
        return []
    rows = Alignment.objects.filter(driver__in=drivers, driver__live=True)
    rows = rows.filter(page__in=public_pages()).exclude(page__in={page.pk, *known})
    shared = {}
    for row in rows.select_related("driver").order_by("-page__first_published_at")[:200]:
        shared.setdefault(row.page_id, {})[row.driver_id] = row.driver.title
    keys = sorted(shared, key=lambda key: -len(shared[key]))[:MOST_RELATED]
    pages = public_pages().in_bulk(keys)
    for key in keys:
        pages[key].why = f"Same driver: {next(iter(shared[key].values()))}"
    return [pages[key] for key in keys]
