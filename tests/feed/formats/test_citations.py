"""Our page is cited, the same everywhere; the document it summarises beside it."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape

import bibtexparser
import pytest
import rispy
import time_machine
from lxml import etree, html

from core.models import Author
from core.pages.citation import COMMUNITY
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import full_of, settle
from tests.feed.oai import NAMES, texts

TITLE = "Summary of Ten $year\\ plan"
DOCUMENT = (
    "Ministry (February 2014) Ten $year\\ plan. Available at: https://example.org/plan."
)


@pytest.fixture
def driver(tree):
    """A summary by a volunteer, just after midnight in 2026, of a document of 2014."""
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        page = factories.DriverFactory(
            parent=tree.drivers,
            title="Ten $year\\ plan",
            slug="ten-year-plan",
            publisher=factories.PublisherFactory(name="Ministry"),
            date=date(2014, 2, 1),
            date_precision="month",
            source_url="https://example.org/plan",
            rows={"authors": [Author(name="Asha Patel")]},
        )
        settle()
    return page


@pytest.fixture
def head(driver, visitor):
    """The page of the driver, as a reference manager reads it."""
    return html.fromstring(visitor.get(driver.url).content.decode())


@pytest.fixture
def read(driver, visitor):
    """Reads the driver in a format, alone and from the list, which say the same."""

    def get(ending):
        alone = visitor.get(f"{BASE}/items/{driver.translation_key}.{ending}").content
        listed = visitor.get(f"{BASE}/items.{ending}?type=driver")
        assert b"".join(listed) == alone
        return alone.decode()

    return get


def test_ris_cites_the_summary(read, driver):
    (entry,) = rispy.loads(read("ris"))
    assert entry["title"] == TITLE
    assert entry["authors"] == ["Patel, Asha"]
    assert entry["year"] == "2026"
    assert entry["date"] == "2026/07/01/"
    assert entry["publisher"] == COMMUNITY
    assert entry["urls"] == [full_of(driver)["url"]]
    assert entry["notes"][0] == f"Summarises: {DOCUMENT}"


def test_bibtex_cites_the_summary(read, driver):
    found = bibtexparser.parse_string(read("bib"))
    assert not found.failed_blocks
    entry = found.entries_dict[f"map-{driver.translation_key}"]
    assert entry["title"] == "Summary of Ten \\$year/ plan"
    assert entry["author"] == "Patel, Asha"
    assert entry["year"] == "2026"
    assert "Summarises: Ministry (February 2014)" in entry["note"]


def test_csl_cites_the_summary(read, driver):
    (entry,) = json.loads(read("csl.json"))
    assert entry["title"] == TITLE
    assert entry["author"] == [{"family": "Patel", "given": "Asha"}]
    assert entry["issued"] == {"date-parts": [[2026, 7, 1]]}
    assert entry["publisher"] == COMMUNITY
    assert entry["URL"] == full_of(driver)["url"]
    assert entry["note"].startswith(f"Summarises: {DOCUMENT}")


def test_dublin_core_of_harvesters_cites_the_summary(driver, visitor):
    answer = visitor.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&set=type:driver")
    root = etree.fromstring(answer.content)
    assert texts(root, ".//dc:title") == [TITLE]
    assert texts(root, ".//dc:creator") == ["Asha Patel"]
    assert texts(root, ".//dc:publisher") == [COMMUNITY]
    assert texts(root, ".//dc:date") == ["2026-06-30T23:30:00Z"]
    assert texts(root, ".//dc:relation") == [f"Summarises: {DOCUMENT}"]
    assert root.find(".//dc:identifier", NAMES).text == full_of(driver)["url"]


def test_the_sentence_to_show_cites_the_summary(driver):
    full = full_of(driver)
    assert full["licence"]["attribution"] == (
        f"“{TITLE}” by Asha Patel (2026), {COMMUNITY}, {full['url']}, CC BY 4.0."
    )
    assert full["details"]["document_citation"] == DOCUMENT


def test_the_page_cites_the_summary_and_beside_it_the_document(head, driver):
    own = head.get_element_by_id("citation").text_content()
    url = full_of(driver)["url"]
    begins = f"Patel, A. (2026) {TITLE}. {COMMUNITY}. Available at: {url} (Accessed: "
    assert own.startswith(begins)
    assert head.get_element_by_id("document-citation").text_content() == DOCUMENT


def test_the_page_has_data_for_reference_managers(head, driver):
    found = {}
    for tag in head.xpath(
        "//meta[starts-with(@name, 'citation_') or contains(@name, 'DC.')]"
    ):
        found.setdefault(tag.get("name"), []).append(tag.get("content"))
    for start in ("citation_", "DC."):
        assert found[f"{start}title"] == [TITLE]
        assert found[f"{start}publisher"] == [COMMUNITY]
    assert found["citation_author"] == found["DC.creator"] == ["Patel, Asha"]
    assert found["citation_publication_date"] == ["2026/07/01"]
    assert found["DC.date"] == ["2026-07-01"]
    assert found["DC.identifier"] == [full_of(driver)["url"]]
    assert found["DC.relation"] == [f"Summarises: {DOCUMENT}"]


def test_the_data_for_search_engines_cite_the_summary(head):
    data = json.loads(head.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["name"] == TITLE
    assert data["author"] == [{"@type": "Person", "name": "Asha Patel"}]
    assert data["publisher"]["name"] == COMMUNITY
    assert data["dateModified"] == "2026-07-01"
    assert "2014" not in str(data).replace(DOCUMENT.replace("\\", "\\\\"), "")
    assert data["isBasedOn"]["name"] == "Ten $year\\ plan"


def test_where_nobody_is_named_the_community_is_the_author(tree, visitor):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea")
    full = full_of(page)
    place = full["organisation"]["label"]
    year = full["updated_at"][:4]
    attribution = full["licence"]["attribution"]
    assert attribution.startswith(f"“Tea” by {COMMUNITY} ({year}), {place}, http")
    key = page.translation_key
    (entry,) = rispy.loads(visitor.get(f"{BASE}/items/{key}.ris").content.decode())
    assert entry["authors"] == [COMMUNITY]
    (entry,) = visitor.get(f"{BASE}/items/{key}.csl.json").json()
    assert entry["author"] == [{"literal": COMMUNITY}]
    assert "document_citation" not in full["details"]
    text = unescape(visitor.get(page.url).content.decode())
    assert f"{COMMUNITY} ({year}) Tea. Available at: " in text
    assert "Summarises" not in text


def test_profiles_and_lists_have_no_citation(tree, visitor):
    profile = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    for page in (profile, tree.drivers, tree.stories, tree.community, tree.toolkit):
        text = visitor.get(page.url).content.decode()
        assert "Accessed:" not in text
        assert not re.search(r'name="(citation_|DC\.)', text)
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
        assert not {"author", "publisher", "citation"} & json.loads(data[1]).keys()
