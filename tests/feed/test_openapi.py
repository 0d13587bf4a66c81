"""The description of the feed, tried by a program that knows nothing else of it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from feed.api.openapi.root_paths import root_paths
from feed.api.openapi.views import description
from feed.api.routing import BASE, nothing_here
from feed.api.short_way import flat
from feed.api.urls import urlpatterns
from feed.models import Webhook
from feed.outbound import webhooks
from tests import factories
from tests.feed.conftest import settle

SNAPSHOT = Path(__file__).parent / "openapi.json"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


def written():
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def test_the_description_is_the_one_we_promised(db, pytestconfig):
    """To renew it: `python -m pytest tests/feed/test_openapi.py --renew`."""
    if pytestconfig.getoption("--renew"):
        SNAPSHOT.write_text(written(), encoding="utf-8")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(written())


def operations_of(paths):
    """Every operation, with its path."""
    return [
        (path, operation)
        for path, methods in paths.items()
        for operation in methods.values()
        if isinstance(operation, dict)
    ]


def test_every_operation_and_event_has_a_name_of_its_own(db):
    described = description()
    found = operations_of(described["paths"]) + operations_of(described["webhooks"])
    names = [operation["operationId"] for _, operation in found]
    assert len(names) == len(set(names)) > 25


def test_every_address_is_described(db):
    """Each that is no placeholder for whatever is no door."""
    paths = {f"{BASE}{path}" for path in description()["paths"]} | set(root_paths())
    shown = {path.replace("{date}.ndjson.gz", "{name}") for path in paths}
    known = {
        re.sub(r"<\w+:(\w+)>", r"{\1}", route)
        for route, view in flat(urlpatterns)
        if view is not nothing_here
    }
    assert known <= shown


def test_events_are_as_they_are_described(tree):
    story = factories.KMStoryFactory(parent=tree.stories)
    settle()
    item = webhooks.items_with_epoch().get(page=story.pk)
    bodies = [webhooks.body_about(Webhook(), item, is_new) for is_new in (True, False)]
    story.unpublish()
    settle()
    item = webhooks.items_with_epoch().get(page=story.pk)
    bodies += [webhooks.body_about(Webhook(), item, False), webhooks.test_body()]
    described = description()
    for body in map(json.loads, bodies):
        asked = described["webhooks"][body["type"]]["post"]["requestBody"]
        schema = asked["content"]["application/json"]["schema"]
        whole = {**schema, "components": described["components"]}
        jsonschema.Draft202012Validator(whole).validate(body)


def try_everything(examples):
    """Ask at random what the description allows, and what it does not."""
    schema = schemathesis.openapi.from_dict(description())
    schema.app = WSGIHandler()
    operations = list(schema.get_all_operations())
    assert len(operations) > 25
    for operation in (found.ok() for found in operations):
        case_strategy = operation.as_strategy()

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=case_strategy)
        def run(case):
            base = "" if case.operation.path in root_paths() else BASE
            response = case.call(
                base_url=f"http://localhost{base}",
                headers={"Accept-Encoding": "identity"},
            )
            case.validate_response(response, checks=CHECKS)

        run()


@pytest.fixture
def something(tree, open_connection):
    theme = factories.ThemeFactory(slug="digital")
    factories.DriverFactory(parent=tree.drivers, themes=[theme])
    factories.KMStoryFactory(parent=tree.stories).unpublish()
    factories.MapStoryFactory(parent=tree.stories, themes=[theme])
    settle()


def test_nothing_that_is_asked_breaks_the_feed(something):
    try_everything(examples=16)


@pytest.mark.long
def test_nothing_that_is_asked_breaks_the_feed_for_long(something):
    try_everything(examples=160)
