"""Writing the rows that pages are made of, all of a table in one statement."""

from collections import defaultdict

from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry

from core.pages.versions import relation_names


def insert_pages(pages):
    """Insert new pages, which know their places: first what all pages have."""
    bases = Page.objects.bulk_create([base_of(page) for page in pages])
    for page, base in zip(pages, bases, strict=True):
        page.id = page.page_ptr_id = base.pk
        page.save_base(raw=True, force_insert=True)


def base_of(page):
    """What a page has in the table of all pages."""
    fields = Page._meta.local_concrete_fields
    return Page(**{field.attname: getattr(page, field.attname) for field in fields})


def update_pages(pages, names):
    """
    Save pages that are there: the named fields that all pages have, and all of their own.

    Django tells of each as of a row that is loaded: `post_save` with `raw`.
    """
    for page in pages:
        page.save_base(raw=True, force_update=True)
    # Of two ways to update many rows, this is the one that is quick.
    Page.objects.bulk_create(
        [base_of(page) for page in pages],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=names,
    )


def insert_rows(pages):
    """Insert the rows that new pages hold in memory, in their order."""
    rows = defaultdict(list)
    for page in pages:
        held = held_by(page)
        for relation in get_all_child_relations(page):
            for row in held.get(relation.get_accessor_name(), ()):
                setattr(row, relation.field.name, page)
                rows[type(row)].append(row)
    for model, some in rows.items():
        model._base_manager.bulk_create(some)


def insert_terms(pages):
    """Insert that new pages have the terms which they hold in memory."""
    ties = defaultdict(list)
    for page in pages:
        held = held_by(page)
        for field in get_all_child_m2m_relations(page):
            tie = field.remote_field.through
            source = tie._meta.get_field(field.m2m_field_name()).attname
            target = tie._meta.get_field(field.m2m_reverse_field_name()).attname
            for term in held.get(field.name, ()):
                ties[tie].append(tie(**{source: page.pk, target: term.pk}))
    for model, some in ties.items():
        model._base_manager.bulk_create(some)


def hold_all(page):
    """Have a new page hold its rows and terms in memory: what it has not, is none."""
    none = {name: [] for name in relation_names(type(page))}
    page._cluster_related_objects = none | held_by(page)


def held_by(page):
    """The rows and terms that a page holds in memory, by the name of their relation."""
    return getattr(page, "_cluster_related_objects", {})


def release(page):
    """Have a page read its rows from the database from now on."""
    held_by(page).clear()


def log_all(action, pages, versions=None):
    """
    Note in the log that the same was done to all of some pages.

    Args:
        action: its name in Wagtail's log.
        pages: the pages.
        versions: the version of each that was concerned, in the same order, if any.
    """
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            content_type_id=page.content_type_id,
            page_id=page.pk,
            label=page.get_admin_display_title(),
            action=action,
            timestamp=timezone.now(),
            revision=version,
            content_changed=True,
        )
        for page, version in zip(pages, versions or [None] * len(pages), strict=True)
    )
