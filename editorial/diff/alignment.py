"""Two texts side by side: which passages stayed, came, went, or changed inside."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from editorial.diff.passages import Passage

# What is less alike than this is shown as one passage gone and another come.
ALIKE = 0.4
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words of a passage: “same”, “gone” or “new”."""

    change: str
    words: str


@dataclass(frozen=True)
class ChangedPassage:
    """
    A passage of either version, or of both.

    Args:
        change: “same”, “gone”, “new” or “changed”.
        passage: as it is now, or as it was if it is gone.
        pieces: its words, piece by piece.
        note: what else changed, which the words do not show.
    """

    change: str
    passage: Passage
    pieces: tuple[Piece, ...]
    note: str = ""


@dataclass(frozen=True)
class Stretch:
    """Passages that follow each other and either all stayed or all did not."""

    is_same: bool
    passages: tuple[ChangedPassage, ...]


def compare_passages(before: list[Passage], after: list[Passage]) -> list[Stretch]:
    """
    Lay two versions of a text beside each other.

    Returns:
        The text in stretches that stayed and stretches that did not, in order.
    """
    stretches = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found = [whole("same", passage) for passage in after[c:d]]
        else:
            found = list(pair_up(before[a:b], after[c:d]))
        stretches.append(Stretch(tag == "equal", tuple(found)))
    return stretches


def whole(change, passage):
    """A passage that changed as a whole, or not at all."""
    return ChangedPassage(change, passage, (Piece(change, passage.words),))


def pair_up(old, new):
    """Passages that went and came; those alike are one that changed."""
    old = list(old)
    for passage in new:
        match = next((at for at, other in enumerate(old) if alike(other, passage)), None)
        if match is None:
            yield whole("new", passage)
            continue
        yield from (whole("gone", other) for other in old[:match])
        yield changed(old[match], passage)
        del old[: match + 1]
    yield from (whole("gone", other) for other in old)


def alike(old, new):
    """Whether two passages are one and the same, rewritten."""
    if old.label != new.label:
        return False
    matcher = SequenceMatcher(None, tokens(old.words), tokens(new.words), autojunk=False)
    return matcher.ratio() >= ALIKE


def tokens(words):
    """Words, spaces and marks, one by one."""
    return TOKEN.findall(words)


def changed(old, new):
    """A passage that was rewritten, word by word."""
    pieces = tuple(compare_words(old.words, new.words))
    return ChangedPassage("changed", new, pieces, note_on(old, new))


def compare_words(before, after):
    """Two sentences word by word; words between which only a space stayed go together."""
    old, new = tokens(before), tokens(after)
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" and not (gone or came):
            yield Piece("same", "".join(new[c:d]))
        elif tag == "equal" and "".join(new[c:d]).strip():
            yield from flush(gone, came)
            yield Piece("same", "".join(new[c:d]))
        else:
            gone += old[a:b]
            came += new[c:d]
    yield from flush(gone, came)


def flush(gone, came):
    """What went and came at one place, which is then forgotten."""
    for change, collected in (("gone", gone), ("new", came)):
        if collected:
            yield Piece(change, "".join(collected))
        collected.clear()


def note_on(old, new):
    """What changed besides the words, in a sentence."""
    said = []
    if old.links != new.links:
        was, now = ", ".join(old.links) or "none", ", ".join(new.links) or "none"
        said.append(f"Links: {was} became {now}.")
    if old.kind != new.kind:
        said.append(f"The {old.kind} became a {new.kind}.")
    if old.marks != new.marks:
        said.append("Bold or italic words changed.")
    return " ".join(said)
