"""The work that belongs to a page: what serves a driver, what a person wrote or told."""

from core.choices import MeasureBasis
from core.models import Author, Measure
from feed.query.connection import fetch_rows
from feed.query.relation import as_facets, question
from search.cards import Card

# How much of somebody's work their profile lists.
MOST_WRITTEN = 12
WRITTEN = question("""
    SELECT i.card FROM {items} i WHERE i.page = ANY(%s)
    ORDER BY i.published_at DESC, i.id DESC LIMIT %s
""")
# Ways of knowing that convince somebody who was not there.
FIRM = [MeasureBasis.COUNTED.value, MeasureBasis.MEASURED.value]
ALIGNED = question(
    """
    SELECT i.page, i.card FROM {items} i LEFT JOIN LATERAL (
        SELECT basis FROM {measures} WHERE page_id = i.page
        ORDER BY sort_order, id LIMIT 1
    ) m ON true
    WHERE i.facets @> %s
    ORDER BY i.has_figure DESC, m.basis = ANY(%s) DESC NULLS LAST,
        i.published_at DESC, i.id DESC
    LIMIT %s
    """,
    measures=Measure._meta.db_table,
)
WRITTEN = question("""
    SELECT i.card FROM {items} i WHERE i.page = ANY(%s)
    ORDER BY i.published_at DESC, i.id DESC LIMIT %s
""")


def aligned_with(driver, limit):
    """
    Read the public items that serve a driver, the strongest evidence first.

    Those with a figure that was counted or measured come first, then those with another,
    then all others; of equals the newest.

    Args:
        driver: a driver's page; one that was never saved has none.
        limit: how many at most.

    Returns:
        `search.cards.Card`s, each with the author's own words on how it serves the driver
        as `why`.
    """
    served = as_facets("driver", [driver.translation_key])
    found = fetch_rows(ALIGNED, [served, FIRM, limit])
    pages = [page for page, _ in found]
    rows = driver.alignment_rows.filter(page__in=pages) if pages else ()
    reasons = {row.page_id: row.how for row in rows}
    return [Card(form, reasons.get(page, "")) for page, form in found]


def written_by(profile):
    """
    Read the newest public items that a person wrote or told.

    Args:
        profile: a profile's page; one that was never saved has none.

    Returns:
        Up to twelve `search.cards.Card`s.
    """
    rows = Author.objects.filter(profile=profile.pk) if profile.pk else ()
    pages = [row.page_id for row in rows]
    found = fetch_rows(WRITTEN, [pages, MOST_WRITTEN]) if pages else ()
    return [Card(form) for (form,) in found]
