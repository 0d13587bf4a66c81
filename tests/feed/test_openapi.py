"""The description of the feed, tried by a program that knows nothing else of it."""

import json
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from feed.api.openapi.views import description
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle

SNAPSHOT = Path(__file__).parent / "openapi.json"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def written():
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def test_the_description_is_the_one_we_promised(db, pytestconfig):
    """To renew it: `python -m pytest tests/feed/test_openapi.py --renew`."""
    if pytestconfig.getoption("--renew"):
        SNAPSHOT.write_text(written(), encoding="utf-8")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(written())


def try_everything(examples):
    """Ask at random what the description allows, and what it does not."""
    schema = schemathesis.openapi.from_dict(description())
    schema.app = WSGIHandler()
    operations = list(schema.get_all_operations())
    assert len(operations) > 10
    for operation in operations:
        case_strategy = operation.ok().as_strategy()

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
            response = case.call(
                base_url=f"http://localhost{BASE}",
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
