"""What can be kept of the blocks of a long page while some of them cannot."""

from django.core.exceptions import ValidationError
from wagtail import blocks


def keep_blocks(block, value, old):
    """
    Keep all of a stream that can be kept, and of the rest what stood there before.

    Args:
        block: the block that holds it all; it cleans as for a draft.
        value: what somebody typed, in the form's own terms.
        old: what is kept now.

    Returns:
        A value of the same kind, without the blocks in which there is nothing.
    """
    with_old = keep(block, block.get_prep_value(value), block.get_prep_value(old))
    return block.to_python(without_empty(block, with_old))


def without_empty_blocks(block, value):
    """A stream without the blocks in which there is nothing."""
    return block.to_python(without_empty(block, block.get_prep_value(value)))


def keep(block, stored, old):
    """The same for a value as the database holds it, within lists and dictionaries."""
    if isinstance(block, blocks.BaseStructBlock):
        before = old or {}
        children = block.child_blocks
        return {n: keep(children[n], one, before.get(n)) for n, one in stored.items()}
    if isinstance(block, (blocks.BaseStreamBlock, blocks.ListBlock)):
        before = {item.get("id"): item for item in old or []}
        return [keep_item(block, item, before.get(item.get("id"))) for item in stored]
    return keep_leaf(block, stored, old)


def keep_item(block, item, old):
    """One of several blocks; what stood there before is known by its mark."""
    child = child_of(block, item)
    before = old["value"] if old and old["type"] == item["type"] else None
    return {**item, "value": keep(child, item["value"], before)}


def keep_leaf(block, stored, old):
    """A block without others in it: as it is typed, as it was, or as new."""
    try:
        return block.get_prep_value(block.clean(block.to_python(stored)))
    except ValidationError:
        return block.get_prep_value(block.get_default()) if old is None else old


def without_empty(block, stored):
    """The blocks of a stream or list that hold something."""
    return [
        item
        for item in stored
        if not is_empty(item["value"]) and not is_new(child_of(block, item), item)
    ]


def is_new(block, item):
    """Whether a block is as it was when somebody added it."""
    if isinstance(block, (blocks.BaseStreamBlock, blocks.ListBlock)):
        return False
    return item["value"] == block.get_prep_value(block.get_default())


def is_empty(stored):
    """Whether nothing was written or chosen in a block or in those within it."""
    if isinstance(stored, dict):
        return all(map(is_empty, stored.values()))
    if isinstance(stored, list):
        return all(is_empty(one.get("value") if is_item(one) else one) for one in stored)
    return stored in ("", None, False)


def is_item(stored):
    """Whether it is one of several blocks, with its mark and its name."""
    return isinstance(stored, dict) and stored.keys() >= {"type", "value"}


def child_of(block, item):
    """The kind of one of several blocks."""
    is_list = isinstance(block, blocks.ListBlock)
    return block.child_block if is_list else block.child_blocks[item["type"]]
