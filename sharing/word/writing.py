"""Word out: the template of what people may send in, empty or filled in."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from sharing.prose import Paragraph, Piece, Prose, line_of, paragraph, prose
from sharing.share_types import Kind, Part, ShareField, ShareType
from sharing.word.controls import Controls, element, placeholder_of
from sharing.word.styling import BLUE, GREY, PLACEHOLDER, in_bytes, new_document

INTRODUCTION = (
    "Write into the places marked “Write here”. Leave empty what does not fit; what we "
    "cannot do without is marked “needed”. Then send us the file."
)
WHERE_TO_SEND = (
    "Send it at {site}{word}. A question? Get in touch at {site}{contact}{letters}."
)
EXAMPLE = "For example: "
NEEDED = "Needed."
# The tag that says what a template is for, around its title.
TYPE_TAG = "share-type."
LIST_STYLES = {"bullet": "List Bullet", "number": "List Number"}
EMPTY_ROWS = 3
SMALL = Pt(10)


def template(
    share_type: ShareType,
    values: Mapping | None = None,
    steps: Sequence[str] = (),
) -> bytes:
    """
    The template to fill in.

    Args:
        share_type: what it is for.
        values: what is known already, by the fields' names: a text for a line, a choice
            by its value, a `Prose` or a plain text for paragraphs, and for rows a list
            of dictionaries from columns to texts.
        steps: the titles of the toolkit's steps, as its editors wrote them.

    Returns:
        A file in Word's format (.docx).
    """
    writer = Writer(share_type)
    for part in share_type.parts:
        writer.write_part(part, values or {}, steps)
    return in_bytes(writer.document)


def where_to_send() -> str:
    """Where a file goes that was filled in, and whom one can ask, for those off line."""
    address = settings.CONTACT_ADDRESS
    return WHERE_TO_SEND.format(
        site=settings.BASE_URL,
        word=reverse("sharing:word"),
        contact=reverse("sharing:contact"),
        letters=f", or write to {address}" if address else "",
    )


def title_of(share_type: ShareType) -> str:
    """What the file is called, at its head and where programs list it."""
    name = share_type.name
    return f"{name[0].upper()}{name[1:]}: template"


def hint_of(field: ShareField) -> str:
    """The hint as it stands in the file."""
    needed = NEEDED if field.is_required else ""
    return " ".join(filter(None, [field.hint, words_wanted(field), needed]))


def words_wanted(field: ShareField) -> str:
    """How long an answer may be, in words."""
    if field.least and field.most:
        return f"Between {field.least} and {field.most} words."
    return f"At most {field.most} words." if field.most else ""


def example_of(field: ShareField) -> str:
    """The example as it stands in the file, or nothing."""
    if field.columns:
        told = (f"{c.label}: {c.example}" for c in field.columns if c.example)
        return EXAMPLE + "; ".join(told)
    return EXAMPLE + field.example if field.example else ""


class Writer:
    """Writes one file."""

    def __init__(self, share_type: ShareType):
        self.document = new_document(title_of(share_type), share_type.sentence)
        self.controls = Controls()
        tag = f"{TYPE_TAG}{share_type.key}"
        kind = ShareField(tag, share_type.name)
        self.controls.around([self.last()], kind, tag, lock="sdtContentLocked")
        self.document.add_paragraph(share_type.sentence)
        self.document.add_paragraph(INTRODUCTION)
        self.document.add_paragraph(where_to_send())

    def last(self):
        """The last element of the body before its settings."""
        return self.document.element.body[-2]

    def write_part(self, part: Part, values: Mapping, steps: Sequence[str]):
        """A part: its heading, its sentence, its fields."""
        self.document.add_heading(line_of(part.title(steps)), level=1)
        self.document.add_paragraph(part.sentence)
        for field in part.fields:
            value = values.get(field.name)
            if field.is_asked or value:
                self.write_field(field, value)

    def write_field(self, field: ShareField, value):
        """A field: its label, what helps, and a place to write in."""
        self.document.add_heading(field.label, level=2)
        for help_text in filter(None, (hint_of(field), example_of(field))):
            written = self.document.add_paragraph()
            written.add_run(help_text).font.color.rgb = GREY
            written.paragraph_format.keep_with_next = True
        if field.kind == Kind.ROWS:
            self.write_rows(field, value or ())
        else:
            self.write_answer(field, value)

    def write_answer(self, field: ShareField, value):
        """A control with the answer, or with a placeholder."""
        answer = paragraphs_of(field, value)
        made = [self.write_paragraph(one) for one in answer]
        if not made:
            placeholder = self.document.add_paragraph()
            placeholder.add_run(placeholder_of(field), style=PLACEHOLDER)
            made = [self.last()]
        self.controls.around(made, field, field.name, not answer, "sdtLocked")

    def write_paragraph(self, one: Paragraph):
        """A paragraph with its links; its element."""
        written = self.document.add_paragraph(style=LIST_STYLES.get(one.list))
        for piece in one.pieces:
            run = written.add_run(piece.text)
            if piece.address:
                self.link(run, piece)
        return self.last()

    def link(self, run, piece: Piece):
        """Let a run lead somewhere, and look like it."""
        run.font.underline, run.font.color.rgb = True, BLUE
        part = self.document.part
        address = part.relate_to(
            piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        hyperlink = OxmlElement("w:hyperlink")
        hyperlink.set(qn("r:id"), address)
        run.element.addprevious(hyperlink)
        hyperlink.append(run.element)

    def write_rows(self, field: ShareField, rows: Sequence[Mapping]):
        """A table with a head, the rows that there are, and empty ones."""
        used = {name for row in rows for name, value in row.items() if value}
        columns = [c for c in field.columns if c.is_asked or c.name in used]
        table = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        about = element("w:tblDescription", f"{field.label}: a row each")
        self.last().tblPr.append(about)
        head = table.rows[0]
        for cell, column in zip(head.cells, columns, strict=True):
            run = cell.paragraphs[0].add_run(column.label)
            run.font.bold, run.font.size = True, SMALL
        head_properties = self.last().tr_lst[0].get_or_add_trPr()
        head_properties.append(OxmlElement("w:tblHeader"))
        empty = [{}] * (1 if rows else EMPTY_ROWS)
        for number, row in enumerate([*rows, *empty], 1):
            self.write_row(table.add_row().cells, field, columns, row, number)
        self.document.add_paragraph()

    def write_row(self, cells, field: ShareField, columns, row: Mapping, number: int):
        """One row, each cell with a control of its own."""
        for cell, column in zip(cells, columns, strict=True):
            value = text_of(column, row.get(column.name))
            shown = value or placeholder_of(column)
            style = None if value else PLACEHOLDER
            run = cell.paragraphs[0].add_run(shown, style=style)
            run.font.size = SMALL
            tag = f"{field.name}.{number}.{column.name}"
            self.controls.around([run.element], column, tag, not value)


def paragraphs_of(field: ShareField, value) -> tuple[Paragraph, ...]:
    """An answer as paragraphs; none where there is no answer."""
    if field.kind == Kind.TEXT:
        text = value if isinstance(value, Prose) else prose(value or "")
        return text.paragraphs
    line = text_of(field, value)
    return (paragraph([line]),) if line else ()


def text_of(field: ShareField, value) -> str:
    """An answer in one line; a choice as people read it."""
    return line_of(str(dict(field.choices).get(value, value or "")))
