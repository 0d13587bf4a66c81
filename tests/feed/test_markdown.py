"""The body of an item as Markdown, safe to show, and its links."""

import pytest
from markdown_it import MarkdownIt

from feed.index.html import clean_markup, markdown_of
from tests import factories
from tests.feed.conftest import full_of

SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize(
    "words",
    [
        SCRIPT,
        "&lt;img src=x onerror=alert(1)&gt;",
        "&lt;!-- hidden",
        "&amp;lt;b&amp;gt; and &amp;copy;",
        "[press here](javascript:alert(1))",
        "[press here][1]",
        "3 &lt; 4, AT&amp;T, [sic]",
    ],
)
def test_words_that_read_as_markup_stay_words(words):
    html = f"<p>{words}</p>"
    shown = MarkdownIt("commonmark", {"html": True}).render(markdown_of(html))
    assert shown.strip() == html


def test_the_description_of_a_picture_stays_words():
    html = '<p><img alt="a](https://x.org) &lt;script&gt;" src="https://y.org/a.png"></p>'
    shown = MarkdownIt("commonmark", {"html": True}).render(markdown_of(html))
    assert 'src="https://y.org/a.png"' in shown
    assert "<script>" not in shown


def test_an_address_with_brackets_is_followed_whole():
    html = '<p><a href="https://example.org/a_(b">words</a></p>'
    assert markdown_of(html) == "[words](https://example.org/a_%28b)"


@pytest.mark.parametrize("address", ["file:///S:/a", "S:\\a", "\\\\server\\a", ""])
def test_a_link_to_a_drive_leaves_its_words(address):
    assert clean_markup(f'<p>The <a href="{address}">plan</a></p>') == "<p>The plan</p>"


def test_an_address_of_a_person_within_a_link_is_left_out(tree):
    link = "https://example.org/?to=asha.patel%40nhs.example.org&amp;x=1"
    story = factories.KMStoryFactory(
        parent=tree.stories, story=f'<p><a href="{link}">The form</a></p>'
    )
    assert "nhs.example.org" not in str(full_of(story))
