"""What holds in every format: filters, problems, caching and secrecy."""

import gzip

import pytest
from wagtail.models import PageViewRestriction

from feed.api.routing import BASE
from tests import factories

FORMATS = ["atom", "rss", "jsonfeed", "csv", "ris", "bib", "csl.json", "ndjson"]


@pytest.mark.parametrize("ending", FORMATS)
def test_filters_hold_in_every_format(five_stories, read, ending):
    text = read(ending, "theme=ethics").decode()
    assert "rzte" in text
    assert "Story 3" not in text


@pytest.mark.parametrize("ending", FORMATS)
def test_a_list_of_nothing_is_a_list(five_stories, read, ending):
    assert "Story 3" in read(ending, "q=story").decode()
    assert "Story" not in read(ending, "q=zzzz").decode()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_bad_parameter_is_named(tree, visitor, ending):
    response = visitor.get(f"{BASE}/items.{ending}?theme=nonsense")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == "theme"


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_can_be_kept_and_compressed(five_stories, visitor, ending):
    url = f"{BASE}/items.{ending}"
    plain = visitor.get(url)
    body = b"".join(plain)
    packed = visitor.get(url, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed)) == body
    assert plain.headers["ETag"] != packed.headers["ETag"]
    for response in (plain, packed):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        wanted = {"if-none-match": response.headers["ETag"]}
        if response is packed:
            wanted["accept-encoding"] = "gzip"
        again = visitor.get(url, headers=wanted)
        assert (again.status_code, again.content) == (304, b"")
    head = visitor.head(url)
    assert head.headers["ETag"] == plain.headers["ETag"]
    assert head.content == b""


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_not_public_stands_nowhere(tree, visitor, ending):
    page = factories.KMStoryFactory(parent=tree.stories, title="Open")
    page.title = "Canary in a draft"
    page.save_revision()
    hidden = factories.KMStoryFactory(parent=tree.stories, title="Canary in private")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.KMStoryFactory(parent=tree.stories, title="Canary of new", live=False)
    text = b"".join(visitor.get(f"{BASE}/items.{ending}")).decode()
    assert "Open" in text
    assert "Canary" not in text
