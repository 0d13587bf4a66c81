"""Clients that other people's generators make of the description take every answer."""

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from django.core.handlers.wsgi import WSGIHandler

from feed.api.openapi.views import description
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle

BIN = Path(sys.executable).parent
# The generator knows text and JSON by name, and takes the rest for text as well.
TEXTS = (
    *("application/atom+xml", "application/rss+xml", "application/x-bibtex"),
    *("application/x-research-info-systems", "application/x-ndjson", "text/csv"),
    *("application/gzip", "text/xml"),
)
SETTINGS = {
    "post_hooks": [],
    "project_name_override": "map-client",
    "package_name_override": "map_client",
    "content_type_overrides": dict.fromkeys(TEXTS, "text/html"),
}


@pytest.fixture
def described(db, tmp_path):
    """The description as a file."""
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(description()), encoding="utf-8")
    return path


@pytest.fixture
def client(described, tmp_path, monkeypatch, open_connection):
    """A client in Python that asks this very site; warnings are errors."""
    config = tmp_path / "settings.json"
    config.write_text(json.dumps(SETTINGS), encoding="utf-8")
    made = subprocess.run(
        [
            *(BIN / "openapi-python-client", "generate", "--fail-on-warning"),
            *("--path", described, "--config", config, "--meta", "none"),
            *("--output-path", tmp_path / "made" / "map_client"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    monkeypatch.syspath_prepend(tmp_path / "made")
    importlib.invalidate_caches()
    client = importlib.import_module("map_client").Client(
        base_url=f"http://localhost{BASE}",
        raise_on_unexpected_status=True,
        httpx_args={"transport": httpx.WSGITransport(app=WSGIHandler())},
    )
    yield client
    for name in [name for name in sys.modules if name.startswith("map_client")]:
        del sys.modules[name]


def call(client, name, **arguments):
    """What a function of the client gives back, with moments as the feed writes them."""
    module = importlib.import_module(f"map_client.api.default.{name}")
    found = module.sync(client=client, **arguments).to_dict()
    return json.loads(json.dumps(found).replace("+00:00", "Z"))


@pytest.fixture
def several(tree):
    theme = factories.ThemeFactory(slug="digital")
    factories.DriverFactory(parent=tree.drivers, themes=[theme])
    story = factories.MapStoryFactory(parent=tree.stories, themes=[theme])
    gone = factories.KMStoryFactory(parent=tree.stories)
    settle()
    gone.unpublish()
    settle()
    return story, gone


@pytest.mark.slow
def test_a_client_in_python_takes_what_the_feed_says(several, client):
    def ask(path):
        return client.get_httpx_client().get(path).json()

    story, gone = several
    for form in ("card", "full", "brief"):
        kind = importlib.import_module("map_client.models").GetItemsForm(form)
        found = call(client, "get_items", theme=["digital"], form=kind)
        assert found == ask(f"/items?theme=digital&form={form}")
    for name, path in (
        ("get_changes", "/changes"),
        ("get_facets", "/facets"),
        ("get_vocabularies", "/vocabularies"),
        ("get_dumps", "/dumps"),
    ):
        assert call(client, name) == ask(path)
    key = str(story.translation_key)
    assert call(client, "get_item", id=key) == ask(f"/items/{key}")
    key = str(gone.translation_key)
    assert call(client, "get_item", id=key) == ask(f"/items/{key}")


PROGRAM = """
import type { components, operations } from "./openapi";

type Item = components["schemas"]["Item"];
type Query = NonNullable<operations["getItems"]["parameters"]["query"]>;

export const query: Query = { type: ["map-story"], theme: ["digital"], limit: 5 };

export function words(change: components["schemas"]["Changes"]["changes"][number]) {
  if (change.action === "withdraw") return change.reason ?? "Withdrawn.";
  const item: Item = change.item;
  return item.type === "driver" ? item.details.source_url : item.licence.attribution;
}
"""


def npm(folder, *arguments):
    told = {"capture_output": True, "text": True, "timeout": 300}
    return subprocess.run(arguments, cwd=folder, check=False, **told)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("npm"), reason="node is not there")
def test_types_for_typescript_hold(described, tmp_path):
    packages = ("openapi-typescript@7", "typescript@5")
    got = npm(tmp_path, "npm", "install", "--no-save", "--prefix", ".", *packages)
    if got.returncode:
        pytest.skip("The packages of node cannot be had.")
    (tmp_path / "program.ts").write_text(PROGRAM, encoding="utf-8")
    tools = tmp_path / "node_modules" / ".bin"
    made = npm(tmp_path, tools / "openapi-typescript", described, "-o", "openapi.d.ts")
    assert made.returncode == 0, made.stderr
    checked = npm(tmp_path, tools / "tsc", "--noEmit", "--strict", "program.ts")
    assert checked.returncode == 0, checked.stdout
