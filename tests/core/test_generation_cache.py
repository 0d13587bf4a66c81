"""What a process remembers: for one generation, and up to a limit."""

import pytest

from core.caching.generation_cache import GenerationCache, memories


@pytest.fixture
def cache():
    """A maker of caches that are forgotten afterwards."""
    made = []

    def make(*args, **options):
        made.append(GenerationCache(*args, **options))
        return made[-1]

    yield make
    for memory in made:
        memories.remove(memory)


def test_an_answer_is_good_for_its_generation_alone(cache):
    memory = cache()
    memory.put("a", 1, "old")
    assert memory.get("a", 1) == "old"
    assert memory.get("a", 2) is None
    memory.put("a", 2, "new")
    assert memory.get("a", 1) is None
    assert memory.get("a", 2) == "new"


def test_what_was_asked_for_longest_ago_goes_first(cache):
    memory = cache(most=2)
    memory.put("a", 1, "A")
    memory.put("b", 1, "B")
    memory.get("a", 1)
    memory.put("c", 1, "C")
    assert [memory.get(key, 1) for key in "abc"] == ["A", None, "C"]


def test_sizes_count_where_they_are_told(cache):
    memory = cache(most=10, size_of=len)
    memory.put("a", 1, "12345")
    memory.put("b", 1, "12345")
    memory.put("b", 2, "1")
    memory.put("c", 2, "1234")
    assert [key in memory for key in "abc"] == [True, True, True]
    memory.put("d", 2, "1")
    assert [key in memory for key in "abcd"] == [False, True, True, True]


def test_what_is_larger_than_all_pushes_nothing_out(cache):
    memory = cache(most=10, size_of=len)
    memory.put("a", 1, "12345")
    memory.put("b", 1, "x" * 11)
    assert memory.get("a", 1) == "12345"
    assert memory.get("b", 1) is None


def test_nothing_is_known_after_it_was_forgotten(cache):
    memory = cache(most=10, size_of=len)
    memory.put("a", 1, "12345")
    assert memory
    memory.forget()
    assert not memory
    assert memory.get("a", 1) is None
    memory.put("b", 1, "1234567890")
    assert memory.get("b", 1)
