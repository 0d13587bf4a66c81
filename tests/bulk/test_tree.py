"""New pages come into the tree in sets as if they were added one by one."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from core.bulk.tree import add_children
from core.pages.approval import NotApproved
from tests import factories
from tests.bulk.conftest import read

pytestmark = pytest.mark.django_db


def test_they_stand_in_the_tree_as_if_added_one_by_one(tree, draft):
    tree.stories.add_child(instance=draft("first"))
    pages = [draft("first"), draft("second"), draft("second")]
    add_children(tree.stories, pages)
    tree.stories.refresh_from_db()
    tree.stories.add_child(instance=draft("last"))
    assert Page.find_problems() == ([], [], [], [], [])
    stories = Page.objects.child_of(tree.stories).order_by("path")
    slugs = ["first", "first-2", "second", "second-2", "last"]
    assert list(stories.values_list("slug", flat=True)) == slugs
    path = tree.stories.url_path
    assert [page.url_path for page in stories] == [f"{path}{slug}/" for slug in slugs]
    assert {page.locale_id for page in stories} == {tree.stories.locale_id}


def test_none_stands_at_an_address_that_the_site_uses(tree, draft):
    pages = [draft("search")]
    add_children(tree.home, pages)
    assert read(pages[0]).slug == "search-2"


def test_the_first_below_a_page_has_a_place(tree, draft):
    below = factories.InformationFactory(parent=tree.home)
    add_children(below, [draft("one")])
    assert Page.find_problems() == ([], [], [], [], [])


def test_nothing_live_comes_into_the_tree(tree, draft):
    page = draft("one")
    page.live = True
    with pytest.raises(NotApproved):
        add_children(tree.stories, [page])


@pytest.mark.django_db(transaction=True)
def test_two_sets_at_once_stand_beside_each_other():
    home = factories.HomeFactory()
    barrier = Barrier(2)

    def add(start):
        pages = [
            factories.InformationPage(title=f"{start} {n}", slug="same", summary="S")
            for n in range(5)
        ]
        for page in pages:
            page.live = False
        barrier.wait(10)
        with transaction.atomic():
            add_children(home, pages)
        connection.close()

    threads = [Thread(target=add, args=[name]) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.child_of(home).values("slug").distinct().count() == 10
