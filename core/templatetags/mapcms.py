"""Template tags and filters of the public pages, at hand in every template."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core import public
from core.queries import public_pages

register = template.Library()

JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def menu():
    """The pages of the main menu, in the order of the tree."""
    return list(public_pages().in_menu().filter(depth__gt=2).order_by("path"))


@register.simple_tag
def footer_links():
    """The information pages below the front page that are not in the menu."""
    pages = public_pages().filter(
        depth=3, show_in_menus=False, content_type__model="informationpage"
    )
    return list(pages.order_by("path"))


@register.simple_tag
def json_ld(data):
    """Data for machines as a script element that no text can break out of."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  (escaped above)
    )


@register.filter
def linked_data(page):
    """The page as schema.org data."""
    return public.linked_data(page)


@register.filter
def breadcrumb_data(pages):
    """The way to a page as schema.org data."""
    return public.breadcrumb_data(pages)


@register.filter
def canonical(page):
    """The page's one whole address."""
    return public.canonical(page)


@register.filter
def citation(page):
    """How to cite the page."""
    return public.citation(page)


@register.filter
def attribution(page):
    """The sentence to show beside a reused page."""
    return public.attribution(page)


@register.filter
def absolute(url):
    """An address within the site as a whole one."""
    return public.absolute(url)


@register.filter
def kind(page):
    """What readers call this type of page, for example “MAP Story”."""
    name = page.cached_content_type.model_class().kind()
    return name[:1].upper() + name[1:]
