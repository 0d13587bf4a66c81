"""A page that is read in one statement is the page that Django reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from core.models import ContentPage, Term
from core.pages.whole import keys_beside, read_whole


def values_of(row):
    """What Django has read of a row, each value with its type."""
    fields = row._meta.concrete_fields
    return [(f.attname, type(v := getattr(row, f.attname)), v) for f in fields]


def names_of(model):
    """The names of a page's relations."""
    relations = get_all_child_relations(model)
    rows = [r for r in relations if r.related_model._meta.app_label != "wagtailcore"]
    return [r.get_accessor_name() for r in rows] + [
        field.name for field in get_all_child_m2m_relations(model)
    ]


def rows_of(page, name):
    """The rows of a relation, and what their keys lead to."""
    rows = list(getattr(page, name).all())
    beside = [
        (field.name, values_of(target))
        for row in rows
        if not isinstance(row, Term)
        for field in keys_beside(type(row))
        if (target := getattr(row, field.name))
    ]
    return [values_of(row) for row in rows], beside


def all_of(page):
    """All that belongs to a page."""
    found = {name: rows_of(page, name) for name in names_of(type(page))}
    for field in keys_beside(type(page)):
        target = getattr(page, field.name)
        found[field.name] = target and values_of(target)
    return found | {"history": [values_of(note) for note in page.history]}


@pytest.mark.django_db
def test_every_page_of_the_demo_is_read_as_django_reads_it(run_site):
    pages = [p.specific for p in Page.objects.filter(depth__gt=1)]
    pages = [page for page in pages if isinstance(page, ContentPage)]
    filled = set()
    for page in pages:
        whole = type(page).objects.get(pk=page.pk)
        read_whole(whole)
        expected = all_of(page)
        assert all_of(whole) == expected, page
        filled |= {
            (type(page), name) for name, rows in expected.items() if any(rows or [])
        }
    assert len(pages) > 100
    assert len(filled) > 30


@pytest.mark.django_db
def test_it_is_one_statement_after_which_nothing_is_asked(
    run_site, django_assert_num_queries
):
    for page in Page.objects.filter(depth=4).specific()[:40]:
        if isinstance(page, ContentPage):
            with django_assert_num_queries(1):
                read_whole(page)
            with CaptureQueriesContext(connection) as asked:
                all_of(page)
            assert asked.captured_queries == [], type(page)
