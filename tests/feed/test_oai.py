"""OAI-PMH, read by Sickle and checked against its schema."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sickle import Sickle

from community.models import Nation
from core.models import Author
from editorial.actions import withdrawal
from feed.api.oai import records
from feed.models import Item
from tests import factories
from tests.feed.conftest import item_of, settle

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "OAI-PMH.xsd"))
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.fixture
def oai(visitor):
    """Asks the door and checks the answer against the schema."""

    def ask(query=None, method="get", **arguments):
        text = urlencode(arguments) if query is None else query
        if method == "get":
            response = visitor.get(f"/oai?{text}")
        else:
            kind = "application/x-www-form-urlencoded"
            response = visitor.post("/oai", text, content_type=kind)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
        root = etree.fromstring(response.content)
        SCHEMA.assertValid(root)
        return root

    return ask


@pytest.fixture
def story(tree):
    nation = Nation.objects.create(name="Wales", slug="wales")
    page = factories.KMStoryFactory(
        parent=tree.stories,
        title="Tea urn \x0b & more",
        nations=[nation],
        rows={"authors": [Author(name="Asha Patel")]},
    )
    settle()
    return page


def error_of(root):
    return root.find("o:error", NAMES).get("code")


def texts(root, path):
    return [found.text for found in root.iterfind(path, NAMES)]


def test_who_we_are(oai, story):
    root = oai(verb="Identify")
    assert texts(root, ".//o:deletedRecord") == ["persistent"]
    assert texts(root, ".//o:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert texts(root, ".//o:baseURL") == ["http://localhost:8000/oai"]


def test_formats_and_sets(oai, story):
    assert texts(oai(verb="ListMetadataFormats"), ".//o:metadataPrefix") == ["oai_dc"]
    specs = texts(oai(verb="ListSets"), ".//o:setSpec")
    assert {"type", "type:km-story", "nation", "nation:wales"} <= set(specs)


def test_a_record(oai, story):
    found = oai(**LIST, set="type:km-story")
    [identifier] = texts(found, ".//o:identifier")
    root = oai(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert texts(root, ".//dc:title") == ["Tea urn  & more"]
    assert texts(root, ".//dc:creator") == ["Asha Patel"]
    assert texts(root, ".//dc:identifier") == [item_of(story).url]
    assert texts(root, ".//dc:coverage") == ["Wales"]
    assert set(texts(root, ".//o:setSpec")) == {"type:km-story", "nation:wales"}
    forms = oai(verb="ListMetadataFormats", identifier=identifier)
    assert texts(forms, ".//o:metadataPrefix") == ["oai_dc"]


def test_a_form_is_taken_as_well(oai, story):
    assert texts(oai(method="post", **LIST), ".//dc:title")


def test_what_was_withdrawn_is_told_in_its_sets(oai, story, person):
    withdrawal.withdraw(story.pk, person("Moderators").user, "Out of date.")
    for spec in ("type:km-story", "nation:wales", "type", "nation"):
        root = oai(**LIST, set=spec)
        [header] = root.iterfind(".//o:header[@status='deleted']", NAMES)
        assert header.find("o:identifier", NAMES).text.endswith(str(item_of(story).pk))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Dance", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&from=2026-01-01", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01",
            "badArgument",
        ),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01"
            "&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=type:dance", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=Identify&resumptionToken=x", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("verb=%ff", "badArgument"),
        ("verb=ListRecords&metadataPrefix=%00", "badArgument"),
    ],
)
def test_errors_are_those_of_the_protocol(oai, story, query, code):
    assert error_of(oai(query)) == code


def test_dates_are_inclusive(oai, story):
    stamp = item_of(story).changed_at.astimezone(UTC)
    second = stamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert oai(**LIST, **{"from": second, "until": second}).find("o:error", NAMES) is None
    day = stamp.strftime("%Y-%m-%d")
    assert oai(**LIST, **{"from": day, "until": day}).find("o:error", NAMES) is None


def test_drafts_are_nowhere(oai, tree, story):
    story.title = "Canary"
    story.save_revision()
    factories.KMStoryFactory(parent=tree.stories, title="Canary", live=False)
    assert b"Canary" not in etree.tostring(oai(**LIST))


# A harvest by somebody else's program


@pytest.fixture
def harvester(tree, live_server, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 3)
    for number in range(8):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    return Sickle(f"{live_server.url}/oai")


def harvested(sickle, **arguments):
    """Records by identifier, the latest of each."""
    found = sickle.ListRecords(metadataPrefix="oai_dc", **arguments)
    return {record.header.identifier: record for record in found}


@pytest.mark.django_db(transaction=True)
def test_sickle_harvests_everything(harvester, tree):
    found = harvested(harvester)
    titles = {r.metadata["title"][0] for r in found.values()}
    assert titles == set(Item.objects.values_list("title", flat=True))
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc"))) == len(found)
    assert {"type", "nation"} <= {found.setSpec for found in harvester.ListSets()}
    assert harvester.Identify().deletedRecord == "persistent"


@pytest.mark.django_db(transaction=True)
def test_what_changes_during_a_harvest_is_not_lost(harvester, tree):
    pages = tree.stories.get_children().specific()
    records_in_turn = harvester.ListRecords(metadataPrefix="oai_dc")
    found = {}
    for number, record in enumerate(records_in_turn):
        found[record.header.identifier] = record
        if number == 2:
            first = pages.order_by("pk").first()
            first.title = "Changed meanwhile"
            factories.publish(first)
            type(first).objects.get(title="Story 7").unpublish()
    titles = {r.metadata["title"][0] for r in found.values() if not r.header.deleted}
    assert titles == set(
        Item.objects.filter(is_public=True).values_list("title", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_stamped_and_not_visible_yet_comes_next_time(harvester, tree, person):
    """The next harvest begins at the response date of the one before."""
    page = tree.stories.get_children().specific().first()
    stamped, go_on = threading.Event(), threading.Event()

    def publish_slowly():
        with transaction.atomic():
            page.title = "Late"
            factories.publish(page)
            connection.finish_collected()
            stamped.set()
            go_on.wait(10)
        connection.close()

    editor = threading.Thread(target=publish_slowly)
    editor.start()
    assert stamped.wait(10)
    answer = harvester.harvest(verb="ListRecords", metadataPrefix="oai_dc")
    date = answer.xml.find("o:responseDate", NAMES).text
    go_on.set()
    editor.join()
    assert "Late" not in answer.raw
    again = harvested(harvester, **{"from": date})
    assert "Late" in {r.metadata["title"][0] for r in again.values()}


@pytest.mark.django_db(transaction=True)
def test_the_response_date_is_the_clock_while_nothing_is_under_way(harvester):
    before = datetime.now(UTC).replace(microsecond=0)
    answer = harvester.harvest(verb="Identify")
    date = answer.xml.find("o:responseDate", NAMES).text
    assert datetime.fromisoformat(date) >= before


NAMED = st.sampled_from(
    ["verb", "from", "until", "set", "metadataPrefix", "identifier", "resumptionToken"]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["ListRecords", "GetRecord", "ListSets", "oai_dc", "type:driver", "2026-01-01"]
    ),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
@given(pairs=st.lists(st.tuples(NAMED, VALUES), max_size=5), raw=st.binary(max_size=20))
def test_whatever_is_asked_has_a_valid_answer(oai, story, pairs, raw):
    text = urlencode(pairs, errors="surrogatepass") + "&" + quote(raw)
    oai(text)
    oai(text, method="post")
