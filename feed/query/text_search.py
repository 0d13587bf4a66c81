"""What people look for, as a question to the full-text search.

Words between quotation marks are a phrase, a word that ends in an asterisk is the
beginning of one, and a wording of the glossary means its other wordings as well.
Nothing else means anything but itself: no “or”, no minus.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import chain

LANGUAGE = "'feed_english'::regconfig"
PIECES = re.compile(r'"([^"]*)"|([^"]+)|"')
WORD = re.compile(r"\w+(?:[’'&.-]\w+)*")
BEGINNING = re.compile(r"(\w{2,})\*(?!\w)")
# Ways of asking, each with its SQL for one text.
PLAIN = f"plainto_tsquery({LANGUAGE}, %s)"
PHRASE = f"phraseto_tsquery({LANGUAGE}, %s)"
NO_WORDS = "''::tsquery"
PREFIX = f"to_tsquery({LANGUAGE}, %s)"


@dataclass(frozen=True)
class Words:
    """
    What somebody looks for, read with the glossary of a moment.

    Args:
        text: as it was typed.
        parts: what must all be found, each as pairs of SQL and text of which one must be.
    """

    text: str
    parts: tuple

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)

    @property
    def sql(self):
        """The question as an SQL expression of type tsquery."""
        ways = (" || ".join(way for way, _ in part) for part in self.parts)
        return " && ".join(f"({way})" for way in ways) or NO_WORDS

    @property
    def values(self):
        """The parameters of the expression."""
        return [text for part in self.parts for _, text in part]

    @property
    def loosely(self):
        """The same, but it is enough if one of the parts is found."""
        every = [
            (way, word)
            for way, text in chain.from_iterable(self.parts)
            for word in (text.split() if way == PLAIN else [text])
        ]
        return replace(self, parts=(tuple(every),) if every else ())


NOTHING = Words("", ())


class Synonyms:
    """
    Wordings that mean the same, from the glossary.

    Args:
        groups: lists of wordings of which each means the others.
        silent: wordings that are ordinary words too, such as “it”; they count only when
            they are typed as they stand here.
    """

    def __init__(self, groups=(), silent=()):
        self.silent = {key_of(text): text for text in silent}
        self.known: dict[tuple, dict] = {}
        for group in groups:
            for text in group:
                if key := key_of(text):
                    others = self.known.setdefault(key, {})
                    others.update(dict.fromkeys([text, *group]))
        self.longest = max(map(len, self.known), default=0)

    def at(self, typed):
        """
        The wordings that the beginning of some words means.

        Args:
            typed: words as they were typed.

        Returns:
            How many words it takes, and the wordings; (0, ()) where there is none.
        """
        for count in range(min(self.longest, len(typed)), 0, -1):
            key = tuple(word.casefold() for word in typed[:count])
            found = self.known.get(key)
            if found and self.silent.get(key, typed[0]) == typed[0]:
                return count, tuple(found)
        return 0, ()


def key_of(text):
    """A wording without case and punctuation."""
    return tuple(word.casefold() for word in WORD.findall(text))


def plain_letters(text):
    """A text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def read_words(text, synonyms):
    """Read what somebody typed as `Words`."""
    parts = []
    for match in PIECES.finditer(text):
        phrase, rest = match.groups()
        if phrase is not None and WORD.search(phrase):
            parts.append(((PHRASE, phrase),))
        elif rest:
            parts += parts_of(rest, synonyms)
    return Words(text, tuple(parts))


def parts_of(text, synonyms):
    """The parts of a text without quotation marks."""
    beginnings = BEGINNING.findall(text)
    typed = WORD.findall(BEGINNING.sub(" ", text))
    plain, parts = [], []
    while typed:
        count, wordings = synonyms.at(typed)
        if count:
            own = (PLAIN, " ".join(typed[:count]))
            others = [(PHRASE, w) for w in wordings if key_of(w) != key_of(own[1])]
            parts.append((own, *others))
        else:
            plain.append(typed[0])
        typed = typed[count or 1 :]
    if plain:
        parts.insert(0, ((PLAIN, " ".join(plain)),))
    return [*parts, *(((PREFIX, f"'{word}':*"),) for word in beginnings)]
