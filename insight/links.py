"""The lists behind the numbers: each number leads to what it counts."""

from urllib.parse import urlencode

from django.urls import reverse

from feed.query.converters import SLUG


def list_of(types, **filters):
    """
    Find the address of a list of public items, with the filters of the feed.

    Args:
        types: the types of items.
        filters: a value or several for each filter; those without one are left out.

    Returns:
        A path of this site.
    """
    pairs = [("type", name) for name in types]
    for name, values in filters.items():
        several = values if isinstance(values, (list, tuple)) else [values]
        pairs += [(name, value) for value in several if value]
    return f"{reverse('search')}?{urlencode(pairs)}"


def names_of_drivers(drivers):
    """
    What an address calls each driver: the last part of its address, or else its id.

    Args:
        drivers: dictionaries with the `id` and `url` of every public driver.

    Returns:
        A dictionary from ids to names.
    """
    slugs = {row["id"]: row["url"].rstrip("/").rpartition("/")[2] for row in drivers}
    known = list(slugs.values())
    return {
        key: slug if SLUG.fullmatch(slug) and known.count(slug) == 1 else key
        for key, slug in slugs.items()
    }
