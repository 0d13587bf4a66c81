"""Where a vocabulary's terms stand: on pages now, and in any version ever kept."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import ForeignKey, ManyToManyField, Model, Q
from modelcluster.fields import ParentalKey
from psycopg2 import sql
from wagtail.models import Page, Revision, get_page_models

MERGED = sql.SQL(
    "SELECT {place}, id, merged_into_id FROM {table}"
    " WHERE id = ANY(%s) AND merged_into_id IS NOT NULL"
)


@dataclass(frozen=True)
class PageRelation:
    """One way in which pages hold terms: a many-to-many, a key, or a row's key."""

    through: type[Model]
    page_column: str
    term_column: str
    many: bool

    def replace(self, old, new):
        """Point every page at the term `new` that stood at `old` (primary keys)."""
        rows = self.through.objects.filter(**{self.term_column: old})
        if self.many:
            have = self.through.objects.filter(**{self.term_column: new})
            rows.filter(
                **{f"{self.page_column}__in": have.values(self.page_column)}
            ).delete()
        self.through.objects.filter(**{self.term_column: old}).update(
            **{self.term_column: new}
        )


@dataclass(frozen=True)
class TermField:
    """A field of a page, or of a page's rows, that holds terms of one vocabulary."""

    name: str
    many: bool
    row: str = ""

    def holding(self, pk):
        """What a version's stored content contains when it holds the term `pk`."""
        value = {self.name: [pk] if self.many else pk}
        return {self.row: [value]} if self.row else value


def row_models(page_model):
    """
    The row models of a page type that hold what readers see.

    Returns:
        (relation name, model, parental key) of each; Wagtail's own rows, such as
        comments, are left out.
    """
    return found_row_models(page_model)


@cache
def found_row_models(page_model):
    """The same, looked for once; mypy takes no class for what a cache can be asked by."""
    return [
        (relation.get_accessor_name(), relation.related_model, relation.field)
        for relation in page_model._meta.related_objects
        if isinstance(relation.field, ParentalKey)
        and relation.related_model._meta.app_label != Page._meta.app_label
    ]


def term_fields_of(model, vocabulary):
    """The fields of a model that hold terms of a vocabulary."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, (ForeignKey, ManyToManyField))
        and field.related_model is vocabulary
    ]


def page_relation(field, page_column):
    """The relation behind a field of a page or of one of its rows."""
    if not field.many_to_many:
        return PageRelation(field.model, page_column, field.attname, many=False)
    return PageRelation(
        field.remote_field.through,
        f"{field.m2m_field_name()}_id",
        f"{field.m2m_reverse_field_name()}_id",
        many=True,
    )


@cache
def page_relations(vocabulary):
    """Every way in which a page can hold a term of this vocabulary."""
    relations = []
    for page_model in get_page_models():
        relations += [
            page_relation(field, "pk") for field in term_fields_of(page_model, vocabulary)
        ]
        for _, row_model, key in row_models(page_model):
            relations += [
                page_relation(field, key.attname)
                for field in term_fields_of(row_model, vocabulary)
            ]
    return tuple(dict.fromkeys(relations))


@cache
def term_fields(page_model, vocabulary):
    """The fields, and fields of rows, of a page type that hold this vocabulary."""
    fields = [
        TermField(field.name, field.many_to_many)
        for field in term_fields_of(page_model, vocabulary)
    ]
    for name, row_model, _ in row_models(page_model):
        fields += [
            TermField(field.name, field.many_to_many, row=name)
            for field in term_fields_of(row_model, vocabulary)
        ]
    return tuple(fields)


def revisions_using(term):
    """Every kept version of any page, drafts included, that holds this term."""
    conditions = {
        repr(field.holding(term.pk)): Q(content__contains=field.holding(term.pk))
        for page_model in get_page_models()
        for field in term_fields(page_model, type(term))
    }
    query = Q(pk__in=[])
    for condition in conditions.values():
        query |= condition
    return Revision.objects.filter(query, base_content_type__app_label="wagtailcore")


def with_merged_terms(page_model, content, vocabularies):
    """
    A version's content with every merged term replaced by the one that stays.

    Args:
        page_model: the page type the content belongs to.
        content: the stored content of a version, as a dictionary; left unchanged.
        vocabularies: the vocabularies to look at.

    Returns:
        The content, a copy where something had to be replaced.
    """
    fields = {
        vocabulary: term_fields(page_model, vocabulary) for vocabulary in vocabularies
    }
    held = {
        vocabulary: set().union(*(held_terms(content, field) for field in some), set())
        for vocabulary, some in fields.items()
    }
    for vocabulary, merged in merged_terms(held).items():
        content = replace_terms(content, fields[vocabulary], merged)
    return content


def merged_terms(held):
    """
    Which of some terms were merged, in one query: versions are read often.

    Args:
        held: primary keys by vocabulary.

    Returns:
        For each vocabulary with merged ones among them, {old key: new key}.
    """
    asked = [vocabulary for vocabulary, keys in held.items() if keys]
    parts = [
        MERGED.format(place=sql.Literal(place), table=sql.Identifier(v._meta.db_table))
        for place, v in enumerate(asked)
    ]
    found = defaultdict(dict)
    if parts:
        with connection.cursor() as cursor:
            keys = [list(held[vocabulary]) for vocabulary in asked]
            cursor.execute(sql.SQL(" UNION ALL ").join(parts), keys)
            for place, old, new in cursor.fetchall():
                found[asked[place]][old] = new
    return found


def dictionaries(content, field):
    """The parts of a version's content in which a field stands."""
    return content.get(field.row) or [] if field.row else [content]


def held_terms(content, field):
    """The primary keys a field holds in a version's content."""
    held = set()
    for part in dictionaries(content, field):
        value = part.get(field.name)
        held.update(value or [] if field.many else [value] if value else [])
    return held


def replace_terms(content, fields, merged):
    """A copy of a version's content with the merged terms of some fields replaced."""
    content = {**content}
    for field in fields:
        if field.row:
            rows = [part_replaced(r, field, merged) for r in dictionaries(content, field)]
            content[field.row] = rows
        else:
            content = part_replaced(content, field, merged)
    return content


def part_replaced(part, field, merged):
    """One dictionary with the merged terms of one field replaced."""
    value = part.get(field.name)
    if field.many:
        new = list(dict.fromkeys(merged.get(pk, pk) for pk in value or []))
    else:
        new = merged.get(value, value)
    return {**part, field.name: new}
