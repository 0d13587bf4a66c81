"""All vocabularies of the site, wherever they are defined."""

from functools import cache

from django.apps import apps


@cache
def vocabularies():
    """Every vocabulary model, core's and the community's."""
    return tuple(
        model
        for model in apps.get_models()
        if any(base.__name__ == "Term" for base in model.__mro__)
    )
