"""Clean HTML is what lxml and nh3 make of a text, whatever somebody put into it."""

import nh3
from django.conf import settings
from hypothesis import example, given, strategies
from hypothesis import settings as dose
from lxml import html as lxml_html

from core.text.addresses import is_on_a_drive
from feed.index.html import ATTRIBUTES, TAGS, clean_markup

ADDRESSES = (
    *("/home/drivers/", "two/", "#three", "?four", "", " ", "//example.org/five"),
    *("https://example.org/a b", " http://example.org/six ", "mailto:a@example.org"),
    *("javascript:alert(1)", "tel:0123", "C:\\files\\a.doc", "file:///a", "ftp://a.org"),
    *("../../up", "http:seven", "data:image/png;base64,AAAA", "/a?b=c&amp;d=e", "é/ü"),
    *("&#1;/b", "\x01", "&nbsp;/c"),
)
TAG_NAMES = ("a", "A", "img", "p", "h2", "ul", "li", "b", "blockquote", "script", "base")
TAG_NAMES += ("svg", "object", "table", "td", "iframe", "video", "style", "input")
NAMES = ("href", "HREF", "src", "cite", "srcset", "style", "data", "title", "action")
WORDS = (
    *("one", " ", "\n", "\n\n", "\xa0", "&nbsp;", "&amp;lt;", "<", "&", "3 < 4", "é"),
    *("</p>", "</a>", "<br/>", "<!-- hidden -->", "<![CDATA[x]]>", "\r\n", "\x85", "\t"),
)
attributes = strategies.builds(
    ' {}="{}"'.format,
    strategies.sampled_from(NAMES),
    strategies.sampled_from(ADDRESSES),
)
opening = strategies.builds(
    "<{}{}>".format,
    strategies.sampled_from(TAG_NAMES),
    strategies.lists(attributes, max_size=3).map("".join),
)
closing = strategies.sampled_from(TAG_NAMES).map("</{}>".format)
pieces = strategies.one_of(opening, closing, strategies.sampled_from(WORDS))
markups = strategies.lists(pieces, max_size=20).map("".join)


def cleaned_by_libraries(markup, origin):
    """The same by lxml's own way of making addresses whole, and a cleaner made anew."""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for link in list(root.iter("a")):
        if is_on_a_drive(link.get("href", "")) or not link.get("href"):
            link.drop_tag()
    root.make_links_absolute(f"{origin}/", resolve_base_href=False)
    clean = nh3.clean(
        lxml_html.tostring(root, encoding="unicode"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "tel"},
        link_rel=None,
    )
    lines = (line.strip() for line in clean.splitlines())
    return "\n".join(filter(None, lines))


def answer(function, *given):
    """What a function makes of something, or what it says where it makes nothing."""
    try:
        return function(*given)
    except (AssertionError, ValueError) as error:
        return repr(error)


@dose(max_examples=400, deadline=None)
@example('<p><a href="/home/">one</a> <img src="a.png" alt="b"></p>')
@example('<a href="\x01">one</a>')
@given(markups)
def test_addresses_are_whole_as_lxml_makes_them(markup):
    wanted = answer(cleaned_by_libraries, markup, settings.BASE_URL)
    assert answer(clean_markup, markup) == wanted
