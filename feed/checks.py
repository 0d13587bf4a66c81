"""What the feed must know of every page type and vocabulary, checked at every start.

What is not declared would fail at the commit of a publication, or in a reader's search.
"""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.core.checks import Error, Tags, register
from django.db import connection

from core.models import Term
from core.vocabularies.registry import vocabularies
from feed.index.columns import COLUMNS
from feed.index.details import undescribed_details
from feed.index.loading import item_models
from feed.models import Item
from feed.schema.facets import FACETS, VOCABULARY_FACETS
from feed.schema.fields import FIELDS, FULL
from feed.schema.types import TYPES

DECLARE_TYPE = "Add an ItemType to feed.schema.types, or name another one."
DECLARE_COLUMN = "Say in feed.index.columns.COLUMNS where its value comes from."
DECLARE_FACET = "Add a Facet to feed.schema.facets with it as its vocabulary."
DECLARE_KIND = "Add its kind of field to feed.index.details.FIELD_SCHEMAS."


@register()
def page_types_are_declared(app_configs, **kwargs):
    """Each page type that is an item names a type of items that there is."""
    return [
        Error(
            f"{model.__name__}.feed_type is “{model.feed_type}”, which is not declared.",
            hint=DECLARE_TYPE,
            obj=model,
            id="mapcms.E010",
        )
        for model in item_models()
        if model.feed_type not in TYPES
    ]


@register()
def item_types_are_used(app_configs, **kwargs):
    """Each type of items is the type of some page type; else no item can ever have it."""
    used = {model.feed_type for model in item_models()}
    return [
        Error(f"No page type has the feed_type “{slug}”.", id="mapcms.E011")
        for slug in TYPES
        if slug not in used
    ]


@register(Tags.database)
def details_can_be_described(app_configs, databases=None, **kwargs):
    """
    Each of a page type's own fields is of a kind that the feed can describe.

    A page type says what its fields are by giving an empty page's, which asks the
    database; so this is checked whenever that is migrated, from the second time on.

    Returns:
        An error for each field that is of no such kind.
    """
    if not databases or not is_migrated():
        return []
    return [
        Error(
            f"The feed cannot describe {model.__name__}.{name}.",
            hint=DECLARE_KIND,
            obj=model,
            id="mapcms.E012",
        )
        for model in item_models()
        for name in undescribed_details(model)
    ]


def is_migrated():
    """Whether the database has tables yet."""
    return ContentType._meta.db_table in connection.introspection.table_names()


@register()
def facets_are_whole(app_configs, **kwargs):
    """Each facet reads a field that there is, of terms or of values that are known."""
    return [
        Error(f"The facet “{facet.name}” {sentence}", id="mapcms.E013")
        for facet in FACETS
        for sentence in faults_of(facet)
    ]


def faults_of(facet):
    """What a facet lacks, as ends of sentences."""
    if not (facet.values or facet.detail) and facet.field not in FULL:
        yield f"reads “{facet.field}”, which is no field of items."
    if facet.vocabulary and not issubclass(facet.model, Term):
        yield f"names {facet.vocabulary}, which is no vocabulary."
    for name in filter(None, (facet.relation, facet.detail)):
        if not any(hasattr(model, name) for model in item_models()):
            yield f"reads “{name}”, which no page type has."
    if not (facet.choices or facet.vocabulary or facet.takes):
        yield "does not say what its filter takes."
    if not (facet.phrase or facet.choices):
        yield "has no phrase for the sentence about a list."


@register()
def vocabularies_are_facets(app_configs, **kwargs):
    """Each vocabulary is that of a filter, and known to re-users by its name."""
    used = {facet.model for facet in VOCABULARY_FACETS}
    return [
        Error(
            f"No facet filters by {model.__name__}.",
            hint=DECLARE_FACET,
            obj=model,
            id="mapcms.E016",
        )
        for model in vocabularies()
        if model not in used
    ]


@register()
def names_are_given_once(app_configs, **kwargs):
    """No two fields, columns or facets of items bear one name."""
    columns = [name for field in FIELDS for name, _ in field.columns]
    names = {
        "fields": [field.name for field in FIELDS],
        "columns": columns,
        "facets": [facet.name for facet in FACETS],
    }
    return [
        Error(f"Two {kind} of items bear the name “{name}”.", id="mapcms.E014")
        for kind, given in names.items()
        for name, count in Counter(given).items()
        if count > 1
    ]


@register()
def columns_are_declared(app_configs, **kwargs):
    """Each column of the table says what it holds; else nothing would be held to it."""
    fields = {field.name for field in Item._meta.concrete_fields}
    return [
        Error(
            f"feed.Item and its declared columns do not agree about “{name}”.",
            hint=DECLARE_COLUMN,
            obj=Item,
            id="mapcms.E015",
        )
        for name in sorted(fields ^ COLUMNS.keys())
    ]
