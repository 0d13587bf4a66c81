"""Template tags that read lists of public items, at hand in every template."""

from html import escape

from django import template
from django.utils.safestring import mark_safe

from feed.api.formats.single import alternates
from search.aligned_work import written_by
from search.related import related_to

register = template.Library()

CHOICE = (
    '<li><input type="checkbox" form="list" id="{0}-{1}" name="{0}" value="{1}"{2}>'
    '<label for="{0}-{1}">{3} <span class="map-quiet">{4}'
    '<span class="nhsuk-u-visually-hidden"> in the list</span></span></label></li>'
)


@register.simple_tag
def related(page):
    """Up to five public items to read next, each with `why`."""
    return related_to(page)


@register.simple_tag
def item_formats(page):
    """Where a public page is as an item of the feed, as (type, address, words)."""
    return alternates(page.translation_key) if page.live else []


@register.simple_tag
def work_of(profile):
    """The newest public items that a person wrote or told."""
    return written_by(profile)


@register.simple_tag
def choices(facet, some):
    """Some choices of a facet as check boxes."""
    # Neither a template nor format_html for each: a page may have a hundred of them, and
    # they would take as long as everything else on it.
    rows = (
        CHOICE.format(
            facet.name,
            escape(choice.value),
            " checked" if choice.is_chosen else "",
            escape(choice.label),
            choice.count,
        )
        for choice in some
    )
    return mark_safe("\n".join(rows))  # noqa: S308  (escaped above)
