"""Giving many new pages their places in the tree at once."""

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from core.bulk.tables import insert_pages, log_all
from core.pages import approval
from core.pages.slugs import numbered_slug, sites_own_address, slug_of


@transaction.atomic
def add_children(parent, pages):
    """
    Put new pages below another, as `parent.add_child(instance=page)` does for each.

    Their fields are saved; rows and terms stay in memory until somebody saves the pages
    or publishes them with `core.bulk.publication`. Nobody else puts a page below the
    parent meanwhile.

    Args:
        parent: the page above, of any type.
        pages: pages that are not saved, of any types.

    It raises `NotApproved` if one of them is live, ValidationError if one has no title.
    """
    above = Page.objects.select_for_update().get(pk=parent.pk)
    children = Page.objects.child_of(above)
    taken = set(children.values_list("slug", flat=True))
    last = children.order_by("path").last()
    for page in pages:
        judge_draft(page)
        settle(page, above, taken)
        page.path = last._inc_path() if last else first_path(above)
        last = page
    insert_pages(pages)
    log_all("wagtail.create", pages)
    Page.objects.filter(pk=above.pk).update(numchild=F("numchild") + len(pages))
    parent.numchild = above.numchild + len(pages)


def first_path(above):
    """The place of the first page below another."""
    return Page._get_path(above.path, above.depth + 1, 1)


def judge_draft(page):
    """Judge what no draft can do without."""
    if page.live:
        raise approval.NotApproved(page.title)
    page.title = page._meta.get_field("title").clean(page.title, page)


def settle(page, above, taken):
    """Fill in what follows from where a page stands; its slug is taken from now on."""
    start = above.url_path

    def is_free(slug):
        return slug not in taken and not sites_own_address(f"{start}{slug}/")

    page.slug = numbered_slug(page.slug or slug_of(page.title), is_free)
    taken.add(page.slug)
    page.depth, page.numchild = above.depth + 1, 0
    page.locale_id = page.locale_id or above.locale_id
    page.draft_title = page.title
    page.set_url_path(above)
