"""From text to search words: one way for the index, for questions and for marks.

Words are letters and digits; every other sign stands between words. What people write
open, with a hyphen or closed, such as “net zero”, is known in its closed form too.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

# What PostgreSQL's dictionary of English passes over.
STOP = """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his
    himself she her hers herself it its itself they them their theirs themselves what
    which who whom this that these those am is are was were be been being have has had
    having do does did doing a an the and but if or because as until while of at by for
    with about against between into through during before after above below to from up
    down in out on off over under again further then once here there when where why how
    all any both each few more most other some such no nor not only own same so than too
    very s t can will just don should now
"""
STOP_WORDS = frozenset(STOP.split())
# Those of them that begin or end words, as in “well-being”, “follow up” and “in-house”.
FIRST_PARTS = frozenset({"up", "down", "in", "out", "on", "off", "over", "under"})
LAST_PARTS = FIRST_PARTS | {"being"}
APOSTROPHES = "‘’ʼ`´"
WORD = re.compile(r"[^\W_]+")
# Words with nothing but a sign between them, and of these signs the ones that join: a
# hyphen, an apostrophe, an ampersand or a stop between single letters, the comma of
# thousands.
CHUNK = re.compile(r"[^\W_]+(?:[-'&.,][^\W_]+)*")
JOINED_WORD = re.compile(
    r"(?:(?<=[^\W_])[-']|(?<=\b[^\W\d_])[&.](?=[^\W\d_]\b)|(?<=\d),(?=\d{3}\b))?"
    r"[^\W_]+"
)
SPACED_AMPERSAND = re.compile(r"(?<=\b[^\W\d_]) & (?=[^\W\d_]\b)")
PIECES = re.compile(r"\d+|[^\W\d_]+")
MIXED = re.compile(r"(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{3,}")
# English has few characters beside ASCII, so these alone are looked at one by one.
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@cache
def plain_character(character):
    """One character in plain letters; nothing where it is invisible or an accent."""
    if character in APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category in ("Cf", "Mn"):
        return ""
    if category == "Pd" or character == "−":
        return "-"
    if not character.isalnum():
        return character
    parts = unicodedata.normalize("NFKD", character)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def visible_text(text):
    """A text without invisible signs, such as those that say where a word may break."""
    if text.isascii():
        return text
    return BEYOND_ASCII.sub(visible_character, unicodedata.normalize("NFC", text))


def visible_character(match):
    """A character that was found; nothing where it is invisible."""
    return "" if unicodedata.category(match[0]) == "Cf" else match[0]


def plain_text(text):
    """A text without accents, ligatures and invisible signs; its case stays."""
    return text if text.isascii() else BEYOND_ASCII.sub(plain_form, text)


def plain_form(match):
    """What a character that was found is written as."""
    return plain_character(match[0])


def plain_letters(text):
    """A text in plain letters, without case."""
    return plain_text(text).casefold()


class Token(NamedTuple):
    """A word of a text, without case, and whether a sign joins it to the one before."""

    word: str
    is_joined: bool
    typed: str


def tokens_of(text):
    """The words of a text, as `Token`s."""
    return [token for chunk in chunks_of(text) for token in tokens_in(chunk)]


def chunks_of(text):
    """What stands in a text between spaces, as far as signs may join it."""
    return CHUNK.findall(SPACED_AMPERSAND.sub("&", plain_text(text)))


def tokens_in(chunk):
    """The words of one chunk, as `Token`s; the first is joined to nothing."""
    if chunk.isalnum():
        return [Token(chunk.casefold(), False, chunk)]
    parts = JOINED_WORD.findall(chunk)
    words = [part.lstrip("-'&.,") for part in parts]
    return [
        Token(word.casefold(), word != part, word)
        for word, part in zip(words, parts, strict=True)
    ]


def words_of(text):
    """The words of a text alone, without case."""
    return WORD.findall(plain_letters(text))


def search_text(text, is_name=False):
    """
    A text as the index takes it.

    Args:
        text: any plain text.
        is_name: whether it is so short that any two words may be looked for as one.

    Returns:
        Its words with single spaces between them, then the closed forms of what may be
        written so, and words of letters and digits taken apart.
    """
    words, closed = [], []
    joined: set[int] = set()
    for chunk in chunks_of(text):
        # Nearly all chunks are one word, and an item has hundreds.
        if chunk.isalnum():
            words.append(chunk.casefold())
            continue
        tokens = tokens_in(chunk)
        joined.update(n for n, token in enumerate(tokens, len(words)) if token.is_joined)
        closed += closed_forms(tokens)
        words += [token.word for token in tokens]
    pairs = open_pairs(words, joined, is_name)
    return " ".join([*words, *closed, *pairs, *pieces_of(words)])


def closed_forms(tokens):
    """What stands in one chunk with signs in it, as one word."""
    for run in runs_of(tokens):
        if len(run) > 2:
            yield "".join(run)
        yield from map("".join, pairwise(run))


def open_pairs(words, joined, is_name):
    """What stands in two words, as one; a sign stands before words `joined`."""
    may_be_one = is_open_pair if is_name else is_open_compound
    for number, (first, second) in enumerate(pairwise(words), 1):
        # Few words begin or end others, and the function is asked about those alone.
        asked = is_name or first in FIRST_PARTS or second in LAST_PARTS
        if asked and number not in joined and may_be_one(first, second):
            yield first + second


def runs_of(tokens):
    """The words that signs join, as lists; a possessive s is none of them."""
    run: list[str] = []
    for word, joined, _ in tokens:
        if joined and word != "s":
            run.append(word)
            continue
        if len(run) > 1:
            yield run
        run = [word]
    if len(run) > 1:
        yield run


def is_open_compound(first, second):
    """Whether two words may be one, and one of them is none that is looked for."""
    if first in STOP_WORDS:
        return first in FIRST_PARTS and second not in STOP_WORDS
    return second in LAST_PARTS and len(first) > 1


def is_open_pair(first, second):
    """Whether two words of a name may be one."""
    if {first, second} & STOP_WORDS:
        return is_open_compound(first, second)
    return not first.isdigit()


def pieces_of(words):
    """The letters and the digits of words that hold both, apart."""
    for word in words:
        if not word.isalpha() and MIXED.fullmatch(word):
            yield from PIECES.findall(word)
