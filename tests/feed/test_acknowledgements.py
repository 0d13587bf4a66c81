"""Re-users with a key tell which changes they have taken in."""

import json

import pytest

from feed.api.routing import BASE
from feed.models import Reuser, State
from tests import factories
from tests.feed.conftest import settle

ACKNOWLEDGEMENTS = f"{BASE}/acknowledgements"


@pytest.fixture
def latest(tree):
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    return State.objects.get().sequence


@pytest.fixture
def reuser(db):
    return Reuser.make("Northmoor library website")


@pytest.fixture
def tell(visitor, reuser):
    def post(body, key=None, **headers):
        key = reuser[1] if key is None else key
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        headers = {"authorization": f"Bearer {key}", **headers}
        return visitor.post(
            ACKNOWLEDGEMENTS, text, content_type="application/json", headers=headers
        )

    return post


def read_by(reuser):
    return Reuser.objects.get(pk=reuser[0].pk).sequence


def test_it_is_noted_and_never_goes_back(tell, reuser, latest):
    response = tell({"sequence": latest})
    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies
    assert read_by(reuser) == latest
    assert tell({"sequence": latest - 1}).status_code == 204
    assert read_by(reuser) == latest


def test_the_key_is_kept_nowhere(reuser):
    made, key = reuser
    assert key not in json.dumps(Reuser.objects.values().get(pk=made.pk), default=str)


@pytest.mark.parametrize("key", ["", "map_wrong", "ä" * 20])
def test_without_a_key_that_holds_nothing_is_noted(tell, reuser, latest, key):
    response = tell({"sequence": latest}, authorization=f"Bearer {key}")
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert tell({"sequence": latest}, authorization="Basic x").status_code == 401
    assert read_by(reuser) == 0


def test_a_revoked_key_does_not_hold(tell, reuser, latest):
    reuser[0].revoke()
    assert tell({"sequence": latest}).status_code == 401


def test_nobody_is_ahead_of_the_feed(tell, reuser, latest):
    assert tell({"sequence": latest + 1}).status_code == 409
    assert read_by(reuser) == 0


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "[]", "null", '{"sequence": "1"}', '{"sequence": true}'),
        *('{"sequence": -1}', '{"sequence": 1e99}', '{"sequence": 1, "x": 2}'),
        *('{"sequence": 9223372036854775808}', b"\xff\xfe", "[" * 900),
    ],
)
def test_a_body_that_is_something_else_is_refused(tell, latest, body):
    response = tell(body)
    assert response.status_code == 400
    assert response.json()["parameter"] == "sequence"


def test_nothing_else_is_done_there(visitor, latest):
    response = visitor.get(ACKNOWLEDGEMENTS)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST, OPTIONS"
    options = visitor.options(ACKNOWLEDGEMENTS)
    assert options.status_code == 204
    assert options.headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"


def test_a_session_is_no_key(person, reuser, latest):
    admin = person(is_superuser=True, is_staff=True)
    body = json.dumps({"sequence": latest})
    answer = admin.post(ACKNOWLEDGEMENTS, body, content_type="application/json")
    assert answer.status_code == 401
    assert read_by(reuser) == 0
