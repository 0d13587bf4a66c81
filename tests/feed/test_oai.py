"""OAI-PMH, its answers checked against its schema."""

from datetime import UTC
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from community.models import Nation
from core.models import Author
from editorial.actions import withdrawal
from tests import factories
from tests.feed.conftest import item_of, settle
from tests.feed.oai import LIST, NAMES, SCHEMA, error_of, texts


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
    told = etree.tostring(oai(**LIST))
    assert b"Tea urn" in told
    assert b"Canary" not in told


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
