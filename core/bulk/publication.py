"""Publishing many pages that nobody has had before, through the same door as one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from core.bulk.tables import (
    hold_all,
    insert_rows,
    insert_terms,
    log_all,
    release,
    update_pages,
)
from core.indexing.tasks import tell_search
from core.pages import approval
from core.pages.versions import settle_blocks

# What a publication writes of the fields that all pages have, besides those of the text.
OF_PUBLICATION = {
    *("live", "expired", "has_unpublished_changes", "live_revision", "draft_title"),
    *("latest_revision", "latest_revision_created_at"),
    *("first_published_at", "last_published_at"),
}
OF_TEXT = {"title", "seo_title", "search_description", "show_in_menus", "go_live_at"}
OF_TEXT |= {"expire_at", "owner"}
NOT_NEW = "“{}” is not new; publish it by itself."
LATER = "“{}” is to be public later; schedule it by itself."


@transaction.atomic
def publish_new(pages, approve):
    """
    Save pages and publish them, each by an approval of its words and without problems.

    What `core.models.moderation.ModeratedPage.publish` asks of one page is asked of each
    before any of them goes live; either all do or none.

    Next: as there, `page_published`, told that each page `is_new`, and `post_save`.

    Args:
        pages: pages that `core.bulk.tree.add_children` put into the tree, with all that
            they say in memory. `first_published_at` and `last_published_at` are kept
            where they are set.
        approve: a function of the pages and their versions, in the same order, that
            writes down who approves of them.

    It raises `NotApproved` if nobody approved a version, ValidationError if a field is
    not as it must be or readers would meet a problem, and ValueError if a page is not new
    or is to be public later.
    """
    refuse_known(pages)
    for page in pages:
        judge(page)
        hold_all(page)
        settle_blocks(page)
    insert_rows(pages)
    insert_terms(pages)
    versions = Revision.objects.bulk_create([version_of(page) for page in pages])
    approve(pages, versions)
    words = approval.approvals_of(list(zip(versions, pages, strict=True)))
    refuse_problems(pages)
    for page, version in zip(pages, versions, strict=True):
        turn_live(page, version)
    update_pages(pages, sorted(OF_PUBLICATION | OF_TEXT))
    log_all("wagtail.publish", pages, versions)
    for page, version, word in zip(pages, versions, words, strict=True):
        page_published.send(type(page), instance=page, revision=version, is_new=True)
        tell_search(page)
        release(page)
        word.took_effect(page)


def refuse_known(pages):
    """Lock pages; raise ValueError if anybody wrote on one, or readers have it."""
    keys = [page.pk for page in pages]
    known = Page.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    slugs = {}
    for page in known.only("title", "slug", "live", "latest_revision"):
        slugs[page.pk] = page.slug
        if page.live or page.latest_revision_id:
            raise ValueError(NOT_NEW.format(page.title))
    for page in pages:
        # Where a page stands is settled by `core.bulk.tree`.
        page.slug = slugs[page.pk]


def judge(page):
    """Judge every field. That keys lead somewhere, the database sees to."""
    if page.go_live_at and page.go_live_at > timezone.now():
        raise ValueError(LATER.format(page.title))
    fields = page._meta.concrete_fields
    page.clean_fields(exclude=[f.name for f in fields if isinstance(f, ForeignKey)])


def version_of(page):
    """A page as it stands in memory, as the version that will be kept of it."""
    return Revision(
        content_type_id=page.content_type_id,
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        created_at=timezone.now(),
        content=page.serializable_data(),
        object_str=str(page),
    )


def refuse_problems(pages):
    """Raise ValidationError for the first page that readers would stumble over."""
    for page in pages:
        if problems := page.problems():
            raise ValidationError(problems)


def turn_live(page, version):
    """Set what is other on a public page."""
    now = timezone.now()
    page.live, page.expired, page.has_unpublished_changes = True, False, False
    page.live_revision = page.latest_revision = version
    page.latest_revision_created_at = version.created_at
    page.draft_title = page.title
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.last_published_at or now
