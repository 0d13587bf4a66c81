"""The list of slow tests is of this tree, and is measured."""

from types import SimpleNamespace

from mapcms.local.environment import ROOT
from tests import slow


def report(nodeid, duration, when="call"):
    return SimpleNamespace(nodeid=nodeid, duration=duration, when=when)


def test_only_files_that_there_are_are_listed():
    assert slow.listed()
    assert {f for f in slow.listed() if not (ROOT / f).exists()} == set()


def test_a_file_is_slow_by_the_mean_of_its_tests(monkeypatch):
    monkeypatch.setattr(slow, "listed", lambda: {"b.py", "not-run.py"})
    reports = [
        *(report("a.py::one", 1.0), report("a.py::two", 0.2)),
        *(report("b.py::one", 0.1), report("c.py::one", 0.3)),
        report("c.py::one", 0.3, when="setup"),
    ]
    assert slow.renewed(reports) == {"a.py", "c.py", "not-run.py"}


def test_making_a_database_makes_no_test_slow(monkeypatch):
    monkeypatch.setattr(slow, "listed", set)
    made = report("a.py::one", 30, when="setup")
    assert slow.renewed([made, report("a.py::one", 0.1)]) == set()
