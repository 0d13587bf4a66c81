"""Reading the demo content's files: TOML, with Markdown where text has structure."""

import re
import tomllib
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "content"
PAGE_LINK = re.compile(r'href="page:([\w-]+)"')


@cache
def read_content(name):
    """The content of one file, for example “drivers”."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def html(markdown, ids, top_heading=3):
    """
    Turn Markdown into Wagtail's rich text.

    Args:
        markdown: the text; `[words](page:slug)` links to a page of the demo, and is a
            KeyError where there is none.
        ids: primary keys of the demo's pages by slug.
        top_heading: the level at which the text's headings stand, 2 or 3.

    Returns:
        The HTML as Wagtail stores it.
    """
    text = MarkdownIt().render(markdown.strip())
    text = re.sub("(</?)h3>", rf"\1h{top_heading}>", text)
    text = re.sub(r">\n+<", "><", text)
    return PAGE_LINK.sub(lambda link: f'linktype="page" id="{ids[link[1]]}"', text)


def item_html(markdown, ids):
    """One line of Markdown as rich text without the paragraph around it."""
    return html(markdown, ids).strip().removeprefix("<p>").removesuffix("</p>")


def stream(blocks, ids, picture):
    """
    The blocks of a page's body as a StreamField stores them.

    Args:
        blocks: what the files say, a list of dictionaries.
        ids: primary keys of the demo's pages by slug.
        picture: given the name of a picture, it gives the value of its block.

    Returns:
        Dictionaries with `type` and `value`.
    """
    makers = BLOCKS | {
        "picture": lambda name, ids: {"type": "picture", "value": picture(name)}
    }
    rows = [(kind, value) for entry in blocks for kind, value in entry.items()]
    return [makers[kind](value, ids) for kind, value in rows]


def text_block(value, ids):
    """Rich text, one or many paragraphs; headings stand at the second level."""
    return {"type": "text", "value": html(value, ids, top_heading=2)}


def inset_block(value, ids):
    """A paragraph that stands out."""
    return {"type": "inset", "value": {"body": html(value, ids)}}


def quotation_block(value, ids):
    """Somebody's words."""
    words = {"text": value["text"], "attribution": value.get("attribution", "")}
    return {"type": "quotation", "value": words}


def folded_block(value, ids):
    """Detail to open."""
    detail = {"title": value["title"], "body": html(value["body"], ids)}
    return {"type": "folded", "value": detail}


def table_block(value, ids):
    """A table whose first row holds the headings."""
    table = {
        "data": value,
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "",
        "cell": [],
        "mergeCells": [],
    }
    return {"type": "table", "value": table}


def list_block(kind, field):
    """A maker of the NHS design system's lists of what to do or not to do."""

    def make(value, ids):
        items = [item_html(item, ids) for item in value]
        return {"type": kind, "value": {"heading_level": 3, "label": "", field: items}}

    return make


BLOCKS = {
    "text": text_block,
    "inset": inset_block,
    "quotation": quotation_block,
    "folded": folded_block,
    "table": table_block,
    "do": list_block("do_list", "do"),
    "dont": list_block("dont_list", "dont"),
}
