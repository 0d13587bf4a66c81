"""What the form would not take of a version's rows and blocks, each at its own place."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from wagtail.blocks import BaseStructBlock, Block
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from core.vocabularies.usage import row_models

# A picture without a description is among the page's own problems already.
SAID_ELSEWHERE = (ImageBlock, "alt_text")


def faults_in_parts(page: Page) -> Iterator[tuple[str, str]]:
    """
    Find the faults of a version's rows and blocks, which no page's own checks see.

    Args:
        page: the version, as a page of its own type.

    Yields:
        (way to the field of the row or block, sentence); see `core.text.places`.
    """
    yield from faults_in_rows(page)
    yield from faults_in_blocks(page)


def faults_in_rows(page):
    """What the database or the row itself would not take."""
    for name, _, key in row_models(type(page)):
        for number, row in enumerate(getattr(page, name).all()):
            for field, sentences in faults_of_row(row, key).items():
                yield from ((f"{name}.{number}.{field}", said) for said in sentences)


def faults_of_row(row, key):
    """The faults of one row by field; the page it belongs to is not asked about."""
    try:
        row.full_clean(
            exclude=[key.name], validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        return error.message_dict
    return {}


def faults_in_blocks(page):
    """What the blocks of streams would not take."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            try:
                field.stream_block.clean(value)
            except ValidationError as error:
                yield from told(error, field.stream_block, value, field.name)


def told(error, block, value, way):
    """An error of a block and of those within it, each at its own place."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from ((way, sentence) for sentence in error.messages)
        return
    for key, fault in inner.items():
        if not (isinstance(block, SAID_ELSEWHERE[0]) and key == SAID_ELSEWHERE[1]):
            name, child, held = part_of(block, value, key)
            yield from told(fault, child, held, f"{way}.{name}")
    for fault in error.non_block_errors.as_data():
        yield from ((way, sentence) for sentence in fault.messages)


def part_of(block: Block, value, key):
    """A part of a block, as (name or id, block, value)."""
    if isinstance(block, BaseStructBlock):
        return key, block.child_blocks[key], value and value.get(key)
    child = getattr(value, "bound_blocks", value)[key]
    return child.id, child.block, child.value
