"""Template tags and filters of the public pages, at hand in every template."""

import json

from django import template
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core import public
from core.queries import public_pages

register = template.Library()

JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def menu(context):
    """The pages of the main menu, in the order of the tree."""
    return [page for page in main_pages(context) if page.show_in_menus]


@register.simple_tag(takes_context=True)
def footer_links(context):
    """The information pages that are not in the menu."""
    pages = main_pages(context)
    return [page for page in pages if not page.show_in_menus and is_information(page)]


@register.simple_tag(takes_context=True)
def main_page(context, model):
    """The one page of a type among the main pages, by its model's name, or None."""
    pages = main_pages(context)
    return next((p for p in pages if p.cached_content_type.model == model), None)


def main_pages(context):
    """The menu's and the front page's own pages, asked for once in a request."""
    request = context.get("request")
    if not hasattr(request, "main_pages"):
        chosen = Q(depth=3) | Q(depth=4, show_in_menus=True)
        request.main_pages = list(public_pages().filter(chosen).order_by("path"))
    return request.main_pages


def is_information(page):
    """Whether a page is about the site itself."""
    return page.cached_content_type.model == "informationpage"


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
def breadcrumb_data(page):
    """The way to a page as schema.org data."""
    return public.breadcrumb_data(page)


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
