"""Whoever follows a secret link tells no page of it where they came from."""

import pytest
from django.urls import reverse

from sharing.urls import urlpatterns
from tests.sharing.submitting import begin

SECRET = [str(it.pattern) for it in urlpatterns if "<str:token>" in str(it.pattern)]


def test_there_are_such_addresses():
    assert len(SECRET) >= 12


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["confirm", "reply_confirm", "reply_withdraw"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_confirming_and_withdrawing(visitor, tree, name, method):
    address = reverse(f"sharing:{name}", args=("nobodys-token",))
    answer = getattr(visitor, method)(address)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", SECRET)
def test_every_secret_address(visitor, tree, pattern):
    path = pattern.replace("<str:token>", "nobodys-token").replace("<int:number>", "99")
    answer = visitor.get(f"/{path}")
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_behind_a_good_link(visitor, tree, method):
    answer = getattr(visitor, method)(f"{begin(visitor)}99/")
    assert answer.status_code == 404
    assert "could not find" in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
