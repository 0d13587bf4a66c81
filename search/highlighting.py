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
        self.texts_read = {}

    @property
    def most(self):
        """How many different things are looked for."""
        return len(self.sequences) + len(self.beginnings)

    def learn(self, texts):
        """Ask at once what is made of the words of several texts."""
        places = [place for text in texts for place in self.read(text)[1]]
        lexemes_of({word for place in places for word in words_at(place)})

    def read(self, text):
        """
        Find where in a text it may stand.

        Args:
            text: a text without invisible signs.

        Returns:
            The text in plain letters, and for each place the matches of a few words.
        """
        if text not in self.texts_read:
            plain = plain_letters(text)
            starts = (match.start() for match in self.likely.finditer(plain))
            places = [
                list(itertools.islice(WORD.finditer(plain, start), self.longest))
                for start in starts
            ]
            self.texts_read[text] = plain, places
        return self.texts_read[text]

    def spans(self, text):
        """Where it stands in a text without invisible signs, as (start, end)."""
        plain, places = self.read(text)
        at = range(len(text) + 1)
        if places and len(plain) != len(text):
            at = [place for place, c in enumerate(text) for _ in plain_letters(c)]
            at.append(len(text))
        return [(at[start], at[end]) for start, end, _ in self.things(places)]

    def things_in(self, text):
        """What of the things looked for stands in a text without invisible signs."""
        return {thing for _, _, thing in self.things(self.read(text)[1])}

    def things(self, places):
        """What stands in some places, none within another, as (start, end, what)."""
        free = 0
        for words in places:
            start = words[0].start()
            if start >= free and (found := self.thing_at(words)):
                last, thing = found
                free = words[last].end()
                yield start, free, thing

    def thing_at(self, found):
        """What begins with the first of some words, as (place of its last word, what)."""
        words = [match[0] for match in found]
        stems = lexemes_of(words_at(found))
        for count in range(len(words), 0, -1):
            sequence = tuple(stems[word] for word in words[:count])
            if sequence in self.sequences:
                return count - 1, sequence
        joined = (stems["".join(words[:2])],)
        if words[1:] and joined in self.sequences:
            return 1, joined
        begun = (one for one in self.beginnings if words[0].startswith(one))
        return next(((0, beginning) for beginning in begun), None)


def words_at(found):
    """Some words that follow each other, and the first two as one."""
    words = [match[0] for match in found]
    return [*words, "".join(words[:2])]


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
