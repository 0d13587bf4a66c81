"""The real site for tests in a real browser: production settings, its own database."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from mapcms.local import browser
from tests.databases import databases
from tests.e2e.forms import give_password
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A machine that does several things at once may take its time.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def database(django_db_setup):
    """The address of a copy of the demo site's database."""
    databases.ensure("run_site")
    name = databases.named("browser")
    databases.copy(databases.kept("run_site"), name)
    yield make_url(os.environ["DATABASE_URL"], name)
    databases.drop(name)


def make_url(server, name):
    """The same server's address with another database."""
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}"


@pytest.fixture(scope="package")
def var(database, tmp_path_factory):
    """The folder with the demo site's files."""
    folder = tmp_path_factory.mktemp("browser") / "var"
    shutil.copytree(databases.folder("run_site"), folder)
    return folder


@pytest.fixture(scope="package")
def site(database, var):
    """The address of the demo site as production serves it."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "MAPCMS_VAR": str(var),
        "BASE_URL": address,
        "TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "DJANGO_SECRET_KEY": "for the browser tests only",
    }
    environment.pop("DJANGO_DEBUG", None)
    move = [sys.executable, "manage.py", "feed_rebuild", "--origin", address]
    subprocess.run(move, cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(port), "mapcms.wsgi:application"),
        ],
        cwd=ROOT,
        env=environment,
    )
    wait_for(address)
    yield address
    server.terminate()
    server.wait(20)


def wait_for(address):
    """Return once the site answers."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(f"{address}/robots.txt", timeout=5)
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="package")
def chromium():
    """A browser."""
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser.find(), args=FLAGS)
        yield program
        program.close()


@pytest.fixture
def open_page(site, chromium):
    """A maker of pages: `open_page("/stories/", width=375)`."""
    contexts = []

    def make(address="/", width=1366, height=768, **options):
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(open_page):
    """A maker of pages in the admin: `signed_in("editor", "/admin/")`."""

    def make(username, address="/admin/", **options):
        page = open_page("/admin/login/", **options)
        give_password(page, username)
        page.wait_for_url("**/admin/")
        page.goto(address)
        return page

    return make
