"""A browser is found where one is, and asked for where none can be had."""

import pytest

from mapcms.local import browser
from mapcms.local.postgres import StartProblem


@pytest.fixture
def programs(folder, monkeypatch):
    """A machine with no programs but those in this folder, and no way to the network."""
    for name in ("CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    return folder


def add(path, code):
    """A program that ends with this exit code."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


def test_the_one_on_the_path(programs):
    assert add(programs / "chromium", 0) == browser.find()


def test_the_one_that_is_named(programs, monkeypatch):
    add(programs / "chromium", 0)
    monkeypatch.setenv("CHROMIUM", add(programs / "mine", 0))
    assert browser.find() == str(programs / "mine")


def test_one_that_does_not_start_is_passed_over(programs):
    add(programs / "chromium", 127)
    assert add(programs / "google-chrome", 0) == browser.find()


def test_playwrights_own(programs):
    cache = programs / ".cache/ms-playwright/chromium-1200/chrome-linux64/chrome"
    assert add(cache, 0) == browser.find()


def test_none_and_none_to_be_had(programs, monkeypatch):
    with pytest.raises(StartProblem, match=r"apt install chromium"):
        browser.find()
