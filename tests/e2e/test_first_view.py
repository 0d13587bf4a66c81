"""What a first visit to any page costs somebody on a slow network."""

import pytest

from tests.e2e.test_reading import TEMPLATES

MOST_BYTES, MOST_REQUESTS = 60_000, 6
FORMS = ["/share/", "/share/map-story/", "/share/word/", "/contact/"]
PAGES = [*TEMPLATES, "/stories/?page=2", *FORMS]
BLOCKING = """performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""
PICTURES = """[...document.images].map((one) => ({
    src: one.src, lazy: one.loading === "lazy",
    sized: one.hasAttribute("width") && one.hasAttribute("height"),
    below: one.getBoundingClientRect().top >= innerHeight,
}))"""


class Transfers:
    """What crosses the network for one page, by a browser that knows nothing yet."""

    def __init__(self, page, address):
        self.urls, self.sizes = {}, {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.loadingFinished", self.loaded)
        page.goto(address, wait_until="networkidle")

    def asked(self, event):
        """A request begins; what an address holds itself is none."""
        if not event["request"]["url"].startswith("data:"):
            self.urls[event["requestId"]] = event["request"]["url"]

    def loaded(self, event):
        """All of an answer has come, as many bytes as were sent."""
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def besides_pictures(self):
        """The sizes of all but the content's own pictures, by address."""
        return {
            url: self.sizes[key]
            for key, url in self.urls.items()
            if "/media/images/" not in url
        }


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [390, 1366])
def test_it_is_light_and_asks_little(open_page, address, width):
    page = open_page("about:blank", width=width)
    found = Transfers(page, address).besides_pictures
    assert len(found) >= 3
    assert sum(found.values()) <= MOST_BYTES, found
    assert len(found) <= MOST_REQUESTS, found
    blocking = page.evaluate(BLOCKING)
    assert [url.rpartition(".")[2] for url in blocking] == ["css"]


def test_pictures_have_their_size_and_wait_below_the_first_screen(open_page):
    page, seen = open_page("/nowhere/", width=390, height=500), 0
    for address in PAGES:
        page.goto(address)
        pictures = page.evaluate(PICTURES)
        seen += len(pictures)
        assert [one for one in pictures if not one["sized"]] == [], address
        late = [one for one in pictures if one["below"] and not one["lazy"]]
        assert late == [], address
    assert seen > 1


def test_the_bytes_of_pictures_are_seen(open_page):
    page = open_page("about:blank")
    transfers = Transfers(page, "/stories/fourteen-questions-in-nineteen-days/")
    assert len(transfers.urls) > len(transfers.besides_pictures)
