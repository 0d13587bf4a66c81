"""All vocabularies of the site, wherever they are defined."""

from functools import cache

from django.apps import apps

_registered = set()


def register(vocabulary):
    """Note a vocabulary. `core.models.Term` does so for every model that is one."""
    _registered.add(vocabulary)


@cache
def vocabularies():
    """Every vocabulary model, core's and the community's."""
    return tuple(model for model in apps.get_models() if model in _registered)
