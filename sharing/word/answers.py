"""Answers as the lines of a Word file give them: one line, a choice, a link, a text."""

from collections.abc import Iterable, Sequence

from core.text.addresses import WEB_ADDRESS
from sharing.prose import Paragraph, Prose, paragraph, web_address
from sharing.share_types import Kind, ShareField
from sharing.word.blocks import Line
from sharing.word.labels import is_placeholder, key_of


def paragraph_of(line: Line) -> Paragraph:
    """A line as a tidy paragraph; links that are none of the web keep their words."""
    words = ((span.text, span.address) for span in line.spans)
    return paragraph(words, line.list)


def prose_of(lines: Iterable[Line]) -> Prose:
    """Lines as a text."""
    paragraphs = map(paragraph_of, lines)
    return Prose(tuple(one for one in paragraphs if one.pieces))


def written(lines: Iterable[Line]) -> list[Line]:
    """The lines that somebody wrote, without what stood in the empty place."""
    return [line for line in lines if not is_placeholder(line.text)]


def answer_of(field: ShareField, lines: Sequence[Line]) -> tuple[str | Prose, list[Line]]:
    """
    What lines answer to a field that is no rows.

    Args:
        field: the field.
        lines: what stands in its place, in order.

    Returns:
        The answer, empty where there is none, and the lines that say something else.
    """
    lines = written(lines)
    if field.kind == Kind.TEXT:
        return prose_of(lines), []
    first, others = lines[:1], lines[1:]
    if not first:
        return "", others
    if field.kind == Kind.CHOICE:
        choice = choice_of(field, first[0])
        return choice, others if choice else [*first, *others]
    if field.is_link:
        address, words = link_of(first[0])
        return address, [*words, *others]
    return str(paragraph_of(first[0])), others


def choice_of(field: ShareField, line: Line) -> str:
    """The choice whose name or value a line is, or nothing."""
    wanted = key_of(line.text)
    for value, label in field.choices:
        if wanted in {key_of(label), key_of(value)}:
            return value
    return ""


def link_of(line: Line) -> tuple[str, list[Line]]:
    """The address that a line gives, and the line if it says more than that."""
    pieces = paragraph_of(line).pieces
    said = "".join(piece.text for piece in pieces).strip()
    addresses = {piece.address for piece in pieces if piece.address}
    addresses = addresses or set(WEB_ADDRESS.findall(said))
    if len(addresses) != 1:
        return said, []
    address = web_address(addresses.pop()) or said
    return address, [] if WEB_ADDRESS.fullmatch(said) or said in address else [line]


def is_link(line: Line) -> bool:
    """Whether a line is an address and nothing else."""
    text = line.text.strip()
    return bool(WEB_ADDRESS.fullmatch(text)) or text.startswith("www.")
