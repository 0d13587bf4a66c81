"""One item in other formats, found from its page and from its JSON."""

import gzip
import uuid

import pytest
from lxml import html
from markdown_it import MarkdownIt

from editorial.actions import withdrawal
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import full_of, settle

ENDINGS = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "md": "text/markdown",
}


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea & toast")
    settle()
    return page


@pytest.fixture
def get(visitor, story):
    """Asks for the story with an ending."""

    def ask(ending="", **headers):
        path = f"{BASE}/items/{story.translation_key}{ending and '.'}{ending}"
        return visitor.get(path, headers=headers)

    return ask


@pytest.mark.parametrize(("ending", "media_type"), ENDINGS.items())
def test_it_can_be_had_in_each_format(get, ending, media_type):
    answer = get(ending)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert answer.headers["Content-Disposition"].endswith(f'.{ending}"')
    assert answer.headers["Surrogate-Key"] == get().headers["Surrogate-Key"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "toast" in answer.content.decode()
    packed = get(ending, **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == answer.content
    known = {"if-none-match": answer.headers["ETag"]}
    assert get(ending, **known).status_code == 304
    assert answer.headers["ETag"] != get().headers["ETag"]


def test_markdown_is_the_whole_text(get, story):
    page = html.fromstring(MarkdownIt().render(get("md").content.decode()))
    assert [heading.text for heading in page.iter("h1")] == ["Tea & toast"]
    words = " ".join(page.text_content().split())
    assert story.summary in words
    assert "Ward teams asked and the library found the answer." in words
    assert full_of(story)["licence"]["attribution"] in words


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_each_form_names_the_others(get, visitor, ending):
    links = get(ending).headers["Link"].split(", ")
    assert len(links) == 1 + len(ENDINGS)
    for link in links:
        address, rel, kind = link.split("; ")
        assert rel == 'rel="alternate"'
        answer = visitor.get(address.strip("<>"))
        assert kind == f'type="{answer.headers["Content-Type"].partition(";")[0]}"'


def test_the_page_names_them(story, visitor):
    page = html.fromstring(visitor.get(story.url).content)
    key = str(story.translation_key)
    links = page.xpath(f"//link[@rel='alternate'][contains(@href, '{key}')]")
    own = {link.get("href").rpartition(key)[2].lstrip(".") for link in links}
    assert own >= {"", *ENDINGS}
    for link in links:
        if "/oembed" not in link.get("href"):
            assert visitor.get(link.get("href")).status_code == 200


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_what_was_withdrawn_is_gone_in_each(get, story, person, ending):
    withdrawal.withdraw(story.pk, person("Moderators").user, "Out of date.")
    answer = get(ending)
    assert answer.status_code == 410
    assert answer.json()["reason"] == "Out of date."


@pytest.mark.parametrize("ending", ["pdf", "csl", "json", "ris.bib", ""])
def test_there_are_no_others(story, visitor, ending):
    answer = visitor.get(f"{BASE}/items/{story.translation_key}.{ending}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_cache_can_forget_that_there_is_none(db, visitor):
    key = uuid.uuid4()
    for ending in ("", ".ris"):
        answer = visitor.get(f"{BASE}/items/{key}{ending}")
        assert answer.status_code == 404
        assert answer.headers["Surrogate-Key"] == f"item-{key}"
