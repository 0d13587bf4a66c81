"""What goes out with a version: what changed, licences, and known weaknesses."""

import json
from subprocess import CompletedProcess

import pytest

from mapcms.local.problems import StartProblem
from mapcms.release.__main__ import section
from mapcms.release.sbom import licences
from mapcms.release.vulnerabilities import report

CHANGELOG = """\
# Changelog

## 1.10.0 (2027-01-10)

### Added

- A thing.

## 1.1.0 (2026-12-01)

- An older thing.
"""


def test_what_changed_is_that_of_the_version_alone():
    assert section("1.10.0", CHANGELOG) == "### Added\n\n- A thing.\n"
    assert section("1.1.0", CHANGELOG) == "- An older thing.\n"


@pytest.mark.parametrize("version", ["1.1", "1.10", "1x1.0", "2.0.0"])
def test_a_version_without_a_section_does_not_go_out(version):
    with pytest.raises(StartProblem, match="Unreleased"):
        section(version, CHANGELOG)


def test_licences_are_named_once_and_their_absence_too():
    parts = [
        {"name": "wagtail", "version": "8", "licenses": [{"license": {"id": "BSD"}}]},
        {"name": "Django", "version": "5", "licenses": [{"expression": "BSD OR MIT"}]},
        {
            "name": "lxml",
            "version": "6",
            "licenses": [
                {"license": {"name": "BSD"}},
                {"license": {"name": "License :: OSI Approved :: BSD"}},
                {"license": {"name": "the whole\ntext"}},
            ],
        },
        {"name": "bare", "version": "1"},
    ]
    assert licences(parts).splitlines() == [
        "bare 1: not said",
        "Django 5: BSD OR MIT",
        "lxml 6: BSD",
        "wagtail 8: BSD",
    ]


def said(code=0, stderr="", **part):
    """What pip-audit says of one package."""
    part = {"name": "django", "version": "5.2", **part}
    return CompletedProcess([], code, json.dumps({"dependencies": [part]}), stderr)


HOLE = {"id": "CVE-2026-1", "fix_versions": ["5.2.20"]}


@pytest.mark.parametrize(
    ("call", "clean", "words"),
    [
        (said(vulns=[]), True, "No known weakness in 1 packages."),
        (said(1, vulns=[HOLE]), False, "CVE-2026-1 (mended in 5.2.20)"),
        (said(0, vulns=[HOLE]), False, "CVE-2026-1"),
        (
            said(0, skip_reason="not on PyPI"),
            False,
            "could not look at any package: not on PyPI",
        ),
        (said(2, vulns=[]), False, "ended with 2"),
        (
            CompletedProcess([], 1, "", "x\nno network"),
            False,
            "look for known weaknesses: no network",
        ),
        (CompletedProcess([], 0, "", ""), False, "it said nothing"),
        (CompletedProcess([], 0, '{"dependencies": []}', ""), False, "looked at nothing"),
    ],
)
def test_only_what_was_looked_at_is_clean(call, clean, words):
    looked, told = report(call)
    assert looked is clean
    assert words in told


def test_what_was_left_out_is_named():
    parts = [
        {"name": "django", "version": "5.2", "vulns": []},
        {"name": "mapcms", "skip_reason": "not on PyPI"},
    ]
    call = CompletedProcess([], 0, json.dumps({"dependencies": parts}), "")
    assert report(call) == (False, "pip-audit could not look at mapcms: not on PyPI")
