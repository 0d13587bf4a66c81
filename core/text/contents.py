"""All the words that readers see of a page, wherever they stand."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from core.text.markup import Markup
from core.text.places import Place
from core.vocabularies.usage import row_models

# Fields with words that stand on no page.
UNSEEN = {"draft_title", "slug", "url_path"}


class Kind(Enum):
    """What a text is written in."""

    PLAIN = "plain"
    HTML = "html"
    ADDRESS = "address"


# Which fields and blocks hold which kind, the special ones before the general ones.
PLAIN = (models.CharField, models.TextField, blocks.CharBlock, blocks.TextBlock)
KINDS = (
    (Kind.HTML, (RichTextField, blocks.RichTextBlock, blocks.RawHTMLBlock)),
    (Kind.ADDRESS, (models.URLField, blocks.URLBlock)),
    (
        Kind.PLAIN,
        (models.CharField, models.TextField, blocks.CharBlock, blocks.TextBlock),
    ),
)
COMPOUND = (blocks.BaseStreamBlock, blocks.BaseStructBlock, blocks.ListBlock)


@dataclass(frozen=True)
class Text:
    """
    Some words of a page.

    Args:
        field: the `Place`: the page's field, or the relation whose row they stand in.
        label: what the form calls the place, for example “Quote: their words”.
        kind: what they are written in.
        value: the words as they are stored, never empty.
        top: the level at which headings of rich text begin.
    """

    field: str
    label: str
    kind: Kind
    value: str
    top: int = 3

    @cached_property
    def markup(self):
        """The text taken apart; plain text and addresses have neither links nor tags."""
        return Markup(self.value if self.kind is Kind.HTML else "")

    @cached_property
    def words(self):
        """What a reader sees, without tags, each block on a line; an address has none."""
        if self.kind is Kind.HTML:
            return self.markup.words
        return self.value if self.kind is Kind.PLAIN else ""


@dataclass(frozen=True)
class Picture:
    """
    A picture of a page.

    Args:
        field: the page's field it stands in.
        image: the picture itself, or None where a text only holds its number.
        described: whether it has words for those who cannot see it, or only decorates.
    """

    field: str
    image: models.Model | None
    described: bool

    @property
    def name(self):
        """The picture's title among the images, if it is known."""
        return self.image.title if self.image else ""


@dataclass(frozen=True)
class FieldPart:
    """One value of a page, with the model's field or the block that holds it."""

    field: str
    label: str
    holder: models.Field | blocks.Block
    value: object


class Contents:
    """
    What stands on a page, gone through once.

    Args:
        page: a page of its own type, or a version of one, however incomplete.
    """

    def __init__(self, page):
        self.page = page

    @cached_property
    def parts(self):
        """The values that may hold words or pictures."""
        return list(field_parts_of(self.page))

    @cached_property
    def texts(self):
        """Every text readers see: title, fields, blocks, then rows. No empty ones."""
        found = [text for part in self.parts for text in texts_of(part)]
        return [text for text in found if text.value.strip()]

    @cached_property
    def pictures(self):
        """Every picture: the page's own, those of blocks, those within rich text."""
        in_blocks = [found for part in self.parts for found in pictures_of(part)]
        in_texts = [found for text in self.texts for found in pictures_within(text)]
        return [*own_picture(self.page), *in_blocks, *in_texts]


def texts_on(page):
    """Every text of a page, or of a version of one, that readers see."""
    return Contents(page).texts


def field_parts_of(page):
    """The values of a page that may hold words or pictures, as `FieldPart`s."""
    yield from parts_of_fields(page)
    for name, _, _ in row_models(type(page)):
        for number, row in enumerate(getattr(page, name).all()):
            yield from parts_of_fields(row, Place(name).below(number))


def parts_of_fields(instance, row=None):
    """The values of a page's own fields, or of those of a row that stands at a place."""
    about = f"{capfirst(instance._meta.verbose_name)}: " if row else ""
    for field in instance._meta.concrete_fields:
        if holds_words(field):
            label = f"{about}{field.verbose_name}"
            value = field.value_from_object(instance)
            place = row.below(field.name) if row else Place(field.name)
            yield from parts_of_value(place, label, field, value)


def holds_words(field):
    """Whether readers see words of this field that somebody wrote freely."""
    free = isinstance(field, (models.CharField, models.TextField, StreamField))
    return free and not field.choices and field.name not in UNSEEN


def parts_of_value(place, label, holder, value):
    """A value itself, or the values of the blocks within it."""
    if isinstance(holder, StreamField):
        holder = holder.stream_block
    if isinstance(holder, COMPOUND) and not isinstance(holder, ImageBlock):
        for key, block, inner in blocks_within(holder, value):
            yield from parts_of_value(place.below(key), label, block, inner)
    else:
        yield FieldPart(place, capfirst(label), holder, value)


def blocks_within(holder, value):
    """The blocks that a block is made of, as (name or id, block, value)."""
    if not value:
        return []
    if isinstance(holder, blocks.BaseStructBlock):
        inner = holder.child_blocks.items()
        return [(key, block, value.get(key)) for key, block in inner]
    children = getattr(value, "bound_blocks", value)
    return [(child.id, child.block, child.value) for child in children]


def texts_of(part):
    """The texts in one value: none, one, or those of a table's cells."""
    kind = kind_of(part.holder)
    if isinstance(part.holder, TableBlock):
        values, kind = cells(part.value or {}), Kind.PLAIN
    elif isinstance(part.holder, ImageBlock):
        values, kind = [getattr(part.value, "contextual_alt_text", "")], Kind.PLAIN
    else:
        values = [getattr(part.value, "source", part.value)] if kind else []
    top = 2 if "h2" in (getattr(part.holder, "features", None) or ()) else 3
    found = [Text(part.field, part.label, kind, str(v), top) for v in values if v]
    return [*found, *(picture for text in found for picture in pictures_in_words(text))]


def pictures_in_words(text):
    """What stands for the pictures within rich text where they cannot be seen."""
    words = [attributes.get("alt") for attributes in text.markup.pictures]
    return [Text(text.field, text.label, Kind.PLAIN, alt) for alt in words if alt]


def kind_of(holder):
    """What a field's or block's value is written in; None if it is not a text."""
    return next((kind for kind, types in KINDS if isinstance(holder, types)), None)


def cells(table):
    """The caption and the cells of a table."""
    rows = table.get("data") or []
    return [table.get("table_caption"), *(cell for row in rows for cell in row or ())]


def own_picture(page):
    """The picture that stands at the head of a page, in a list, if it has one."""
    if not getattr(page, "image", None):
        return []
    described = bool(page.image_alt.strip() or page.image_decorative)
    return [Picture("image_alt", page.image, described)]


def pictures_of(part):
    """The picture in one value, in a list, if the value is one."""
    image = part.value
    if not isinstance(part.holder, ImageBlock) or not image:
        return []
    described = bool((image.contextual_alt_text or "").strip() or image.decorative)
    return [Picture(part.field, image, described)]


def pictures_within(text):
    """The pictures in rich text. An empty description says that one decorates."""
    return [
        Picture(text.field, None, "alt" in attributes)
        for attributes in text.markup.pictures
    ]
