"""The words of a text taken apart where a reader sees a new line begin."""

from dataclasses import dataclass

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core.text.contents import COMPOUND, blocks_within
from core.text.markup import EDGES, HEADINGS, Markup

# Tags that only group what stands on lines of its own.
KINDS = {"li": "item", **dict.fromkeys(HEADINGS, "heading"), "blockquote": "quotation"}

# Tags that readers see alike, however the text was stored.
MARKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "sup": "sup", "sub": "sub"}


@dataclass(frozen=True)
class Passage:
    """
    A paragraph, heading, item of a list, or one value of a block.

    Args:
        words: what the reader sees.
        kind: “paragraph”, “heading”, “item” or “quotation”.
        label: what the form calls it, where that is not plain from the words.
        links: where the links in it lead.
        marks: which of its words are bold or in italics.
    """

    words: str
    kind: str = "paragraph"
    label: str = ""
    links: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def passages_of_text(text: str | None) -> list[Passage]:
    """Plain text, a passage a line; empty lines are none."""
    lines = ((text or "").splitlines()) if isinstance(text, str) else [str(text)]
    return [Passage(" ".join(line.split())) for line in lines if line.strip()]


def passages_of_html(html: str | None) -> list[Passage]:
    """Rich text, a passage a paragraph, heading or item of a list."""
    return list(passages_within(Markup(html or "").root))


def passages_within(tag):
    """The passages below a tag, in order."""
    line = Line(KINDS.get(tag.tag, "paragraph"))
    line.add(tag.text)
    for child in tag:
        if child.tag in EDGES or any(inner.tag in EDGES for inner in child.iter()):
            yield from line.passages()
            yield from passages_within(child)
            line = Line(line.kind)
        else:
            line.add_tag(child)
        line.add(child.tail)
    yield from line.passages()


class Line:
    """A passage while it is read."""

    def __init__(self, kind):
        self.kind = kind
        self.pieces, self.links, self.marks = [], [], []

    def add(self, words):
        """Words as they stand."""
        self.pieces.append(words or "")

    def add_tag(self, tag):
        """A link, a picture, or words in bold or italics."""
        self.pieces.append("".join(tag.itertext()))
        for inner in tag.iter():
            if inner.tag in ("a", "embed", "img"):
                self.links.append(target_of(inner))
            elif inner.tag in MARKS:
                self.marks.append(f"{MARKS[inner.tag]} {''.join(inner.itertext())}")

    def passages(self):
        """The passage that was read, if there is anything in it."""
        words = " ".join("".join(self.pieces).split())
        if words or self.links:
            yield Passage(
                words, self.kind, "", tuple(self.links), tuple(sorted(self.marks))
            )


def target_of(tag):
    """Where a link leads, or which picture stands there."""
    kind = tag.get("linktype") or tag.get("embedtype")
    if kind:
        return f"{kind} {tag.get('id') or tag.get('url') or ''}".strip()
    return tag.get("href") or tag.get("alt") or ""


def passages_of_block(block, value, label="") -> list[Passage]:
    """
    Take a block and all within it apart.

    Args:
        block: the block's definition.
        value: what it holds; None or nothing is no passage.
        label: what the form calls it, for values that are no running text.

    Returns:
        Its passages, in order.
    """
    if value in (None, ""):
        return []
    if isinstance(block, ImageBlock):
        return [Passage(image_words(value), label=label or "Picture")]
    if not isinstance(block, COMPOUND):
        return labelled(passages_of_value(block, value), block, label)
    return [
        passage
        for _, inner, held in blocks_within(block, value)
        for passage in passages_of_block(inner, held, inner.label)
    ]


def image_words(image):
    """A picture in words: its title, and what stands for it."""
    said = getattr(image, "contextual_alt_text", "")
    about = "only decorates" if getattr(image, "decorative", False) else said
    return ": ".join(filter(None, [image.title, about]))


def passages_of_value(block, value):
    """The value of a block that holds no other blocks."""
    if isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock)):
        return passages_of_html(getattr(value, "source", value))
    if isinstance(block, TableBlock):
        return [Passage(row) for row in table_rows(value)]
    if isinstance(block, blocks.BooleanBlock):
        return [Passage("yes" if value else "no")]
    if isinstance(block, DocumentChooserBlock):
        return [Passage(value.title)]
    return passages_of_text(str(value))


def table_rows(table):
    """The caption and the rows of a table, with a bar between cells."""
    caption = table.get("table_caption")
    rows = [" | ".join(cell or "" for cell in row) for row in table.get("data") or []]
    return [caption, *rows] if caption else rows


def labelled(passages, block, label):
    """Passages with the label of their block, unless it is the text itself."""
    if isinstance(block, blocks.RichTextBlock):
        return passages
    return [
        Passage(p.words, p.kind, str(label), p.links, p.marks) if label else p
        for p in passages
    ]
