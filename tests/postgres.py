"""A database for the tests: a throwaway server, unless DATABASE_URL names another one.

A plug-in (`-p tests.postgres`), so that it comes before Django's settings are loaded.
Workers of pytest-xdist inherit the address.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from mapcms.local import postgres

# Set where the server is ours alone, for workers to see.
OWN_SERVER = "MAPCMS_TESTS_HAVE_A_SERVER"
_folder = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """Start the server before anything asks for the settings."""
    os.environ.setdefault("DJANGO_SECRET_KEY", "for the tests only")
    os.environ.setdefault("WITHOUT_SECOND_FACTOR", "1")
    if "DATABASE_URL" not in os.environ:
        start()
    return (yield)


def pytest_unconfigure():
    """Stop the server however the tests ended."""
    if _folder:
        postgres.stop(_folder)
        shutil.rmtree(_folder, ignore_errors=True)


def start():
    """Start a server in a folder that its user can enter, even where TMPDIR is root's."""
    global _folder  # noqa: PLW0603 (a plug-in has no other place)
    folder = Path(tempfile.mkdtemp(prefix="mapcms-tests-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        os.environ["DATABASE_URL"] = postgres.ensure_running(folder, throwaway=True)
        os.environ[OWN_SERVER] = "yes"
    except postgres.StartProblem as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise pytest.UsageError(str(problem)) from problem
    _folder = folder
