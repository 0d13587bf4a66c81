"""Headings: one level at a time, so that people can jump between them."""

from collections import defaultdict

from core.page_checks import Finding
from core.text.wordcount import excerpt


def headings_out_of_order(reading):
    """Headings that leave out a level, that stand too high, or that say nothing."""
    above: dict[tuple[str, int], int] = defaultdict(int)
    for text in reading.texts:
        place = text.field, text.top
        for heading in text.markup.headings:
            previous = above[place] or text.top - 1
            if sentence := trouble(heading, previous, text.top):
                words = excerpt(heading.words)
                yield Finding("heading-order", sentence, text.field, words)
            above[place] = max(heading.level, text.top - 1)


def trouble(heading, previous, top):
    """
    Say what is wrong with a heading.

    Args:
        heading: the heading.
        previous: the level of the one before it, or of the part they stand in.
        top: the highest level that headings may have here.

    Returns:
        A sentence, or an empty string.
    """
    if not heading.words:
        return "There is a heading without words. Take it out, or say what follows it."
    name = f"“{excerpt(heading.words)}” is a heading of level {heading.level}"
    right = max(top, min(heading.level, previous + 1))
    if heading.level < top:
        return (
            f"{name}, as high as the headings around this text. Make it level {right}, "
            "so that it belongs to its part."
        )
    if heading.level > previous + 1:
        return (
            f"{name}, and level {right} comes first. Make it level {right}: people who "
            "listen to the page jump from heading to heading, and a gap makes them think "
            "that they missed something."
        )
    return ""
