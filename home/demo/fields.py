"""Turning what the demo's files say into the fields and rows of pages."""

from decimal import Decimal

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from community.models import ProfilePage
from core.models import (
    Alignment,
    Author,
    CustomDocument,
    Measure,
    Quote,
    RelatedPage,
    Step,
    Term,
    Theme,
)
from home.demo import source, word
from home.demo.pictures import picture_value, show_picture
from toolkit.models import Supersession

# Keys of the files that are neither fields nor rows.
OTHER_KEYS = {
    *("kind", "parent", "first_published", "document", "parts", "hooks", "picture"),
    *("changes", "way"),
}


def fill(page, entry, ids):
    """
    Write one entry of the demo's files into a page that is not saved yet.

    Args:
        page: a page with a place in the tree.
        entry: the entry, a dictionary.
        ids: primary keys of the demo's pages by slug.
    """
    for name, value in entry.items():
        if name not in OTHER_KEYS and name not in ROWS:
            set_field(page, name, value, ids)
    for name, (relation, make) in ROWS.items():
        if rows := entry.get(name):
            setattr(page, relation, [make(row, ids) for row in rows])
    if "picture" in entry:
        show_picture(page, entry["picture"])
    if "document" in entry:
        page.document = add_document(entry["document"])
    if "parts" in entry:
        page.document = add_template(page.title, entry["parts"])
        page.body = word.template_twin(entry["parts"])


def set_field(page, name, value, ids):
    """Set one field, in the way its kind asks for."""
    field = page._meta.get_field(name)
    if isinstance(field, RichTextField):
        value = source.html(value, ids, top_heading=2 if "h2" in field.features else 3)
    elif isinstance(field, StreamField):
        value = source.stream(value, ids, picture_value)
    elif field.related_model and issubclass(field.related_model, Term):
        value = demo_terms(field, value)
    elif field.related_model and issubclass(field.related_model, Page):
        name, value = field.attname, ids[value]
    elif isinstance(value, str):
        value = value.strip()
    setattr(page, name, value)


def demo_terms(field, value):
    """The terms that slugs name; each must exist."""
    find = field.related_model.objects.get
    if isinstance(field, models.ForeignKey):
        return find(slug=value)
    return [find(slug=slug) for slug in value]


def author(value, ids):
    """A profile of the demo, or a free name."""
    if value in ids:
        return Author(profile=ProfilePage.objects.get(pk=ids[value]))
    return Author(name=value)


def alignment(row, ids):
    """How work serves a driver."""
    row = dict(row)
    driver, theme = row.pop("driver", None), row.pop("theme", None)
    return Alignment(
        driver_id=ids[driver] if driver else None,
        theme=Theme.objects.get(slug=theme) if theme else None,
        **row,
    )


def measure(row, ids):
    """A figure."""
    return Measure(**{**row, "value": Decimal(str(row["value"]))})


def quote(row, ids):
    """Somebody's words."""
    return Quote(**row)


def related_rows(row, ids):
    """A page to read next."""
    return RelatedPage(target_id=ids[row["page"]], why=row.get("why", ""))


def supersession(slug, ids):
    """An older driver that this one replaces."""
    return Supersession(older_id=ids[slug])


def step(row, ids):
    """A step of the toolkit."""
    return Step(
        title=row["title"],
        short=row["short"],
        guidance=source.html(row.get("guidance", ""), ids),
    )


# For each key of the files: the relation of the page, and what makes one of its rows.
ROWS = {
    "authors": ("authors", author),
    "alignments": ("alignments", alignment),
    "measures": ("measures", measure),
    "quotes": ("quotes", quote),
    "related": ("related_pages", related_rows),
    "supersedes": ("supersessions", supersession),
}


def add_document(entry):
    """A document to read, as a Word file."""
    return save_document(
        entry["title"], word.document_file(entry["title"], entry["paragraphs"])
    )


def add_template(title, parts):
    """A template to fill in, as a Word file."""
    return save_document(title, word.template_file(title, parts))


def save_document(title, content):
    """Keep a Word file among the site's documents."""
    document = CustomDocument(title=title)
    document.file.save(f"{title}.docx", content, save=False)
    document.file_size = content.size
    document.save()
    return document
