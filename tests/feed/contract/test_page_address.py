"""The contract on finding an item by the address of its page."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories
from tests.feed.conftest import republish, settle

OURS = "http://localhost:8000"
PATH = "/stories/evidence-on-wards"


def found(ask, address):
    """The titles that are found at an address."""
    return [item["title"] for item in ask(f"/items?url={address}")["items"]]


@pytest.mark.parametrize(
    "address", [PATH, f"{PATH}/", f"{OURS}{PATH}", f"{OURS}{PATH}/", f"{PATH}/?a=b%23c"]
)
def test_a_page_is_found_by_its_address(story, ask, address):
    assert found(ask, address) == ["Evidence on wards"]


def test_the_other_doors_take_it_too(story, ask, visitor):
    assert ask(f"/facets?url={PATH}")["total"] == 1
    text = b"".join(visitor.get(f"/api/feed/v1/items.ris?url={PATH}")).decode()
    assert text.count("TY  -") == 1
    assert ask(f"/items?url={PATH}&type=driver")["items"] == []


def test_an_old_address_leads_to_the_item(tree, story, ask):
    settle()
    republish(story, slug="wards")
    Redirect.add_redirect("/short", story)
    Redirect.add_redirect("/linked", f"{OURS}/stories/wards/")
    for address in ("/stories/wards", "/short/", f"{OURS}/short", "/linked"):
        assert found(ask, address) == ["Evidence on wards"], address


def test_a_page_of_today_comes_before_an_old_address(tree, story, ask):
    Redirect.add_redirect(PATH, tree.section)
    assert found(ask, PATH) == ["Evidence on wards"]


def test_a_new_redirect_is_known_at_once(story, ask):
    assert found(ask, "/short") == []
    redirect = Redirect.add_redirect("/short", story)
    assert found(ask, "/short") == ["Evidence on wards"]
    redirect.delete()
    assert found(ask, "/short") == []


def test_what_is_no_item_gives_an_empty_list(tree, story, ask):
    hidden = factories.KMStoryFactory(parent=tree.stories, live=False)
    for address in ("/", "/stories/", "/nowhere/", hidden.get_url() or "/stories/x/"):
        assert found(ask, address) == [], address


@pytest.mark.parametrize(
    "address",
    [
        *("https://elsewhere.example/stories/x/", "//elsewhere.example/x", "stories/x"),
        *(
            "http://localhost:8001/stories/",
            "ftp://localhost:8000/x",
            "",
            "/x%00",
            "/x%2500",
        ),
        *("http://[bad/", "javascript:alert(1)", "http://me@localhost:8000/x"),
    ],
)
def test_the_address_of_another_site_is_a_bad_value(story, ask, address):
    assert ask(f"/items?url={address}", 400)["parameter"] == "url"


def test_it_is_given_once(story, ask):
    assert ask(f"/items?url={PATH}&url={PATH}", 400)["parameter"] == "url"
