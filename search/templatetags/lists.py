"""Template tags that read lists of public items, at hand in every template."""

from django import template

from search.related import related_to

register = template.Library()


@register.simple_tag
def related(page):
    """Up to five public items to read next, each with `why`."""
    return related_to(page)
