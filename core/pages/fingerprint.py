"""What readers see of a version, as one short value to compare and to remember.

It covers the title, the address, every field, row and relation, and the words and files
of pictures and documents. It leaves out comments, locks, times, the place in the tree
and the numbers of rows, so that it is the same for a version and for the page it became.
"""

import hashlib
import json
from collections import defaultdict
from decimal import Decimal

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DecimalField, ForeignKey
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core.pages.queries import related
from core.pages.versions import settle_blocks
from core.vocabularies.usage import row_models

# Fields of Wagtail's page that readers never see, or that say when and where.
NOT_READ = {
    "alias_of",
    "content_type",
    "depth",
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "id",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "page_ptr",
    "path",
    "translation_key",
    "url_path",
}
# The words of files that readers see beside the file itself.
FILES = {"core.CustomImage": "credit", "core.CustomDocument": "title"}


def fingerprint(revision: Revision, version: Page | None = None) -> str:
    """
    The fingerprint of a version.

    Args:
        revision: a revision of a page.
        version: the same as a page, where that was made of it already.

    Returns:
        64 hexadecimal digits: SHA-256 over what readers would see.
    """
    page = version or revision.as_object()
    return digest([words(type(page), revision.content), files(page)])


def same_words(page: Page, revision: Revision) -> bool:
    """Whether a page, as it stands in the database, says what a version says."""
    version = revision.as_object()
    model = type(version)
    for one in (page, version):
        settle_blocks(one)
    return words(model, page.serializable_data()) == words(
        model, version.serializable_data()
    )


def fingerprint_if_same(page: Page, revision: Revision, read_files) -> str | None:
    """
    The fingerprint of a version, if the page says word for word what is kept of it.

    It makes no page of the version, and so is quick for many. Where terms were merged
    since, it is None although `same_words` may be true.

    Args:
        page: a page as it stands in the database, best with its rows read for many.
        revision: a version of it.
        read_files: as `files` takes it.

    Returns:
        What `fingerprint` returns, or None.
    """
    kept = words(type(page), revision.content)
    if kept != words(type(page), page.serializable_data()):
        return None
    return digest([kept, files(page, read_files)])


def digest(value):
    """SHA-256 of a value that JSON can hold, in hexadecimal digits."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def words(model, content):
    """
    What readers see of a page's stored content, with empty fields left out.

    Args:
        model: the page type.
        content: a version's content, or the page's own `serializable_data()`.

    Returns:
        A dictionary of plain values: fields by name, and rows as lists by their relation.
    """
    content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    seen = {
        field.name: plain_value(field, content.get(field.name))
        for field in fields_of(model)
        if field.name not in NOT_READ
    }
    for name, row_model, key in row_models(model):
        seen[name] = [row(row_model, key, values) for values in rows(content, name)]
    return without_empty(seen)


def without_empty(seen):
    """The same without what is empty, so that a new field changes no fingerprint."""
    return {name: value for name, value in seen.items() if not is_empty(value)}


def is_empty(value):
    """Whether readers see nothing. A nought is something."""
    return value is None or value is False or value in ("", [], {})


def fields_of(model):
    """The fields of a model that a version holds."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def rows(content, name):
    """The rows of one relation, in their order."""
    return sorted(content.get(name) or [], key=lambda r: r.get("sort_order") or 0)


def row(model, key, values):
    """What readers see of one row."""
    hidden = {model._meta.pk.name, key.name, "sort_order"}
    seen = {
        field.name: plain_value(field, values.get(field.name))
        for field in fields_of(model)
        if field.name not in hidden
    }
    return without_empty(seen)


def plain_value(field, value):
    """A stored value in the one form that is equal whenever readers see the same."""
    if is_empty(value):
        return None
    if field.many_to_many:
        return sorted(value, key=str)
    if isinstance(field, StreamField):
        return without_ids(json.loads(value) if isinstance(value, str) else value)
    if isinstance(field, DecimalField):
        return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places)))
    return value


def without_ids(value):
    """Blocks without the numbers by which the editor knows them."""
    if isinstance(value, list):
        return [without_ids(part) for part in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= set(value)
        return {
            name: without_ids(part)
            for name, part in value.items()
            if not (is_block and name == "id")
        }
    return value


def read_files(label, keys):
    """The pictures or documents with some primary keys, in the order of these."""
    return apps.get_model(label).objects.filter(pk__in=keys).order_by("pk")


def files(page, read=read_files):
    """
    The pictures and documents of a version, with their own words and contents.

    Args:
        page: the version as a page.
        read: reads files by the label of their model and a set of keys.

    Returns:
        A list of lists that JSON can hold.
    """
    return [
        [label, file.pk, getattr(file, FILES[label]), file.content_hash(), *crop(file)]
        for label, keys in sorted(files_in(page).items())
        for file in read(label, keys)
    ]


def crop(file):
    """What a picture is cut to, if somebody chose a part of it; nothing otherwise."""
    chosen = [getattr(file, name) for name in getattr(file, "crop", ())]
    return [] if set(chosen) <= {None} else [chosen]


def files_in(page):
    """The keys of the pictures and documents a version uses, by model."""
    keys = defaultdict(set)
    for holder in holders(page):
        for field in holder._meta.concrete_fields:
            for label, key in files_of_field(holder, field):
                if label in FILES:
                    keys[label].add(int(key))
    return keys


def holders(page):
    """The page itself and all its rows."""
    yield page
    for name, _, _ in row_models(type(page)):
        yield from related(page, name)


def files_of_field(holder, field):
    """What one field refers to, as (model label, key)."""
    if isinstance(field, ForeignKey):
        key = getattr(holder, field.attname)
        if key is not None:
            yield field.related_model._meta.label, key
    elif hasattr(field, "extract_references"):
        value = field.value_from_object(holder)
        for model, key, *_ in field.extract_references(value) if value else ():
            yield model._meta.label, key
