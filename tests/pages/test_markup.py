"""The HTML of every template, as the Nu checker of the W3C reads it."""

import pytest

from tests import factories, nu
from tests.pages.samples import everything

ADDRESSES = {
    "search": "/search/?q=library",
    "nothing found": "/search/?q=xyzzy",
    "bad address": "/%00/",
    "not found": "/nowhere/",
}


@pytest.fixture
def folder(tree, visitor, person, monkeypatch, tmp_path):
    """A folder with one page of every template."""
    folder = tmp_path / "html"
    folder.mkdir()

    def keep(name, address, reader=visitor):
        (folder / f"{name}.html").write_bytes(reader.get(address).content)

    for name, page in everything(tree).items():
        keep(name, page.url)
    for name, address in ADDRESSES.items():
        keep(name, address)
    story = factories.MapStoryFactory(parent=tree.stories)
    story.unpublish()
    keep("gone", story.url)
    meeting = factories.MeetingFactory(parent=tree.community)
    keep("meeting", meeting.url, person("Content Editors"))
    monkeypatch.setattr("search.views.SearchResults", lambda query: 1 / 0)
    visitor.raise_request_exception = False
    keep("broken", ADDRESSES["search"])
    return folder


def test_the_nu_checker_finds_nothing(folder):
    try:
        assert nu.findings(folder) == []
    except nu.NotHereError as reason:
        pytest.skip(str(reason))


def test_without_java_the_checker_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(nu.NotHereError, match="Java is not installed"):
        nu.findings(tmp_path)


def test_the_checker_reads_what_it_is_given(tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>Bad</title><img src=x>")
    try:
        assert {name for name, _, _ in nu.findings(tmp_path)} == {"bad.html"}
    except nu.NotHereError as reason:
        pytest.skip(str(reason))
