"""How old a reader must be to follow a text with ease."""

import re
from functools import lru_cache

from pyphen import Pyphen

from core.page_checks import Finding
from core.text.contents import Kind
from core.text.wordcount import excerpt

# Below this many words the measure says nothing.
ENOUGH_WORDS = 100
# Content for people in a hurry should not ask for more.
OLDEST = 15
OLDEST_TOLD = 21
LONG_SENTENCE = 25

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?<![aeiouy])(?:(?<![td])ed|(?<![sxzcg])es|(?<!l)e)$")
HYPHENS = Pyphen(lang="en_US")


def hard_to_read(reading):
    """A page that asks for more schooling than most readers want to use."""
    texts = [text.words for text in reading.body if text.kind is Kind.HTML]
    sentences = [
        s for words in texts for s in SENTENCE_END.split(words) if WORD.search(s)
    ]
    if sum(len(WORD.findall(s)) for s in sentences) <= ENOUGH_WORDS:
        return
    age = round(reading_age(sentences))
    if age > OLDEST:
        longest = max(sentences, key=lambda sentence: len(WORD.findall(sentence)))
        yield Finding(
            "reading-age",
            f"{for_whom(age)} Aim for {OLDEST} or less, because people read it in a "
            f"hurry. {tip(longest)}",
            words=excerpt(longest),
        )


def for_whom(age):
    """Who reads a page with ease, in words; beyond school the measure says no more."""
    if age > OLDEST_TOLD:
        return "The page is hard to read, even after years at university."
    return f"The page reads well from about the age of {age}."


def reading_age(sentences):
    """The age at which people can follow the sentences: Flesch-Kincaid grade and five."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    syllables = sum(syllables_of(word.lower()) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + 5


@lru_cache(maxsize=20_000)
def syllables_of(word):
    """How many syllables a word has, by its hyphens and its vowels."""
    # Hyphenation never breaks close to a word's end.
    vowels = len(VOWELS.findall(SILENT_END.sub("", word)))
    return max(1, vowels, len(HYPHENS.positions(word)) + 1)


def tip(longest):
    """One thing that would make the page easier."""
    count = len(WORD.findall(longest))
    if count > LONG_SENTENCE:
        return f"Begin with the longest sentence, which has {count} words: cut it in two."
    return "Its sentences are short enough; try shorter words for the long ones."
