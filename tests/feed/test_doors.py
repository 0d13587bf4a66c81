"""The doors in JSON."""

import os
import subprocess
import sys

import pytest

from core.models import Alignment
from feed.doors import BASE
from tests import factories


@pytest.fixture
def ask(visitor):
    def get(path, status=200, **headers):
        response = visitor.get(BASE + path, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_a_list_has_cards_a_total_and_a_next_page(tree, ask, visitor):
    for number in range(5):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    first = ask("/items?type=km-story&limit=2")
    assert first["total"] == 5
    assert [item["title"] for item in first["items"]] == ["Story 4", "Story 3"]
    second = visitor.get(first["next"]).json()
    assert second["total"] is None
    assert [item["title"] for item in second["items"]] == ["Story 2", "Story 1"]
    third = visitor.get(second["next"]).json()
    assert [item["title"] for item in third["items"]] == ["Story 0"]
    assert third["next"] is None


def test_the_others(tree, ask):
    theme = factories.ThemeFactory(name="Digital", slug="digital")
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan", themes=[theme])
    factories.MapStoryFactory(
        parent=tree.stories,
        title="Pharmacy",
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )
    found = ask("/items?theme=digital")["items"]
    assert [item["title"] for item in found] == ["A plan"]
    key = found[0]["id"]
    assert ask(f"/items?driver={key}")["total"] == 1
    assert ask("/items?driver=a-plan")["total"] == 1
    assert ask("/items?q=pharmacies")["total"] == 1
    assert ask("/items?q=pharmacies&order=relevance")["total"] == 1
    assert ask(f"/items/{key}")["title"] == "A plan"
    facets = ask("/facets?type=driver")
    assert facets["total"] == 1
    assert {"id": "map-story", "label": "MAP Story", "count": 1} in facets["facets"][
        "type"
    ]
    assert facets["facets"]["theme"] == [
        {"id": "digital", "label": "Digital", "count": 1}
    ]
    changes = ask("/changes?limit=2")
    assert changes["more"]
    rest = ask(f"/changes?cursor={changes['cursor']}")
    assert not rest["more"]
    assert rest["changes"]
    assert ask(f"/changes?cursor={rest['cursor']}")["cursor"] == rest["cursor"]
    assert ask("/vocabularies")["vocabularies"]["theme"][0]["count"] == 1
    assert ask("")["counts"]["driver"] == 1
    assert ask("/nothing", 404)["status"] == 404
    assert ask("/items?them=x", 400)["parameter"] == "them"
    assert ask("/items?theme=nonsense", 400)["parameter"] == "theme"


def test_conditions(tree, visitor):
    page = factories.KMStoryFactory(parent=tree.stories, title="Story")
    response = visitor.get(BASE + "/items")
    tag = response.headers["ETag"]
    again = visitor.get(BASE + "/items", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert visitor.get(BASE + "/items").content == response.content
    page.title = "Other"
    factories.publish(page)
    again = visitor.get(BASE + "/items", headers={"if-none-match": tag})
    assert again.status_code == 200
    assert b"Other" in again.content
    page.unpublish()
    assert b"Other" not in visitor.get(BASE + "/items").content
    gone = visitor.get(f"{BASE}/items/{page.translation_key}")
    assert gone.status_code == 410


def test_the_doors_are_there_before_any_page_was_asked_for():
    script = (
        "import django; django.setup(); import feed.middleware;"
        "from feed.doors import exact, find;"
        "print(sorted(exact)[:2], find('/api/feed/v1/items')[0] is exact['/items'])"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "mapcms.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("True")
