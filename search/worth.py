"""How much the words of a question say: the fewer items have one, the more it does."""

from dataclasses import replace
from math import log

from core.caching.generation_cache import GenerationCache
from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.words import LANGUAGE, MOST_PARTS, any_of
from search.counts import counts_now

# What people ask with says little, wherever it is found.
OF_ASKING = 0.3
# So many parts of a question are weighed.
MOST_COUNTED = 20
PART_COUNTS = question(
    """
    SELECT (
        SELECT count(*) FROM {items} i WHERE i.vector @@ to_tsquery({language}, w.part)
    ) FROM unnest(%s::text[]) WITH ORDINALITY AS w(part, place) ORDER BY w.place
    """,
    language=LANGUAGE,
)
recent = GenerationCache(most=1000)


def worth_of(words, version):
    """
    Weigh what somebody looks for, so that the greater part of it is enough.

    Args:
        words: a `feed.query.text_search.Words`.
        version: that of the table.

    Returns:
        The same `Words` with their worth, the best of many; None where nothing has
        any of them.
    """
    counts = counts_of_parts((*words.parts, *words.more), version)
    every = counts_now().total
    # What nothing has cannot be missed.
    worth = [log(1 + every / count) if count else 0.0 for count in counts]
    needed = dict(zip(words.parts, worth, strict=False))
    little = zip(words.more, worth[len(words.parts) :], strict=True)
    more = {part: number * OF_ASKING for part, number in little}
    best = sorted(needed, key=needed.__getitem__, reverse=True)[:MOST_PARTS]
    if not any(needed.values()):
        return None
    kept = {part: needed[part] for part in needed if part in best}
    worth = (*kept.values(), *more.values())
    return replace(words, parts=tuple(kept), more=tuple(more), worth=worth)


def counts_of_parts(parts, version):
    """How many items have each of some parts of a question."""
    texts = tuple(map(any_of, parts[:MOST_COUNTED]))
    counts = recent.get(texts, version)
    if counts is None:
        counts = [count for (count,) in fetch_rows(PART_COUNTS, [list(texts)])]
        recent.put(texts, version, counts)
    return [*counts, *([0] * (len(parts) - len(counts)))]
