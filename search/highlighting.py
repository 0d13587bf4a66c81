"""Showing where the words looked for stand: in title and summary, or else in the text."""

import itertools
import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.tokens import WORD, plain_letters, visible_text
from feed.query.words import LANGUAGE
from search.passages import likely_blocks, passage_of

# So much of a text is looked through for a passage to show.
MOST_CHARACTERS = 12_000
BODIES = question(
    "SELECT i.id::text, left(i.markdown, %s) FROM {items} i WHERE i.id = ANY(%s::uuid[])"
)
# How many stems are remembered, which depend on nothing but the dictionary.
MOST_STEMS = 50_000
STEMS = question(
    """
    SELECT w.word,
        array_to_string(tsvector_to_array(to_tsvector({language}, w.word)), ' ')
    FROM unnest(%s::text[]) AS w(word)
    """,
    language=LANGUAGE,
)
stems_known: dict[str, str] = {}


class Marker:
    """
    Finds in texts what somebody looks for.

    Args:
        words: a `feed.query.text_search.Words`.
    """

    def __init__(self, words):
        forms = {form for part in (*words.parts, *words.more) for form in part}
        typed = {word for form in forms for word in form.words}
        stems = lexemes_of(typed)
        self.beginnings = {form.words[-1] for form in forms if form.begins}
        self.sequences = set()
        for form in forms:
            found = tuple(filter(None, map(stems.get, form.words)))
            self.sequences |= {found} if form.is_phrase else {(stem,) for stem in found}
        self.sequences.discard(())
        self.longest = max([2, *map(len, self.sequences)])
        self.likely = likely({*typed, *stems.values()} - {""})

    def learn(self, texts):
        """Ask at once what is made of the words of several texts."""
        found = {word for text in texts for word in self.words_of(plain_letters(text))}
        lexemes_of(found)

    def words_of(self, plain):
        """The words of a plain text that need a look."""
        for match in self.likely.finditer(plain):
            found = itertools.islice(WORD.finditer(plain, match.start()), self.longest)
            words = [word[0] for word in found]
            yield from (*words, "".join(words[:2]))

    def spans(self, text):
        """Where it stands in a text without invisible signs, as (start, end)."""
        plain, places = plain_letters(text), range(len(text) + 1)
        if len(plain) != len(text):
            places = [place for place, c in enumerate(text) for _ in plain_letters(c)]
            places.append(len(text))
        free = 0
        for match in self.likely.finditer(plain):
            if match.start() >= free and (end := self.end_of(plain, match.start())):
                free = end
                yield places[match.start()], places[end]

    def end_of(self, plain, start):
        """Where what is looked for ends that begins somewhere; nought if it does not."""
        found = list(itertools.islice(WORD.finditer(plain, start), self.longest))
        words = [match[0] for match in found]
        stems = lexemes_of([*words, "".join(words[:2])])
        for count in range(len(words), 0, -1):
            if tuple(stems[word] for word in words[:count]) in self.sequences:
                return found[count - 1].end()
        if words[1:] and (stems["".join(words[:2])],) in self.sequences:
            return found[1].end()
        begun = any(words[0].startswith(beginning) for beginning in self.beginnings)
        return found[0].end() if begun else 0


def likely(words):
    """
    Where in plain letters any of some words may begin, in whatever form.

    Args:
        words: words and their stems. Their last letter may be another, and a sign may
            stand among them.

    Returns:
        An expression that finds the beginnings.
    """
    ways = map(way_of, (word if len(word) < 4 else word[:-1] for word in sorted(words)))
    return re.compile("|".join(ways) or "(?!)")


def way_of(letters):
    """
    An expression of letters at the beginning of a word, with or without signs among them.

    Returns:
        One that begins with the first letter itself, from which `re` runs through a text
        several times as fast as from a look at what stands before.
    """
    first, *others = map(re.escape, letters)
    return rf"{first}(?<![^\W_]{first})" + "".join(rf"[\W_]?{c}" for c in others)


def lexemes_of(words):
    """
    The stems by which words are found.

    They depend on nothing but the dictionary, so they are remembered for good.

    Args:
        words: words in plain letters, as `feed.query.tokens` gives them.

    Returns:
        A dictionary from each to its stem; empty for one that is passed over.
    """
    found = {word: stems_known.get(word) for word in words}
    if unknown := [word for word, stem in found.items() if stem is None]:
        asked = dict(fetch_rows(STEMS, [unknown]))
        if len(stems_known) > MOST_STEMS:
            stems_known.clear()
        stems_known.update(asked)
        found.update(asked)
    return found


def mark(cards, words):
    """
    Mark the words looked for in a page of cards.

    Args:
        cards: `search.cards.Card`s.
        words: a `feed.query.text_search.Words`.
    """
    marker = Marker(words)
    marker.learn(text for card in cards for text in (card.title, card.summary))
    silent = {}
    for card in cards:
        card.marked_title = marked_html(card.title, marker)
        card.marked_summary = marked_html(card.summary, marker)
        if "<mark>" not in card.marked_title + card.marked_summary:
            silent[card.id] = card
    if silent:
        bodies = fetch_rows(BODIES, [MOST_CHARACTERS, list(silent)])
        blocks = {key: likely_blocks(text, marker) for key, text in bodies}
        marker.learn(itertools.chain.from_iterable(blocks.values()))
        for key, found in blocks.items():
            passage = passage_of(found, marker)
            silent[key].passage = marked_html(passage, marker) if passage else ""


def marked_html(text, marker):
    """A text as HTML in which only the marks are markup."""
    text = visible_text(text)
    pieces, end_before = [], 0
    for start, end in marker.spans(text):
        pieces += [
            escape(text[end_before:start]),
            f"<mark>{escape(text[start:end])}</mark>",
        ]
        end_before = end
    pieces.append(escape(text[end_before:]))
    return mark_safe("".join(pieces))  # noqa: S308  (escaped above; twice as fast as format_html)
