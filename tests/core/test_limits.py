"""Limits count in the database, by keyed hashes, each thing for itself."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory

from core.http.limits import Limit, forget_old_attempts, network_address
from core.models import Attempts

pytestmark = pytest.mark.django_db
NOON = "2026-11-27 12:00:00+00:00"
TWICE = Limit("write", 2, timedelta(minutes=1))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_it_says_how_long_to_wait(noon):
    assert [TWICE.seconds_to_wait("a") for _ in range(3)] == [0, 0, 60]
    noon.shift(timedelta(seconds=50))
    assert TWICE.seconds_to_wait("a") == 10
    noon.shift(timedelta(seconds=10))
    assert TWICE.seconds_to_wait("a") == 0


def test_others_and_other_things_are_counted_apart():
    for _ in range(3):
        TWICE.seconds_to_wait("a")
    assert TWICE.seconds_to_wait("b") == 0
    assert Limit("read", 2, timedelta(minutes=1)).seconds_to_wait("a") == 0
    assert TWICE.seconds_to_wait("A") > 0


def test_nobody_can_tell_whose_address_it_was():
    TWICE.seconds_to_wait("asha.patel@example.nhs.uk")
    [attempts] = Attempts.objects.values()
    assert "asha" not in str(attempts)


def test_old_counts_are_forgotten(noon):
    TWICE.seconds_to_wait("a")
    forget_old_attempts()
    assert Attempts.objects.count() == 1
    noon.shift(timedelta(days=2))
    forget_old_attempts()
    assert Attempts.objects.count() == 0


@pytest.mark.parametrize(
    ("behind_proxy", "header", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "made up, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_a_proxy_of_ours_is_believed(settings, behind_proxy, header, address):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header})
    assert network_address(request) == address
