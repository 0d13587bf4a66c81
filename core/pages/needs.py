"""What a type of page needs before it is sent for approval, declared once."""

from dataclasses import dataclass

from core.pages.drafts import is_untitled
from core.text.wordcount import is_blank


@dataclass(frozen=True)
class Need:
    """
    A field or relation that a page cannot go to readers without.

    The form marks it and counts it, and sending says the sentence while it is missing.

    Args:
        field: the name of the field or relation.
        sentence: what to say to somebody who sends a page without it.
        instead: other fields, of which one that is filled in does as well.
        unless: (field, value) of a page that can do without, or nothing.
    """

    field: str
    sentence: str
    instead: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def missing_needs(page, rows):
    """
    Find what a page still needs.

    Args:
        page: a page, or a version of one.
        rows: the page's rows by the name of their relation.

    Yields:
        Each `Need` that is not met.
    """
    for need in page.needs:
        if is_excused(page, need):
            continue
        names = (need.field, *need.instead)
        if all(is_empty(page, name, rows) for name in names):
            yield need


def is_excused(page, need):
    """Whether the page is one that can do without."""
    return bool(need.unless) and getattr(page, need.unless[0]) == need.unless[1]


def is_empty(page, name, rows):
    """Whether readers would find nothing in a field or relation."""
    field = page._meta.get_field(name)
    if field.one_to_many:
        return not rows[name]
    if name == "title" and is_untitled(page):
        return True
    value = getattr(page, field.attname)
    return is_blank(value) if isinstance(value, str) else not value
