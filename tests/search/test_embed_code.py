"""The code that shows a list elsewhere is there to be copied, not run."""

from tests import factories
from tests.feed.conftest import settle


def test_the_code_stands_in_the_page_as_text(tree, visitor):
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    for address in ("/stories/", "/search/?q=page"):
        text = visitor.get(address).content.decode()
        assert "&lt;iframe src=" in text
        assert "<iframe" not in text
