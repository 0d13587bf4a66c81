"""The demo's organisations; all other terms come with the site."""

from community.models import Organisation
from home.demo import source


def load_organisations():
    """Add the organisations that are not there yet. What editors changed stays."""
    for entry in source.read_content("organisations")["organisations"]:
        values = {key: term_value(key, text) for key, text in entry.items()}
        Organisation.objects.get_or_create(slug=values.pop("slug"), defaults=values)


def term_value(key, text):
    """A value of an organisation; terms of other vocabularies are given by slug."""
    related = Organisation._meta.get_field(key).related_model
    return related.objects.get(slug=text) if related else text
