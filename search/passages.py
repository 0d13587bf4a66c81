"""The passage of a text that answers best: whole sentences of one block."""

import re
from collections import defaultdict
from html import unescape

from feed.query.tokens import plain_letters, visible_text

LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*\)")
# What a line of Markdown begins with, and its signs for emphasis and code.
LINE_SIGNS = re.compile(r"^[\s>]*(?:#+ |[-*+] |\d+[.)] )?")
EMPHASIS = re.compile(r"(?<!\\)[*_`]+")
ESCAPE = re.compile(r"\\(?=[^\w\s])")
CELL_EDGE = re.compile(r"(?<!\\)\|")
# What ends a sentence, and what only looks as if it did.
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[£$€]*[^\W_a-z])")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|Dr|Mrs?|Ms|Prof|Rev|St|No|pp?|vs|cf|ca|e\.g|i\.e|etc)\.\s+$"
)
# Sentences are added up to so many words; one longer than the most is cut.
ENOUGH_WORDS, LONGEST_PASSAGE = 30, 80
# Lines that are looked at more closely.
MOST_LINES = 6


def likely_blocks(markdown, marker):
    """
    The first few blocks that may hold most of what somebody looks for.

    Args:
        markdown: a text in Markdown.
        marker: the `search.highlighting.Marker` that knows what is looked for.

    Returns:
        Paragraphs, points, headings and cells, without the signs of Markdown.
    """
    markdown = visible_text(markdown)
    lines = markdown.split("\n")
    plain = plain_letters(markdown)
    found, place, before = defaultdict(set), 0, 0
    for match in marker.likely.finditer(plain):
        place += plain.count("\n", before, match.start())
        before = match.start()
        found[place].add(match[0])
    order = sorted((-len(words), place) for place, words in found.items())
    best = sorted(place for _, place in order[:MOST_LINES])
    return [block for place in best for block in blocks_of(lines[place])]


def passage_of(blocks, marker):
    """
    The passage in which most of what somebody looks for stands.

    Args:
        blocks: a text's `likely_blocks`.
        marker: the same that these were found by.

    Returns:
        Whole sentences of one block; an empty string where there is nothing.
    """
    best, most = "", 0
    for block in blocks:
        for sentence in sentences_of(block):
            found = len(marker.things_in(sentence))
            if found > most:
                best, most = grown(sentence, block), found
            if most == marker.most:
                return best
    return best


def blocks_of(line):
    """What stands in a line of Markdown: a block without its signs, or cells."""
    cells = CELL_EDGE.split(line) if line.lstrip().startswith("|") else [line]
    plain = (LINE_SIGNS.sub("", LINK.sub(r"\1", cell)) for cell in cells)
    return [unescape(ESCAPE.sub("", EMPHASIS.sub("", c))).strip() for c in plain]


def sentences_of(block):
    """The sentences of a block."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(block):
        if not ABBREVIATION.search(block[start : match.end()]):
            found.append(block[start : match.end()].strip())
            start = match.end()
    return [*found, block[start:].strip()]


def grown(sentence, block):
    """A sentence with those after it, while it is short; cut where it has no end."""
    words = sentence.split()
    if len(words) > LONGEST_PASSAGE:
        return " ".join(words[:LONGEST_PASSAGE]) + " …"
    following = sentences_of(block.partition(sentence)[2].strip())
    for more in filter(None, following):
        if len(sentence.split()) + len(more.split()) > ENOUGH_WORDS:
            break
        sentence = f"{sentence} {more}"
    return sentence
