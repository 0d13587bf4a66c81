"""A program of the run that ends comes back, after pauses that grow."""

import pytest

from mapcms.local import services
from mapcms.local.services import PAUSES, Service


class Process:
    """A process that runs until the test ends it."""

    returncode = None

    def poll(self):
        """None as long as it runs."""
        return self.returncode


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes as far as it is told."""
    now = [1000.0]
    monkeypatch.setattr(services.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def service(clock):
    """A service, with what it did in `started`, `cleaned` and `told`."""
    started, cleaned, told = [], [], []

    def start():
        started.append(Process())
        return started[-1]

    made = Service("The worker", start, cleaned.append, told.append)
    made.started, made.cleaned, made.told = started, cleaned, told
    return made


def fail(service, clock):
    """End its process; give how long it takes until there is another."""
    service.process.returncode, count = -9, len(service.started)
    begin = clock[0]
    while len(service.started) == count:
        service.look()
        clock[0] += 0.5
    return round(clock[0] - begin)


def test_what_runs_is_left_alone(service):
    service.look()
    assert len(service.started) == 1


def test_what_ends_comes_back_and_leaves_nothing_behind(service, clock):
    fail(service, clock)
    assert service.process is service.started[1]
    assert service.cleaned == service.started[:1]


def test_pauses_grow_to_a_minute(service, clock):
    waited = [fail(service, clock) for _ in range(6)]
    assert waited == pytest.approx([*PAUSES, PAUSES[-1]], abs=1)


def test_a_person_is_told_once_after_several(service, clock):
    fail(service, clock)
    fail(service, clock)
    assert not service.told
    fail(service, clock)
    fail(service, clock)
    [sentence] = service.told
    assert sentence.startswith("The worker ended by itself (exit code -9).")


def test_after_a_calm_time_it_counts_anew(service, clock):
    for _ in range(3):
        fail(service, clock)
    clock[0] += services.CALM_SECONDS
    assert fail(service, clock) <= PAUSES[0] + 1
    for _ in range(2):
        fail(service, clock)
    assert len(service.told) == 2
