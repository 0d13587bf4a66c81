"""Template tags and filters of the public pages, at hand in every template."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.html import format_html

from core.pages import citation
from core.pages.menu import entries, main_links
from core.text.dates import moment_in_words

register = template.Library()

for function in (
    citation.linked_data,
    citation.breadcrumb_data,
    citation.canonical,
    citation.citation,
    citation.citation_tags,
    citation.attribution,
    citation.absolute,
):
    register.filter(function.__name__, function)


@register.filter
def uk_time(moment):
    """A moment in words that say by whose clock, empty without one."""
    return moment_in_words(moment) if moment else ""


# The type of pages about the site itself.
INFORMATION = "informationpage"
JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
@cache
def site_icon():
    """The icon as an address that holds it, so that no page asks for it."""
    drawing = Path(finders.find("core/favicon.svg")).read_text(encoding="utf-8")
    return f"data:image/svg+xml,{quote(drawing.strip(), safe='/:=')}"


@register.simple_tag
def group_address():
    """The e-mail address of the community, or an empty string where it has none."""
    return settings.CONTACT_ADDRESS


@register.simple_tag(takes_context=True)
def menu(context):
    """The pages of the main menu, in the order of the tree."""
    return [link for link in links_of(context) if link.in_menu]


@register.simple_tag(takes_context=True)
def menu_entries(context):
    """The main menu: its pages, and what shows everything public together."""
    return entries(menu(context), getattr(context.get("request"), "path", ""))


@register.simple_tag(takes_context=True)
def footer_links(context):
    """The information pages that are not in the menu."""
    links = links_of(context)
    return [link for link in links if not link.in_menu and link.model == INFORMATION]


def links_of(context):
    """The main pages, asked for once in a request, or by a text that has none."""
    keeper = context.get("request") or context.render_context
    if not hasattr(keeper, "main_links"):
        keeper.main_links = main_links()
    return keeper.main_links


class ScriptData:
    """Data as JSON in which nothing can end a script element."""

    def __init__(self, data):
        self.data = data

    def __html__(self):
        return json.dumps(self.data, ensure_ascii=False).translate(JSON_ESCAPES)


@register.simple_tag
def json_ld(data):
    """Data for machines as a script element that no text can break out of."""
    return format_html('<script type="application/ld+json">{}</script>', ScriptData(data))


@register.filter
def kind(page):
    """What readers call this type of page, for example “MAP Story”."""
    name = page.cached_content_type.model_class().kind()
    return name[:1].upper() + name[1:]
