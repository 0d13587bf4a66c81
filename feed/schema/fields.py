"""The fields of an item, each declared once: its value, its schema, its form, its cells.

JSON, the description in OpenAPI and the columns of tables follow from `FIELDS`.
`sequence` and `hash` come when an item is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.choices import DriverStatus, Scope, Written
from core.pages.citation import absolute
from core.text.dates import local_day
from feed.schema import parts
from feed.schema.cells import figures, labels, text_of
from feed.schema.facets import VOCABULARY_FACETS
from feed.schema.json_schema import (
    ADDRESS,
    DAY,
    DIGEST,
    KEY,
    LANGUAGE,
    MOMENT,
    SEQUENCE,
    TEXT,
    WORDS,
    YEAR,
    many,
    maybe,
    one_of,
    ref,
)
from feed.schema.types import TYPES
from feed.schema.values import choice_form, day, moment, page_rows, term_form, term_forms


@dataclass(frozen=True)
class Source:
    """
    What an item is made of.

    Args:
        page: the specific page, or a version of one, its rows joined to public pages.
        content: what the page gives to the feed, a `core.pages.items.ItemContent`.
        refs: the public pages that it refers to, by primary key.
        html: the body as clean HTML.
        markdown: the same as Markdown.
        details: the type's own fields, as JSON can hold them.
        notes: the page's change notes, the newest first.
    """

    page: Any
    content: Any
    refs: dict
    html: str
    markdown: str
    details: dict
    notes: Any


@dataclass(frozen=True)
class Field:
    """
    One field of an item.

    Args:
        name: its name in JSON.
        schema: its JSON Schema.
        value: makes it of a `Source`.
        is_full: whether only the full form has it, not the card.
        columns: the columns it has in tables, as pairs of a name and what makes the text
            of the value; by default one of its own name. The full form has none by
            default.
    """

    name: str
    schema: dict
    value: Callable[[Source], Any]
    is_full: bool = False
    columns: tuple | None = None

    def __post_init__(self):
        if self.columns is None:
            columns = () if self.is_full else ((self.name, text_of),)
            object.__setattr__(self, "columns", columns)


def year_of(source):
    """The year of the document, or else of first publication, as London has it."""
    published = local_day(source.page.first_published_at)
    return source.content.year or (published and published.year)


def organisation_of(source):
    """Whose work it is, or None."""
    organisation = getattr(source.page, "organisation", None)
    return organisation and term_form(organisation)


def terms_field(facet):
    """The field of a vocabulary of which a page may have several terms."""
    return Field(
        facet.field,
        many(ref("Term")),
        lambda source: term_forms(source.page, facet.relation),
    )


FIELDS = (
    Field("id", KEY, lambda source: str(source.page.translation_key)),
    Field("type", one_of(TYPES), lambda source: source.page.feed_type),
    Field("title", WORDS, lambda source: source.page.title),
    Field("url", ADDRESS, lambda source: absolute(source.page.get_url() or "/")),
    Field("summary", TEXT, lambda source: source.page.summary),
    Field("published_at", MOMENT, lambda source: moment(source.page.first_published_at)),
    Field("updated_at", MOMENT, lambda source: moment(source.page.last_published_at)),
    Field("reviewed_at", maybe(DAY), lambda source: day(source.page.last_reviewed)),
    Field("review_due", maybe(DAY), lambda source: day(source.page.next_review_due)),
    Field(
        "status",
        maybe(one_of(DriverStatus.values)),
        lambda source: source.content.status or None,
    ),
    Field(
        "scope",
        maybe(ref("Term")),
        lambda source: choice_form(Scope, source.content.scope),
    ),
    Field("organisation", maybe(ref("Term")), organisation_of),
    Field("year", YEAR, year_of),
    *(terms_field(facet) for facet in VOCABULARY_FACETS if facet.relation),
    Field(
        "authors",
        many(WORDS),
        lambda source: [row.shown_name for row in source.page.public_authors],
    ),
    Field(
        "alignments",
        many(ref("Alignment")),
        lambda source: list(map(parts.alignment, source.page.public_alignments)),
        columns=(("drivers", labels),),
    ),
    Field(
        "measures",
        many(ref("Measure")),
        lambda source: list(map(parts.measure, page_rows(source.page, "measures"))),
        is_full=True,
        columns=(("measures", figures),),
    ),
    Field(
        "licence",
        ref("Licence"),
        lambda source: parts.licence(source.page),
        columns=(
            ("licence", lambda licence: licence["label"]),
            ("attribution", lambda licence: licence["attribution"]),
        ),
    ),
    Field("language", LANGUAGE, lambda source: source.page.locale.language_code),
    Field(
        "image", maybe(ref("Image")), lambda source: parts.image(source.page), columns=()
    ),
    Field("html", TEXT, lambda source: source.html, is_full=True),
    Field("markdown", TEXT, lambda source: source.markdown, is_full=True),
    Field("details", {"type": "object"}, lambda source: source.details, is_full=True),
    Field(
        "attachments",
        many(ref("Attachment")),
        lambda source: parts.attachments(source.page, source.content),
        is_full=True,
    ),
    Field(
        "history",
        many(parts.NOTE),
        lambda source: list(map(parts.note, source.notes)),
        is_full=True,
    ),
    Field(
        "written",
        maybe(one_of(Written.values)),
        lambda source: getattr(source.page, "written", "") or None,
        is_full=True,
    ),
    Field(
        "replies",
        many(ref("Reply")),
        lambda source: list(map(parts.reply, source.content.replies)),
        is_full=True,
    ),
    Field(
        "related",
        many(ref("Related")),
        lambda source: parts.related(source.page, source.content, source.refs),
        is_full=True,
    ),
)
# What is given to an item when it is written: see `feed.index.serializers`.
GIVEN = {"sequence": SEQUENCE, "hash": DIGEST}
CARD = {field.name: field.schema for field in FIELDS if not field.is_full} | GIVEN
FULL = {field.name: field.schema for field in FIELDS} | GIVEN
ONLY_FULL = FULL.keys() - CARD.keys()
# The columns of tables: their names, and of each the field and what makes its text.
COLUMNS = {name: (field.name, write) for field in FIELDS for name, write in field.columns}
