"""What the sharing room adds to templates."""

from django import template

from core.text.wordcount import count_words

register = template.Library()


@register.filter
def words(text):
    """How many words a text has that somebody typed."""
    return count_words(text or "")


@register.filter
def of_field(remarks, name):
    """What was said beside one field, as a list of texts."""
    return (remarks or {}).get(name, [])
