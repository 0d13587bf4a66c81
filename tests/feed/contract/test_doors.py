"""The contract on the base, on who may read and on paths that are none."""

import os
import subprocess
import sys
import uuid

import pytest
from wagtail.models import PageViewRestriction

from editorial.actions import withdrawal
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle


def test_the_base_says_what_this_is(story, ask, settings):
    base = ask("")
    assert base["licence"]["id"] == "cc-by-4.0"
    assert base["counts"]["map-story"] == 1
    assert set(base["set"]) == {"items", "sequence", "epoch", "digest"}
    assert f"{settings.BASE_URL}{BASE}/items" in str(base["doors"])


@pytest.mark.parametrize(
    "path", ["/nothing", "/items/", "/items/x/y", "/items/not-an-id", "/items.pdf"]
)
def test_an_unknown_path_is_404_as_a_problem(tree, visitor, path):
    response = visitor.get(BASE + path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_what_was_never_public_is_404_and_what_was_is_410(tree, story, ask, moderator):
    draft = factories.KMStoryFactory(parent=tree.stories, live=False)
    ask(f"/items/{draft.translation_key}", 404)
    ask(f"/items/{uuid.uuid4()}", 404)
    settle()
    withdrawal.withdraw(story.pk, moderator, "The trust asked us.")
    gone = ask(f"/items/{story.translation_key}", 410)
    assert gone["reason"] == "The trust asked us."
    assert gone["replaced_by"] is None


def test_made_private_is_410_without_a_reason(story, ask, visitor):
    settle()
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    assert ask(f"/items/{story.translation_key}", 410)["reason"] is None
    assert visitor.get(story.url).status_code == 302


def test_any_site_may_read(story, visitor):
    response = visitor.get(f"{BASE}/items", headers={"origin": "https://example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    exposed = response.headers["Access-Control-Expose-Headers"]
    assert {"ETag", "Last-Modified"} <= {name.strip() for name in exposed.split(",")}


def test_the_doors_are_there_before_any_page_was_asked_for():
    script = (
        "import django; django.setup();"
        "from feed.api.middleware import ReadingDoorsMiddleware as Middleware;"
        "from feed.api import views;"
        "found = Middleware(None).short_way.find('/api/feed/v1/items');"
        "print(found == (views.items, {}))"
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
