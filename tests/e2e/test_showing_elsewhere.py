"""A site of somebody else shows our pictures, documents and lists, and frames no page."""

import functools
import http.server
import re
import threading

import pytest
from PIL import Image
from playwright.sync_api import Error

PAGE = """<!doctype html><title>A library elsewhere</title>
<img src="{site}{picture}" alt="">
<iframe name="list" src="{site}/embed?limit=3"></iframe>
<script src="{site}{script}"></script>
"""

FETCH = "url => fetch(url, {mode: 'no-cors'}).then(answer => answer.type)"
READ = "url => fetch(url).then(answer => answer.json()).then(all => all.items.length)"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path):
    """Another site: a folder, and where it stands (127.0.0.1, not localhost)."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def picture(var):
    """The path of a picture that the site serves."""
    name = f"{'0' * 32}.png"
    (var / "media/images").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (20, 10)).save(var / "media/images" / name)
    return f"/media/images/{name}"


def found(page, pattern):
    """The first address that a page names and that looks like this."""
    match = re.search(pattern, page.content())
    assert match, pattern
    return match[0]


def test_they_are_shown_on_a_page_of_another_origin(open_page, site, elsewhere, picture):
    folder, address = elsewhere
    template = open_page("/toolkit/tell-your-story/map-story-template/")
    document = found(template, r"/documents/[^\"]+")
    script = found(template, r"/static/core/copy[.\w]*\.js")
    text = PAGE.format(site=site, picture=picture, script=script)
    (folder / "index.html").write_text(text)
    page = open_page(f"{address}/index.html")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.images[0].naturalWidth") == 20
    assert page.frame("list").locator("li").count() == 3
    assert page.evaluate(FETCH, f"{site}{document}") == "opaque"
    assert page.evaluate(FETCH, f"{site}{script}") == "opaque"
    assert page.evaluate(READ, f"{site}/api/feed/v1/items?limit=3") == 3


def test_pages_are_not(open_page, site, elsewhere):
    folder, address = elsewhere
    text = f'<iframe name="page" src="{site}/"></iframe>'
    (folder / "index.html").write_text(f"<!doctype html><title>x</title>{text}")
    page = open_page(f"{address}/index.html")
    page.wait_for_load_state("networkidle")
    assert page.frame("page").locator("main").count() == 0
    with pytest.raises(Error, match="Failed to fetch"):
        page.evaluate(FETCH, f"{site}/search/?q=x")
