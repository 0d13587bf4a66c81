"""Questions about pages that several rooms ask."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Value, prefetch_related_objects
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from core.caching.site_memo import of_the_site


def not_private(pages):
    """
    Narrow pages down to those that are not private at any level of the tree.

    Wagtail's own `public()` asks for all restrictions first, one query each time; this
    is part of the query itself.

    Args:
        pages: a queryset of pages of any type.

    Returns:
        The queryset without private pages.
    """
    above = Substr(OuterRef("path"), Value(1), Length(F("page__path")))
    private = PageViewRestriction.objects.filter(page__path=above)
    return pages.filter(~Exists(private))


@of_the_site
def restricted_keys():
    """The primary keys of pages that are private by a restriction of their own."""
    return set(PageViewRestriction.objects.values_list("page", flat=True))


def public(pages):
    """
    Narrow pages down to those that any visitor may read.

    Args:
        pages: a queryset of pages of any type.

    Returns:
        The queryset of those that are live and not private.
    """
    return not_private(pages).filter(live=True)


def withdrawn_pages():
    """Pages that were public once and are not any more, private ones left out."""
    return not_private(Page.objects.filter(live=False, first_published_at__isnull=False))


def public_pages():
    """Every page that any visitor may read, as pages of no particular type."""
    return public(Page.objects.all())


def with_public(rows, name, pages):
    """
    Join rows to the pages they refer to, those that readers may see.

    Args:
        rows: rows of one model, from a page or a version of it.
        name: the name of their key to a page, for example “driver”.
        pages: public pages by primary key, at least those the rows refer to.

    Returns:
        The rows, each with `public_<name>`: the page, or None.
    """
    for row in rows:
        setattr(row, f"public_{name}", pages.get(getattr(row, f"{name}_id")))
    return rows


def prefetch_by_type(pages, *lookups):
    """
    Fetch relations of pages of several types in one query for each type and relation.

    Args:
        pages: specific pages, of any types.
        lookups: names of relations; a type without one of them is passed over.

    Returns:
        The same pages.
    """
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, members in by_type.items():
        names = [name for name in lookups if hasattr(model, name)]
        prefetch_related_objects(members, *names)
    return pages


def related(page, name):
    """
    The rows or terms under the name of a relation, as `.all()` gives them.

    Where many pages hold theirs in memory, making Django's managers to ask for them takes
    longer than all that is done with them.

    Args:
        page: a page, a version of one, or a row.
        name: the name of a relation to several.

    Returns:
        A list of its own.
    """
    own = vars(page)
    for known in ("_cluster_related_objects", "_prefetched_objects_cache"):
        if name in own.get(known, ()):
            return list(own[known][name])
    return list(getattr(page, name).all())


def hold(page, name, rows):
    """
    Have a page hold rows or terms in memory, as they stand in the database.

    Args:
        page: a page that nobody saves.
        name: the name of the relation.
        rows: a list in the order of their model.
    """
    vars(page).setdefault("_cluster_related_objects", {})[name] = rows


def pages_using(file):
    """Pages that use a picture or document as they stand in the database."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(file)
    users = references.filter(base_content_type=pages).values_list("object_id", flat=True)
    return Page.objects.filter(pk__in=[int(key) for key in users])


def is_used_in_public(file):
    """Whether a page that any visitor may read uses a picture or document."""
    return public(pages_using(file)).exists()


def source_of(page):
    """The page that an alias repeats, or the page itself."""
    return source_of(page.alias_of) if page.alias_of_id else page
