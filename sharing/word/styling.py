"""The house's type for Word files."""

from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BLUE = RGBColor(0x00, 0x5E, 0xB8)
GREY = RGBColor(0x42, 0x55, 0x63)
SIZES = {"Normal": 12, "Title": 26, "Heading 1": 16, "Heading 2": 14}
THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
PLACEHOLDER = "Placeholder Text"


def new_document(title, subject):
    """
    An empty document in the site's own type, with its title and language set.

    Args:
        title: its title, which also stands at its head.
        subject: what programs that list files say of it.

    Returns:
        A document of python-docx.
    """
    document = Document()
    document.core_properties.title = title
    document.core_properties.subject = subject
    document.core_properties.author = "MAP community"
    document.core_properties.language = "en-GB"
    set_styles(document)
    document.add_heading(title, level=0)
    return document


def set_styles(document):
    """Arial, generous sizes, headings in the site's blue, and British English."""
    for name, size in SIZES.items():
        set_font(document.styles[name], size)
        if name != "Normal":
            document.styles[name].font.color.rgb = BLUE
    set_language(document)
    document.styles.add_style(PLACEHOLDER, WD_STYLE_TYPE.CHARACTER).font.color.rgb = GREY
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)


def set_font(style, size):
    """Give a style Arial instead of the theme's font."""
    style.font.name = "Arial"
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in THEME_FONTS:
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:ascii"), "Arial")
    fonts.set(qn("w:hAnsi"), "Arial")


def set_language(document):
    """Say which language it is in, so that spelling is checked and read out rightly."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def in_bytes(document) -> bytes:
    """A document as a file's bytes."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
