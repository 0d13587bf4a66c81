"""Questions about pages that several rooms ask."""

from collections import defaultdict

from django.db.models import prefetch_related_objects
from wagtail.models import Page


def public_pages():
    """Every page that any visitor may read: live, and not private at any level above."""
    return Page.objects.live().public()


def with_public(rows, name):
    """
    Look up the pages that rows refer to, those that readers may see.

    Args:
        rows: rows of one model, from a page or a version of it.
        name: the name of their key to a page, for example “driver”.

    Returns:
        The rows as a list, each with `public_<name>`: the page, or None.
    """
    rows = list(rows)
    keys = {getattr(row, f"{name}_id") for row in rows} - {None}
    pages = {}
    if keys:
        model = rows[0]._meta.get_field(name).related_model
        pages = model.objects.live().public().in_bulk(keys)
    for row in rows:
        setattr(row, f"public_{name}", pages.get(getattr(row, f"{name}_id")))
    return rows


def prefetch_by_type(pages, *lookups):
    """
    Fetch relations of pages of several types in one query for each type and relation.

    Args:
        pages: specific pages, of any types.
        lookups: names of relations; a type without one of them is passed over.
    """
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, members in by_type.items():
        names = [name for name in lookups if hasattr(model, name)]
        prefetch_related_objects(members, *names)
    return pages


def specific_of(pages):
    """The same pages as their own types, in the same order, one query for each type."""
    found = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    }
    return [found[page.pk] for page in pages if page.pk in found]
