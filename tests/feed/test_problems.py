"""What is refused says which kind of problem it is, at an address that explains it."""

from urllib.parse import urlsplit

import pytest

from feed.api.routing import BASE
from feed.query.problems import KINDS
from tests import factories
from tests.feed.conftest import settle


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("/items?a=b", "bad-parameter", "Bad parameter"),
        ("/changes?cursor=abc", "bad-parameter", "Bad parameter"),
        ("/items?cursor=abc", "bad-parameter", "Bad parameter"),
        ("/nothing", "not-found", "Not found"),
        ("/items/00000000-0000-4000-8000-00000000beef", "not-found", "Not found"),
    ],
)
def test_a_problem_names_its_kind(tree, visitor, settings, path, kind, title):
    problem = visitor.get(BASE + path).json()
    assert problem["type"] == f"{settings.BASE_URL}{BASE}/problems/{kind}"
    assert problem["title"] == title
    told = visitor.get(urlsplit(problem["type"]).path).json()
    assert told["title"] == title
    assert told["meaning"] == KINDS[title]


def test_other_methods_and_doors_do_too(tree, visitor):
    kinds = {
        visitor.post(f"{BASE}/items").json()["type"],
        visitor.get(f"{BASE}/acknowledgements").json()["type"],
        visitor.post(f"{BASE}/acknowledgements").json()["type"],
        visitor.get("/oembed?format=xml").json()["type"],
    }
    names = {kind.rpartition("/")[2] for kind in kinds}
    assert names == {"method-not-allowed", "no-key-that-holds", "not-implemented"}
    assert visitor.get(f"{BASE}/problems/blank").status_code == 404


def test_what_is_not_there_is_forgotten_with_the_item(tree, visitor):
    """A cache that holds the 404 of an item must ask again once it is published."""
    draft = factories.KMStoryFactory(parent=tree.stories, live=False)
    key = draft.translation_key
    for path in (f"{BASE}/items/{key}", f"/embed/{key}"):
        response = visitor.get(path)
        assert response.status_code == 404
        assert response.headers["Surrogate-Key"] == f"item-{key}"
        assert response.headers["Cache-Tag"] == f"item-{key}"
    factories.publish(draft)
    settle()
    type(draft).objects.get(pk=draft.pk).unpublish()
    settle()
    gone = visitor.get(f"{BASE}/items/{key}")
    assert (gone.status_code, gone.headers["Cache-Tag"]) == (410, f"item-{key}")
