"""Wrong queries: each is refused by name, whatever door it comes to."""

import time
from urllib.parse import quote

import pytest

from feed.api.routing import BASE
from tests import factories

# What is wrong, the name that the answer must give, and the query.
WRONG = (
    ("unknown name", "them", "them=digital"),
    ("unknown name without a value", "them", "them"),
    ("name in capitals", "Type", "Type=driver"),
    ("name of a list as PHP writes it", "type[]", "type%5B%5D=driver"),
    ("no name", "", "=driver"),
    ("unknown type", "type", "type=blog"),
    ("empty type", "type", "type="),
    ("one good, one unknown type", "type", "type=driver&type=blog"),
    ("values joined by commas", "type", "type=driver,plan"),
    ("type with a space", "type", "type=driver%20"),
    ("unknown theme", "theme", "theme=nonsense"),
    ("theme with NUL", "theme", "theme=digital%00"),
    ("unknown driver", "driver", "driver=no-such-driver"),
    ("id that no driver has", "driver", "driver=00000000-0000-0000-0000-000000000000"),
    ("unknown scope", "scope", "scope=galactic"),
    ("unknown status", "status", "status=draft"),
    ("year of three digits", "year", "year=202"),
    ("year in words", "year", "year=this"),
    ("year in Arabic digits", "year", f"year={quote('٢٠٢٦')}"),
    ("year with a line end", "year", "year=2026%0A"),
    ("year 0", "year", "year=0000"),
    ("language in words", "language", "language=english"),
    ("language with an underscore", "language", "language=en_GB"),
    ("limit 0", "limit", "limit=0"),
    ("limit too great", "limit", "limit=101"),
    ("negative limit", "limit", "limit=-1"),
    ("limit that is no number", "limit", "limit=ten"),
    ("limit with a plus", "limit", "limit=%2B5"),
    ("limit with a fraction", "limit", "limit=5.0"),
    ("limit in other digits", "limit", f"limit={quote('٥')}"),
    ("repeated limit", "limit", "limit=5&limit=5"),
    ("unknown form", "form", "form=short"),
    ("repeated form", "form", "form=card&form=card"),
    ("unknown order", "order", "order=random"),
    ("relevance without words", "order", "order=relevance"),
    ("repeated order", "order", "order=title&order=title"),
    ("empty words", "q", "q="),
    ("blank words", "q", "q=%20%20"),
    ("words with NUL", "q", "q=a%00b"),
    ("words too long", "q", "q=" + "a" * 501),
    ("repeated words", "q", "q=a&q=b"),
    ("half a surrogate", "The address", "q=%ED%A0%80"),
    ("bytes that are no UTF-8", "The address", "q=%FF"),
    ("day that does not exist", "published_since", "published_since=2026-02-30"),
    ("date in British order", "published_since", "published_since=01/02/2026"),
    ("year alone as a date", "published_since", "published_since=2026"),
    ("date before all dates", "updated_since", "updated_since=0001-01-01"),
    ("time with no hour", "updated_since", "updated_since=2026-01-01T25:00:00Z"),
    ("moment beyond all years", "published_before", "published_before=10000-01-01"),
    (
        "year 1 with a zone",
        "published_before",
        "published_before=0001-01-01T00:00:00%2B14:00",
    ),
    (
        "repeated date",
        "updated_since",
        "updated_since=2026-01-01&updated_since=2026-01-01",
    ),
    ("cursor of nothing", "cursor", "cursor=abc"),
    ("empty cursor", "cursor", "cursor="),
    ("cursor that is a number", "cursor", "cursor=MTIz"),
    ("cursor too long", "cursor", "cursor=" + "a" * 601),
    ("cursor in other letters", "cursor", f"cursor={quote('ü')}"),
    ("too many parameters", "The address", "&".join(["type=driver"] * 101)),
)
DOORS = ("/items", "/items.atom", "/items.csv", "/facets")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("name", "query"), [wrong[1:] for wrong in WRONG], ids=[wrong[0] for wrong in WRONG]
)
def test_a_wrong_query_is_refused_and_named(tree, visitor, door, name, query):
    factories.ThemeFactory(name="Digital", slug="digital")
    response = visitor.get(f"{BASE}{door}?{query}")
    assert response.status_code == 400, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 400
    assert problem["parameter"] == name
    assert problem["detail"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/changes?type=driver", "type"),
        ("/changes?cursor=abc", "cursor"),
        ("/changes?limit=5&limit=5", "limit"),
        ("/vocabularies?theme=digital", "theme"),
        ("/openapi.json?a=b", "a"),
        ("?a=b", "a"),
        ("/items/00000000-0000-0000-0000-000000000000?form=full", "form"),
    ],
)
def test_doors_with_few_parameters_refuse_all_others(tree, visitor, path, name):
    response = visitor.get(BASE + path)
    assert response.status_code == 400, response.content
    assert response.json()["parameter"] == name


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_query_is_refused_at_once(tree, visitor, door):
    """Of each query the quicker of two goes: the first makes things ready."""
    assert max(seconds_for(visitor, f"{BASE}{door}?{it[2]}") for it in WRONG) < 0.1


def seconds_for(visitor, address):
    """What it takes of this processor to answer, whatever else runs on it."""
    taken = []
    for _ in range(2):
        begun = time.thread_time()
        visitor.get(address)
        taken.append(time.thread_time() - begun)
    return min(taken)


@pytest.mark.parametrize("name", ["owner", "email", "live", "fingerprint", "page_id"])
def test_what_there_is_and_nobody_may_ask_for_is_refused_as_what_there_is_not(
    tree, visitor, name
):
    for query in ("{}=x", "order={}", "form={}"):
        there, not_there = (
            visitor.get(f"{BASE}/items?{query.format(word)}")
            for word in (name, "nonsense")
        )
        assert there.status_code == not_there.status_code == 400
        said = there.content.decode().replace(name, "nonsense")
        assert said == not_there.content.decode()
