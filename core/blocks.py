"""The blocks that long pages are built from."""

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailnhsukfrontend.blocks import (
    DoBlock,
    DontBlock,
    InsetTextBlock,
    WarningCalloutBlock,
)

from core.richtext import BODY, STORY

TABLE_OPTIONS = {
    "contextMenu": ["row_above", "row_below", "col_left", "col_right", "undo", "redo"],
    "minSpareRows": 0,
    "startRows": 3,
    "startCols": 3,
}


class PictureBlock(blocks.StructBlock):
    """A picture in the text, described or marked as decoration, with a caption."""

    image = ImageBlock(
        help_text="Describe the picture, or say that it only decorates the page."
    )
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Picture"
        template = "blocks/picture.html"


def is_undescribed(block):
    """Whether a block of a body is a picture of which readers are told nothing."""
    if block.block_type != "picture":
        return False
    image = block.value["image"]
    return bool(image) and not (image.decorative or image.contextual_alt_text)


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, set apart from the text."""

    text = blocks.TextBlock(max_length=600)
    attribution = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = "Quotation"
        template = "blocks/quote.html"


class DownloadBlock(blocks.StructBlock):
    """A file to download, shown with its kind and size."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(
        required=False, help_text="Leave empty to use the document's own title."
    )

    class Meta:
        icon = "download"
        label = "File to download"
        template = "blocks/download.html"


class FoldedBlock(blocks.StructBlock):
    """Detail that a reader opens when they want it."""

    title = blocks.CharBlock(max_length=150)
    body = blocks.RichTextBlock(features=STORY)

    class Meta:
        icon = "collapse-down"
        label = "More detail, folded"
        template = "blocks/folded.html"


class BodyBlock(blocks.StreamBlock):
    """What an editor may put on a long page."""

    text = blocks.RichTextBlock(features=BODY, label="Text", icon="pilcrow")
    picture = PictureBlock()
    quotation = QuoteBlock()
    table = TableBlock(
        table_options=TABLE_OPTIONS, template="blocks/table.html", label="Table"
    )
    inset = InsetTextBlock(label="Worth knowing", icon="info-circle")
    warning = WarningCalloutBlock(label="Take care", template="blocks/warning.html")
    folded = FoldedBlock()
    do_list = DoBlock(label="Do")
    dont_list = DontBlock(label="Don't")
    download = DownloadBlock()
