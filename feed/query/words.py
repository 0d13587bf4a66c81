"""What somebody looks for, in the language of PostgreSQL's full-text search."""

from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import NamedTuple

from psycopg2.sql import SQL

from feed.query.tokens import STOP_WORDS

LANGUAGE = "'feed_english'::regconfig"
QUESTION = f"to_tsquery({LANGUAGE}, %s)"
NO_QUESTION = "''::tsquery"
# Come before the question where parts have a worth: each part, their worth, all of them.
WORTH = SQL("""ARRAY(
    SELECT to_tsquery({language}, x.part)
    FROM unnest(%s::text[]) WITH ORDINALITY AS x(part, place) ORDER BY x.place
) AS parts, %s::float8[] AS worth, to_tsquery({language}, %s) AS every""")
WORTH_OF_PARTS = WORTH.format(language=SQL(LANGUAGE)).as_string(None)
# So much of all that is looked for is enough where not all of it is found, and no more
# parts than these are looked for together.
ENOUGH, MOST_PARTS = 0.4, 8
# Weights of an item's names, and of what stands in a list: names, summary and labels.
NAMES, LISTED = "A", "AB"
# A word of so many letters may be two, written as one.
COMPOUND = range(5, 31)


class Form(NamedTuple):
    """
    One way to write what somebody looks for.

    Args:
        words: its words, without case.
        is_phrase: whether they must stand next to each other.
        begins: whether the last is but the beginning of a word.
        weights: those in which they must stand, such as `NAMES`; any, if empty.
        is_spelling: whether it is but another way to write the same words.
    """

    words: tuple
    is_phrase: bool = True
    begins: bool = False
    weights: str = ""
    is_spelling: bool = False

    def __str__(self):
        *first, last = self.words
        weights = self.weights and f":{self.weights}"
        ending = f":*{self.weights}" if self.begins else weights
        sign = " <-> " if self.is_phrase else " & "
        return sign.join([*(word + weights for word in first), last + ending])


@dataclass(frozen=True)
class Words:
    """
    What somebody looks for, read with the wordings of a moment.

    Args:
        text: as it was typed.
        parts: what must all be found, each as the `Form`s of which one must be.
        more: parts that need not be found, but better are.
        worth: how much it says of an item that it has each of the parts, and each of
            what is more; where it is given, the greater part of it is enough.
    """

    text: str
    parts: tuple = ()
    more: tuple = ()
    worth: tuple = ()

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)

    @property
    def sql(self):
        """The question as an SQL expression of type tsquery."""
        if not self.parts:
            return NO_QUESTION
        return f"{WORTH_OF_PARTS}, {QUESTION}" if self.worth else QUESTION

    @property
    def values(self):
        """The parameters of the expression."""
        every = [any_of(part) for part in (*self.parts, *self.more)]
        whole = all_of(every[: len(self.parts)])
        if not self.worth:
            return [whole] if whole else []
        ways = enough_of(dict(zip(every, self.worth[: len(self.parts)], strict=False)))
        return [every, list(self.worth), whole, " | ".join(map(all_of, ways))]

    @property
    def taken_apart(self):
        """The same, but what was typed as one word may be two anywhere."""
        parts = ((*part, *halves_of(part[0])) for part in self.parts)
        return replace(self, parts=tuple(parts))

    @property
    def word_by_word(self):
        """The same, but the words of each wording need not stand together."""
        parts = (words_apart(part) or [part] for part in self.parts)
        return replace(self, parts=tuple(chain.from_iterable(parts)))

    def within(self, weights):
        """The same, but it must stand in certain weights."""
        parts = (tuple(f._replace(weights=weights) for f in part) for part in self.parts)
        return replace(self, parts=tuple(parts))


NOTHING = Words("")


def halves_of(form):
    """The two words that a single word may be made of, as `Form`s."""
    return [] if form.words[1:] or form.begins else halves(form.words[0])


def words_apart(part):
    """The words of a part's wordings, each as a part; none of one word alone."""
    own, *_ = part
    wordings = [form for form in as_typed(part) if form.words[1:] and form != own]
    wordings += [] if own.is_phrase else [own]
    words = dict.fromkeys(chain.from_iterable(form.words for form in wordings))
    return [(Form((word,)),) for word in words if word not in STOP_WORDS]


def as_typed(part):
    """The forms of a part but for other spellings of the same."""
    own, *others = part
    return [own, *(form for form in others if not form.is_spelling)]


def halves(word):
    """The two words that one word may be made of, as phrases."""
    if len(word) not in COMPOUND or not word.isalpha():
        return []
    pairs = ((word[:place], word[place:]) for place in range(1, len(word) - 1))
    kept = (pair for pair in pairs if STOP_WORDS.isdisjoint(pair))
    return [Form(pair, is_spelling=True) for pair in kept]


def all_of(texts):
    """Several questions that must all be true, in the language of PostgreSQL."""
    return f"({' & '.join(texts)})" if texts else ""


def enough_of(worth):
    """
    The fewest of some parts that are worth enough together.

    Args:
        worth: how much each part says, as numbers by part; `MOST_PARTS` at most.

    Returns:
        Sets of parts, none of which holds another.
    """
    enough = ENOUGH * sum(worth.values())
    found: list[tuple] = []
    for count in range(1, len(worth) + 1):
        for parts in combinations(worth, count):
            is_enough = sum(worth[part] for part in parts) >= enough
            if is_enough and not any(set(less) <= set(parts) for less in found):
                found.append(parts)
    return found


def any_of(forms):
    """Several forms of which one must be found, in the language of PostgreSQL."""
    return "(" + " | ".join(f"({form})" for form in forms) + ")"
