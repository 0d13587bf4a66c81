"""Every statement that readers wait for has an index to work with."""

import json

import pytest
from django.db import connection

from core.pages.addresses import PageAddress
from feed.index.rows import MADE_OF
from feed.models import Item
from feed.query import sql
from feed.query.queries import Query
from feed.query.text_search import Synonyms, read_words
from search.spelling import ALIKE
from tests.feed.conftest import settle

NOBODY = "00000000-0000-0000-0000-000000000000"
WORDS = read_words("evidence", Synonyms())
FILTERS = (("theme", ("t7",)), ("type", ("driver", "plan")), ("year", ("2007",)))


# Items that differ as real ones do: some share a theme, few a word.
MANY = """
INSERT INTO feed_item (id, page, type, is_public, card, "full", brief, hash, url, title,
    sort_title, published_at, updated_at, facets, vector, sets, sources, shown_on, reason,
    listed, names, words_hash, sequence, changed_at)
SELECT gen_random_uuid(), 1000000 + n, 'plan', true, repeat('card ', 100),
    repeat('full ', 400), repeat('brief ', 40), '', 'http://localhost/' || n,
    'Title ' || n, 'title ' || n,
    now() - n * interval '1 hour', now() - n * interval '2 hours',
    ARRAY['type:plan', 'theme:t' || n % 40, 'year:' || 2000 + n % 26],
    to_tsvector('feed_english', 'ward words ' || CASE n % 50 WHEN 0 THEN 'evidence'
        ELSE 'nothing' END),
    '{}', '{}', '{}', '', '{}', md5(n::text), '', nextval('feed_sequence'), now()
FROM generate_series(1, 5000) n
"""


@pytest.fixture
def many(tree):
    """A table so large that it would be slow to read it from end to end."""
    settle()
    with connection.cursor() as cursor:
        cursor.execute(MANY)
        cursor.execute("ANALYZE feed_item")


def plan_of(statement, parameters):
    """A statement's plan as text, in which the table is not read from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
        [plan] = cursor.fetchone()
    assert "feed_item" not in scanned(plan[0]["Plan"])
    return json.dumps(plan)


def scanned(node):
    """The tables that a plan reads from end to end."""
    found = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set()
    return found.union(*(scanned(part) for part in node.get("Plans", ())))


def test_a_plan_that_reads_the_whole_table_is_noticed(many):
    with pytest.raises(AssertionError):
        plan_of("SELECT * FROM feed_item WHERE reason = 'x'", [])


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query(), "feed_newest"),
        (Query(order="updated"), "feed_updated"),
        (Query(order="title"), "feed_title"),
        (Query(after=("2026-01-01T00:00:00Z", NOBODY)), "feed_newest"),
        (Query(facets=FILTERS, order="title"), "feed_facets"),
        (Query(page=PageAddress("/plans/ward")), "feed_url"),
        (Query(words=WORDS, order="relevance"), "feed_vector"),
        (Query(words=WORDS, facets=FILTERS, order="relevance"), "feed_"),
    ],
)
def test_lists(many, query, index):
    statement, parameters = sql.list_statement(query, with_total=False)
    assert index in plan_of(statement, parameters)


def test_counts_of_words_and_filters(many):
    query = Query(words=WORDS, facets=FILTERS)
    plan = plan_of(*sql.facets_statement(query))
    assert "feed_vector" in plan or "feed_facets" in plan


@pytest.mark.parametrize(
    ("statement", "parameters", "index"),
    [
        (sql.CHANGES_STATEMENT, [5, 100], "feed_item_sequence"),
        (sql.ADDRESS_STATEMENT, ["http://localhost/"], "feed_url"),
        (ALIKE, ["c4ca4238a0b9", "c4ca4238a0b9", 3], "feed_names"),
    ],
)
def test_others(many, statement, parameters, index):
    assert index in plan_of(statement, parameters)


def test_one_item(many):
    """It is read by a function, so what the function asks is what has a plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'feed_one'")
        [source] = cursor.fetchone()
    statement = source.partition("RETURN QUERY")[2].partition(";")[0]
    assert "_pkey" in plan_of(statement.replace("wanted", "%s::uuid"), [NOBODY])


def test_what_is_made_of_many_things(many):
    names = [f"page:{number}" for number in range(2000)]
    assert "feed_sources" in plan_of(MADE_OF, [names])


@pytest.mark.django_db
def test_indexes_are_written_as_the_model_says():
    wanted = {}
    for index in Item._meta.indexes:
        pairs = getattr(index, "get_with_params", list)()
        wanted[index.name] = {pair.replace(" ", "") for pair in pairs}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reloptions FROM pg_class WHERE relname = ANY(%s)",
            [list(wanted)],
        )
        found = {name: set(options or ()) for name, options in cursor.fetchall()}
    assert "gin_pending_list_limit=128" in found["feed_vector"]
    on_and_off = {
        "fastupdate=true": "fastupdate=on",
        "fastupdate=false": "fastupdate=off",
    }
    for name, options in found.items():
        assert {on_and_off.get(one, one) for one in options} == wanted[name], name
