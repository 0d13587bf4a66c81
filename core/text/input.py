"""What the site keeps of what people type or paste: tidy, unwrapped, empty if it is."""

import re

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from core.text.addresses import unwrap_within, unwrap_within_html, unwrapped
from core.text.tidying import tidy, tidy_line, tidy_lines
from core.text.wordcount import is_blank

# What readers see of rich text besides words.
PICTURED = re.compile(r"<(?:embed|hr|img)\b")


def clean_line(text):
    """One line: a title, a name, a label."""
    return unwrap_within(tidy_line(text))


def clean_lines(text):
    """Several lines of plain text."""
    return unwrap_within(tidy_lines(text))


def clean_html(html):
    """Rich text; empty where a reader would see nothing of it."""
    html = unwrap_within_html(tidy(html))
    return "" if is_blank(html) and not PICTURED.search(html) else html


def clean_block(block, value):
    """
    The value of a block with all texts within it.

    Args:
        block: the block that holds it, for example a whole stream.
        value: its value, as a form or a page holds it.

    Returns:
        A value of the same kind.
    """
    return block.to_python(clean_stored(block, block.get_prep_value(value)))


def clean_stored(block, stored):
    """The same for a value as the database holds it, within lists and dictionaries."""
    if isinstance(stored, str):
        return clean_text(block, stored)
    if not stored:
        return stored
    if isinstance(block, TableBlock):
        return clean_table(stored)
    if isinstance(block, blocks.BaseStructBlock):
        children = block.child_blocks
        return {n: clean_stored(children[n], part) for n, part in stored.items()}
    if isinstance(block, (blocks.BaseStreamBlock, blocks.ListBlock)):
        return [clean_item(block, one) for one in stored]
    return stored


def characters_in(stored):
    """How many characters of text the database would hold of a block's value."""
    if isinstance(stored, dict):
        parts = [part for name, part in stored.items() if name not in {"id", "type"}]
        return sum(map(characters_in, parts))
    if isinstance(stored, (list, tuple)):
        return sum(map(characters_in, stored))
    return len(stored) if isinstance(stored, str) else 0


def clean_item(block, item):
    """One of several blocks. Lists were once kept without their items' names."""
    if not isinstance(item, dict) or "value" not in item:
        return clean_stored(block.child_block, item)
    is_list = isinstance(block, blocks.ListBlock)
    child = block.child_block if is_list else block.child_blocks[item["type"]]
    return {**item, "value": clean_stored(child, item["value"])}


def clean_table(table):
    """A table with its caption and its cells."""
    rows = [[clean_cell(cell) for cell in row] for row in table.get("data") or []]
    caption = {n: clean_cell(table[n]) for n in ("table_caption",) if n in table}
    return {**table, **caption, "data": rows}


def clean_cell(cell):
    """A cell; what is no text stays as it is."""
    return clean_lines(cell) if isinstance(cell, str) else cell


def clean_text(block, text):
    """The text of one block; what is no text stays as it is."""
    for kinds, clean in BY_KIND:
        if isinstance(block, kinds):
            return clean(text)
    return text


# Which blocks hold which texts.
BY_KIND = (
    (blocks.RichTextBlock, clean_html),
    (blocks.TextBlock, clean_lines),
    (blocks.URLBlock, unwrapped),
    (blocks.CharBlock, clean_line),
)
