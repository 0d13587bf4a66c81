"""What moves the state of the site, wherever it is done.

Every model of ours counts as seen by readers, unless its app says otherwise in `unseen`:
forgetting to say so costs a page that is made once more, and never one that is stale.
"""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from core import signals
from core.caching import site_state
from core.models.media import KeptFile

# Of other people's models readers see these alone.
SEEN_OF_OTHERS = (Page, PageViewRestriction, Redirect, Site)
# What saving a draft writes on a page; none of it is shown.
OF_DRAFTS = {
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
}


@cache
def is_seen(model):
    """Whether readers may see something of a model."""
    if issubclass(model, SEEN_OF_OTHERS):
        return True
    # Models as they were in a migration, and those of Django's own, belong to no app.
    app = apps.get_containing_app_config(model.__module__)
    if app is None or Path(app.path).parent != settings.BASE_DIR:
        return False
    unseen = getattr(app, "unseen", ())
    return "*" not in unseen and model.__name__ not in unseen


@cache
def keys_to_pages(model):
    """The names of fields by which rows of a model belong to a page."""
    fields = model._meta.get_fields()
    return tuple(field.name for field in fields if isinstance(field, ParentalKey))


def is_public(row):
    """Whether a row is no page that readers do not have, and no part of one."""
    if isinstance(row, Page):
        return row.live
    if isinstance(row, KeptFile):
        return ReferenceIndex.get_references_to(row).exists()
    pages = [getattr(row, name) for name in keys_to_pages(type(row))]
    return not pages or any(getattr(page, "live", True) for page in pages)


@receiver([post_save, post_delete])
def something_changed(sender, instance, update_fields=None, **kwargs):
    """A row is different, new or gone."""
    is_of_draft = issubclass(sender, Page) and {*(update_fields or "?")} <= OF_DRAFTS
    if is_seen(sender) and not is_of_draft and is_public(instance):
        site_state.changed()


@receiver(m2m_changed)
def rows_were_tied(sender, instance, action, **kwargs):
    """Something has other terms."""
    if action.startswith("post_") and is_seen(type(instance)) and is_public(instance):
        site_state.changed()


@receiver(
    [
        *(page_published, page_unpublished, post_page_move),
        *(signals.readdressed, signals.withdrawn, signals.restored, signals.files_gone),
        *(signals.terms_merged, signals.names_settled, signals.shown_otherwise),
    ]
)
def told(sender, **kwargs):
    """Something was done of which no row alone tells, or several at once."""
    site_state.changed()
