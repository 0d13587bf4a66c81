"""Pages and files of the map and its sisters: whatever is asked, a clear answer."""

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree

from tests import factories
from tests.feed.conftest import settle

PAGES = ["/map/", "/map/gaps/", "/map/timeline/", "/map/places/", "/figures/"]
FILES = ["/map/map", "/map/gaps/gaps", "/map/timeline/timeline", "/map/places/places"]
FILES += ["/figures/figures"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("address", PAGES)
def test_links_of_the_pages_lead_somewhere(work, visitor, address):
    settle()
    text = visitor.get(address).content.decode()
    links = {html.unescape(link) for link in re.findall(r'href="([^"#]+)"', text)}
    own = [
        link for link in links if link.startswith(("/map", "/figures", "/search", "?"))
    ]
    assert own
    for link in own:
        target = address + link if link.startswith("?") else link
        assert visitor.get(target).status_code == 200, target


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        "by=&count=&all=2",
        "by=nonsense&count=nonsense&scope=nonsense&theme=nonsense&year=0",
        "theme=%ED%A0%80&year=%FF",
        f"theme={'a' * 6000}&utm_source=newsletter",
        "year=10000000000000000000000&by=theme&by=region",
    ],
)
def test_whatever_stands_in_the_address_is_a_clear_page(work, visitor, address, query):
    settle()
    assert visitor.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_nul_is_refused_on_a_clear_page(work, visitor, address):
    assert visitor.get(f"{address}?by=%00").status_code == 400


@pytest.mark.parametrize("file", FILES)
def test_pictures_are_svg_that_others_can_read(work, drivers, visitor, file):
    drivers[0].title = "Ten <script>alert(1)</script> & “years”"
    factories.publish(drivers[0])
    settle()
    response = visitor.get(f"{file}.svg")
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    root = etree.fromstring(response.content)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("file", FILES)
def test_tables_are_read_back_and_hold_no_formula(work, drivers, visitor, file):
    drivers[2].title = "=HYPERLINK(1)"
    factories.publish(drivers[2])
    settle()
    response = visitor.get(f"{file}.csv")
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell[:1]]


@pytest.mark.parametrize("address", [*PAGES, *(f"{file}.csv" for file in FILES)])
def test_nothing_that_is_not_public_is_told(work, visitor, address):
    settle()
    assert "Canary" not in visitor.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_site_has_kind_words(tree, visitor, address):
    settle()
    assert visitor.get(address).status_code == 200


def test_a_page_keeps_its_choice_for_its_files(work, visitor):
    settle()
    text = visitor.get("/map/?by=setting&count=plans").content.decode()
    files = re.findall(r'href="(/map/map\.(?:svg|csv)\?[^"]+)"', text)
    assert len(files) == 2
    for file in files:
        values = parse_qs(urlsplit(html.unescape(file)).query)
        assert values == {"by": ["setting"], "count": ["plans"]}
