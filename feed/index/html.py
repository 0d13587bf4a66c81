"""The body of a page as clean HTML and as Markdown, every address a whole one."""

import re
from urllib.parse import urljoin

import nh3
from django.conf import settings
from django.utils.html import escape
from lxml import html as lxml_html
from markdownify import ATX, MarkdownConverter
from wagtail.rich_text import expand_db_html

from core.pages.items import Blocks, Lines, RichText, Sayings
from core.text.addresses import is_on_a_drive

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "b", "strong", "i", "em", "sub", "sup"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "img", "details", "summary"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
# Each call of `nh3.clean` would put the three together anew.
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "tel"},
    link_rel=None,
)
# What Markdown would take for HTML, for a named character, or for a link.
AS_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
AS_CHARACTER = re.compile(r"&(?=#?\w{1,40};)")
AS_LINK = re.compile(r"\](?=[(\[:])")
BRACKETS = re.compile(r"[\[\]\\]")
IN_ADDRESSES = {ord(sign): f"%{ord(sign):02X}" for sign in " <>()"}
MANY_LINES = re.compile(r"\n{3,}")


def body_of(parts):
    """
    The parts of a page as one clean piece of HTML.

    Args:
        parts: `core.pages.items.Part`s; those without content are left out.

    Returns:
        HTML that was cleaned, or an empty string.
    """
    return clean_markup("".join(filter(None, map(section, parts))))


def section(part):
    """One part with its heading, or an empty string."""
    content = markup_of(part.content)
    if not content or not part.heading:
        return content
    return f"<h2>{escape(part.heading)}</h2>{content}"


def markup_of(content):
    """The content of a part as HTML that is not yet tidy."""
    if isinstance(content, RichText):
        return expand_db_html(content.source) if content.source else ""
    if isinstance(content, Blocks):
        return "".join(block.render() for block in content.value)
    if isinstance(content, Lines):
        items = "".join(f"<li>{escape(line)}</li>" for line in content.items)
        return items and f"<ul>{items}</ul>"
    if isinstance(content, Sayings):
        return "".join(saying(*pair) for pair in content.items)
    lines = filter(None, map(str.strip, str(content or "").splitlines()))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def saying(words, whose):
    """One quotation."""
    caption = f"<figcaption>{escape(whose)}</figcaption>" if whose else ""
    return f"<figure><blockquote><p>{escape(words)}</p></blockquote>{caption}</figure>"


def clean_markup(markup):
    """HTML with nothing in it but text, structure, pictures and whole addresses."""
    if not markup:
        return ""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for tag in list(root.iter("a", "img")):
        make_whole(tag)
    clean = CLEANER.clean(lxml_html.tostring(root, encoding="unicode"))
    lines = (line.strip() for line in clean.splitlines())
    return "\n".join(filter(None, lines))


def make_whole(tag):
    """
    Make the address of a link or a picture a whole one; a link to nowhere goes.

    lxml can do that for every tag and attribute there is, and looks at all of them; these
    two are all that `CLEANER` leaves.
    """
    name = "href" if tag.tag == "a" else "src"
    address = tag.get(name, "")
    if name == "href" and (not address or is_on_a_drive(address)):
        tag.drop_tag()
    elif name in tag.attrib:
        whole = urljoin(f"{settings.BASE_URL}/", address.strip())
        # Setting an address refuses signs that reading one lets pass.
        if whole != address:
            tag.set(name, whole)


class Markdown(MarkdownConverter):
    """Markdown in which no word of a text reads as HTML or as a link."""

    def escape(self, text, parent_tags):
        return AS_LINK.sub(r"\\]", harmless(super().escape(text, parent_tags)))

    def convert_a(self, el, text, parent_tags):
        if el.get("href"):
            el["href"] = el["href"].translate(IN_ADDRESSES)
        return super().convert_a(el, text, parent_tags)

    def convert_img(self, el, text, parent_tags):
        el["alt"] = BRACKETS.sub(r"\\\g<0>", harmless(el.get("alt") or ""))
        return super().convert_img(el, text, parent_tags)


def harmless(text):
    """A text as Markdown shows it: nothing in it begins a tag or names a character."""
    return AS_TAG.sub("&lt;", AS_CHARACTER.sub("&amp;", text))


def markdown_of(html):
    """Clean HTML as Markdown."""
    text = Markdown(heading_style=ATX, bullets="-").convert(html)
    return MANY_LINES.sub("\n\n", text).strip()
