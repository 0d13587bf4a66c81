"""What feed readers call a list, and the files they offer with it."""

import json

import bibtexparser
import feedparser
import pytest
from django.core.files.base import ContentFile

from core.models import Alignment, Attachment, CustomDocument
from feed.models import Item
from feed.query.wire import unfinished
from tests import factories
from tests.feed.conftest import item_of

NAME = "MAP (Making Alignment a Priority)"


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("", ""),
        ("type=km-story", ": KM Story"),
        ("type=km-story&type=driver", ": Driver or KM Story"),
        ("theme=ethics&q=ward+rounds", ": Ethics & <values>; “ward rounds”"),
        ("published_since=2026-03-01", ": published since 1 March 2026"),
        ("utm_source=letter", ""),
    ],
)
def test_a_list_is_called_after_what_it_is_of(five_stories, read, query, narrowed):
    title = NAME + narrowed
    assert json.loads(read("jsonfeed", query))["title"] == title
    for ending in ("atom", "rss"):
        plain = feedparser.parse(read(ending, query), sanitize_html=False)
        assert plain.feed.title.replace("&lt;", "<") == title


@pytest.fixture
def with_files(tree):
    files = []
    for name in ("paper.txt", "slides.txt"):
        file = CustomDocument(title=f"The {name} & more")
        file.file.save(name, ContentFile(b"words"))
        files.append(Attachment(document=file))
    aligned = [Alignment(driver_text="Our own strategy", level="local")]
    rows = {"attachments": files, "alignments": aligned}
    return factories.MapStoryFactory(parent=tree.stories, rows=rows)


def test_files_are_enclosures(with_files, read, ask):
    files = ask(f"/items/{with_files.translation_key}")["attachments"]
    assert len(files) == 2
    (atom,) = feedparser.parse(read("atom", "type=map-story")).entries
    assert [e.href for e in atom.enclosures] == [file["url"] for file in files]
    (rss,) = feedparser.parse(read("rss", "type=map-story")).entries
    assert [(e.href, e.length) for e in rss.enclosures] == [(files[0]["url"], "5")]
    (entry,) = json.loads(read("jsonfeed", "type=map-story"))["items"]
    assert [a["url"] for a in entry["attachments"]] == [file["url"] for file in files]
    assert entry["attachments"][0]["size_in_bytes"] == 5


def test_a_price_in_bibtex_is_no_formula(tree, read):
    title = "From $5 to $6, and 7 % more"
    factories.KMStoryFactory(parent=tree.stories, title=title)
    text = read("bib", "type=km-story").decode()
    assert r"From \$5 to \$6" in text
    (entry,) = bibtexparser.parse_string(text).entries
    assert entry["title"].replace("\\", "") == title


def test_a_json_feed_s_markup_is_escaped(tree, read):
    driver = factories.DriverFactory(
        parent=tree.drivers, title="<b>Plan</b>", summary="<b>Plan</b>"
    )
    (entry,) = json.loads(read("jsonfeed", "type=driver"))["items"]
    assert entry["title"] == driver.title
    Item.objects.filter(page=driver.pk).update(full=emptied(driver))
    (entry,) = json.loads(read("jsonfeed", "type=driver&limit=1"))["items"]
    assert entry["content_html"] == "<p>&lt;b&gt;Plan&lt;/b&gt;</p>"


def emptied(page):
    """The item of a page without its text."""
    form = json.loads(item_of(page).full + "}")
    return unfinished({**form, "html": ""})
