"""Wherever people look for somebody to ask, the community's one address stands."""

import io
from urllib.parse import quote

import pytest
from docx import Document

from sharing.share_types import share_type
from sharing.word.writing import template
from tests import factories
from tests.feed.conftest import settle

ADDRESS = "map@library.example"
LINK = f'<a href="mailto:{ADDRESS}">{ADDRESS}</a>'
# Pages about the community ask besides for questions about themselves.
MADE = {
    "join": lambda tree: factories.JoinFactory(parent=tree.community),
    "a template": lambda tree: factories.TemplateFactory(parent=tree.section),
    "privacy": lambda tree: factories.InformationFactory(parent=tree.home),
    "community": lambda tree: tree.community,
}


@pytest.fixture(params=["", ADDRESS])
def address(request, settings):
    """The setting: a community may have no address, only the form."""
    settings.CONTACT_ADDRESS = request.param
    return request.param


@pytest.mark.parametrize("kind", MADE)
def test_pages_that_people_turn_to_name_it_in_their_text(tree, visitor, address, kind):
    page = MADE[kind](tree)
    settle()
    text = visitor.get(page.url).content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    assert main.count(LINK) == (1 if address else 0)
    assert f"/contact/?about={quote(page.url, safe='')}" in main


def test_every_page_names_it_at_its_foot(tree, visitor, address):
    story = factories.KMStoryFactory(parent=tree.stories)
    settle()
    for path in (story.url, "/", "/search/?q=nothing-at-all", "/nowhere/"):
        foot = visitor.get(path).content.decode().partition("<footer")[2]
        assert (ADDRESS in foot) == bool(address)
        assert "/contact/" in foot


@pytest.mark.parametrize("key", ["map-story", "km-story", "driver"])
def test_word_files_say_where_they_go_and_whom_to_ask(address, settings, key):
    document = Document(io.BytesIO(template(share_type(key))))
    [told] = [p.text for p in document.paragraphs if p.text.startswith("Send it at")]
    assert f"{settings.BASE_URL}/share/word/" in told
    assert f"{settings.BASE_URL}/contact/" in told
    assert told.endswith(f"write to {ADDRESS}." if address else "/contact/.")
