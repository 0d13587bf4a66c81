"""What people type, read as a question to the full-text search.

Words between quotation marks are a phrase, a word that ends in an asterisk is the
beginning of one, and a wording that has others means those as well. Nothing else means
anything but itself: no “or”, no minus.
"""

import re
from itertools import chain, pairwise

from feed.query.synonyms import Synonyms, key_of
from feed.query.tokens import (
    MIXED,
    PIECES,
    STOP_WORDS,
    is_open_compound,
    tokens_of,
)
from feed.query.words import LISTED, NOTHING, Form, Words

__all__ = ["NOTHING", "Synonyms", "Words", "read_words"]

QUOTED = re.compile(r'"([^"]*)"|([^"]+)|"')
BEGINNING = re.compile(r"(\w{2,})\*(?!\w)")
# How people ask: such words need not be found.
WAYS_OF_ASKING = """
    anybody anyone anything ask asking could find finding get getting give got help helps
    know like look looking may me might much must need needs one please say says see shall
    show somebody someone something somewhere tell thing things want would
"""
ASKING = frozenset(WAYS_OF_ASKING.split())


def read_words(text, synonyms):
    """Read what somebody typed as `Words`."""
    parts: list[tuple] = []
    more: list[tuple] = []
    for phrase, rest in QUOTED.findall(text):
        parts += [phrase_forms(phrase)] if key_of(phrase) else []
        for part in parts_of(tokens_of(BEGINNING.sub(" ", rest)), synonyms):
            (more if part[0].words[0] in ASKING else parts).append(part)
        beginnings = map(key_of, BEGINNING.findall(rest))
        parts += [(Form(key, begins=True),) for key in beginnings if key]
    return Words(text, tuple(parts or more), tuple(more if parts else ()))


def phrase_forms(text):
    """The ways to write a phrase: as it stands, and with any one word otherwise."""
    units = list(units_of(tokens_of(text)))
    own = tuple(chain(*units))
    others = {
        (*chain(*units[:place]), *form.words, *chain(*units[place + 1 :])): None
        for place, unit in enumerate(units)
        for form in spellings(unit)
    }
    closed = {
        (
            *chain(*units[:place]),
            "".join(first + second),
            *chain(*units[place + 2 :]),
        ): None
        for place, (first, second) in enumerate(pairwise(units))
        if can_be_one(first, second)
    }
    return tuple(map(Form, {own: None, **others, **closed}))


def parts_of(tokens, synonyms):
    """The parts of a text without quotation marks."""
    plain: list = []
    while tokens:
        count, others = synonyms.at(tokens)
        if count:
            yield from plain_parts(plain)
            yield (*own_forms(tokens[:count]), *map(Form, others))
        else:
            plain.append(tokens[0])
        plain, tokens = [] if count else plain, tokens[count or 1 :]
    yield from plain_parts(plain)


def own_forms(tokens):
    """The forms of a wording as it was typed."""
    units = list(units_of(tokens))
    if not units[1:]:
        return spellings(units[0])
    return [Form(tuple(token.word for token in tokens), is_phrase=False)]


def beginning_of_name(text, most):
    """
    What somebody types who may not have finished.

    Args:
        text: as much as was typed.
        most: how many words of it are read.

    Returns:
        `Words`; the last of them begins a word of a name, of a summary or of a label.
    """
    *whole, last = list(plain_parts(tokens_of(text)[:most])) or [()]
    begun = tuple(form._replace(begins=True, weights=LISTED) for form in last)
    return Words(text, (*whole, begun)) if begun else NOTHING


def plain_parts(tokens):
    """The parts of words that have no other wording, each with its other spellings."""
    units = list(units_of(tokens))
    closed = ["".join(first + second) for first, second in pairwise(units)]
    for place, unit in enumerate(units):
        if unit[0] in STOP_WORDS and not unit[1:]:
            continue
        forms = spellings(unit)
        for other, form in ((place - 1, place - 1), (place + 1, place)):
            if 0 <= other < len(units) and can_be_one(*units[min(place, other) :][:2]):
                forms.append(Form((closed[form],), is_spelling=True))
        yield tuple(forms)


def units_of(tokens):
    """Words, and what signs join as one, as tuples of words; possessives without s."""
    unit: tuple = ()
    for word, joined, _ in tokens:
        if joined and word == "s":
            continue
        if unit and not joined:
            yield unit
        unit = (*unit, word) if joined else (word,)
    if unit:
        yield unit


def can_be_one(first, second):
    """Whether two words may be written as one."""
    if first[1:] or second[1:]:
        return False
    words = {first[0], second[0]}
    if words & STOP_WORDS:
        return is_open_compound(first[0], second[0])
    return words.isdisjoint(ASKING) and not first[0].isdigit()


def spellings(unit):
    """The ways to write one word, as `Form`s."""
    word = "".join(unit)
    if unit[1:]:
        is_one = not unit[2:] and not STOP_WORDS.isdisjoint(unit)
        closed = Form((word,), is_spelling=True)
        return [closed] if is_one else [Form(unit), closed]
    pieces = PIECES.findall(word) if MIXED.fullmatch(word) else []
    return [Form(unit), *([Form(tuple(pieces), is_spelling=True)] if pieces else [])]
