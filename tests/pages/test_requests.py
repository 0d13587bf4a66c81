"""How pages are delivered: nothing from elsewhere, few queries, safe headers."""

import re

import django
import pytest
import wagtail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.caching import page_cache
from core.models import Alignment, Author, Measure, Quote, RelatedPage
from core.pages import menu
from tests import factories
from tests.pages.samples import everything

# Of a page that is made anew; one from memory takes one.
MOST_QUERIES = 12
# The front of the toolkit reads the links of each step's guidance by themselves.
MORE = {"toolkit": 14}
FETCHED = re.compile(
    r'<(?:link|script|img|source|iframe)[^>]*(?:src|href|srcset)="([^"]+)"'
)
# What stands in the page itself is fetched from nowhere.
OWN = re.compile(r"/(?!/)|http://localhost:8000/|data:image/svg\+xml,")


def queries(client, address):
    """How many queries it takes to make a page once more, of which others were made."""
    client.get(address)
    page_cache.pages.forget()
    page_cache.lists.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(not is_transaction_control(query["sql"]) for query in captured)


def is_transaction_control(statement):
    """Whether a statement asks nothing: tests wrap each request in a savepoint."""
    return statement.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))


def test_no_page_takes_more_queries_than_it_may(tree, visitor):
    pages = everything(tree)
    taken = {name: queries(visitor, page.url) for name, page in pages.items()}
    taken["search"] = queries(visitor, "/search/?q=page")
    most = {name: MORE.get(name, MOST_QUERIES) for name in taken}
    assert {n: count for n, count in taken.items() if count > most[n]} == {}
    assert min(taken.values()) > 1


def fill(tree, count):
    """Stories and drivers with all their rows."""
    for _ in range(count):
        driver = factories.DriverFactory(parent=tree.drivers)
        profile = factories.ProfileFactory(parent=tree.community)
        rows = {
            "alignments": [
                Alignment(driver=driver, theme=factories.ThemeFactory()),
                Alignment(driver=tree.driver, theme=factories.ThemeFactory()),
            ],
            "measures": [Measure(kind="time", value=1, unit="hours", basis="counted")],
            "authors": [Author(profile=profile)],
            "quotes": [Quote(text="Thank you")],
            "related_pages": [RelatedPage(target=driver)],
        }
        for factory in (factories.MapStoryFactory, factories.KMStoryFactory):
            copies = {
                name: [copy(row) for row in values] for name, values in rows.items()
            }
            factory(parent=tree.stories, rows=copies)
        factories.SectionFactory(parent=tree.toolkit)


def copy(row):
    """The same row once more."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return type(row)(**values)


def test_queries_do_not_grow_with_the_site(tree, visitor):
    tree.driver = factories.DriverFactory(parent=tree.drivers, slug="plan")
    fill(tree, 2)
    story = tree.stories.get_children().live().first()
    addresses = [
        "/",
        "/toolkit/",
        "/toolkit/drivers/",
        "/toolkit/drivers/plan/",
        "/stories/",
        "/stories/?driver=plan",
        "/community/",
        "/sitemap.xml",
        story.url,
    ]
    few = {address: queries(visitor, address) for address in addresses}
    fill(tree, 6)
    many = {address: queries(visitor, address) for address in addresses}
    assert many == few


def test_the_menu_does_not_read_all_pages(tree):
    """Every page of the site asks for it, however many pages there are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, values = menu.statement()
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for [line] in cursor.fetchall())
    assert "core_main_pages" in plan


def test_nothing_is_fetched_from_another_domain(tree, visitor):
    for name, page in everything(tree).items():
        text = visitor.get(page.url).content.decode()
        for address in FETCHED.findall(text):
            assert OWN.match(address), (name, address)


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/search/?q=x", "/admin/login/"])
def test_headers_keep_browsers_to_our_own_domain(tree, visitor, address):
    response = visitor.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert ("unsafe-inline" in policy) == address.startswith("/admin/")


def test_readers_get_no_cookie(tree, visitor):
    for address in ("/", "/stories/", "/search/?q=x"):
        assert not visitor.get(address).cookies, address


def test_addresses_come_from_settings_and_not_from_the_request(tree, visitor, settings):
    settings.ALLOWED_HOSTS = ["localhost", "evil.example"]
    response = visitor.get("/", headers={"host": "evil.example"})
    assert "evil.example" not in response.content.decode()


def test_other_hosts_are_refused(tree, client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/stories/", "/search/", "/api/feed/v1/items"])
def test_what_a_question_brings_in_its_body_is_not_looked_at(tree, visitor, path):
    body = b"q=Quokka&page=9&limit=1&csrfmiddlewaretoken=x"
    form = "application/x-www-form-urlencoded"
    fat = visitor.generic("GET", path, body, content_type=form)
    plain = visitor.get(path)
    assert (fat.status_code, fat.content) == (plain.status_code, plain.content)
    assert b"Quokka" not in plain.content


@pytest.mark.parametrize("name", ["host", "proto", "server", "port", "prefix"])
def test_what_a_proxy_is_said_to_have_been_asked_is_not_believed(tree, name):
    plain = Client(headers={"host": "localhost"}).get("/")
    page_cache.pages.forget()
    headers = {"host": "localhost", f"x-forwarded-{name}": "evil.example"}
    assert Client(headers=headers).get("/").content == plain.content
    assert Client(headers={"host": "localhost"}).get("/").content == plain.content


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/nowhere/", "/?x=%00", "/admin/login/", "/robots.txt", "/healthz"),
        *("/api/feed/v1/docs", "/api/feed/v1/openapi.json", "/api/feed/v1/nothing"),
    ],
)
def test_nobody_learns_what_runs_here_nor_how_it_failed(tree, monkeypatch, path):
    reader = Client(headers={"host": "localhost"}, raise_request_exception=False)
    answers = [reader.get(path)]
    monkeypatch.setattr("core.models.ContentPage.serve", None, raising=False)
    page_cache.pages.forget()
    answers.append(reader.get(path))
    for answer in answers:
        words = f"{answer.content.decode()} {answer.headers}"
        for told in (wagtail.__version__, django.__version__, "Traceback", "URLconf"):
            assert told not in words, told
        assert not {"Server", "X-Powered-By", "Via"} & set(answer.headers)
