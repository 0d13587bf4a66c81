"""The clock: pages that go live or leave at their time, each by itself."""

import logging

from django.db import transaction
from django.utils import dateparse, timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from core.pages.approval import NotApproved

logger = logging.getLogger(__name__)


def run_schedule():
    """
    Take down what has expired, then publish what is due. Wagtail's own command stops at
    the first page that fails, and can publish what has expired already.

    Returns:
        (pages taken down, pages published, pages that failed).
    """
    gone, failed_to_go = each(expired_pages(), take_down)
    came, failed_to_come = each(due_revisions(), publish)
    return gone, came, failed_to_go + failed_to_come


def expired_pages():
    """Keys of public pages whose last day has passed."""
    pages = Page.objects.filter(live=True, expire_at__lt=timezone.now())
    return list(pages.order_by("expire_at").values_list("pk", flat=True))


def due_revisions():
    """Keys of versions whose time has come."""
    due = Revision.objects.page_revisions().filter(approved_go_live_at__lt=timezone.now())
    return list(due.order_by("approved_go_live_at").values_list("pk", flat=True))


def each(keys, work):
    """Work on each key in its own transaction; count what was done, list what failed."""
    done, failed = 0, []
    for key in keys:
        try:
            with transaction.atomic():
                done += bool(work(key))
        except Exception:
            logger.exception("A scheduled page failed: %s %s", work.__name__, key)
            failed.append(key)
    return done, failed


def take_down(key):
    """Let a page expire, unless another worker has it in hand."""
    pages = Page.objects.select_for_update(skip_locked=True)
    page = pages.filter(pk=key, live=True, expire_at__lt=timezone.now()).first()
    if page:
        page.specific.unpublish(
            set_expired=True, log_action="wagtail.unpublish.scheduled"
        )
    return page


def publish(key):
    """Publish a version at its time, unless another worker has it in hand."""
    revisions = Revision.objects.select_for_update(skip_locked=True, of=("self",))
    due = revisions.filter(pk=key, approved_go_live_at__lt=timezone.now())
    revision = due.first()
    if revision is None:
        return None
    if is_expired(revision):
        return never_mind(revision, "expired")
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except NotApproved:
        return never_mind(revision, "unapproved")
    return revision


def is_expired(revision):
    """Whether a version's last day has passed before its first."""
    end = revision.content.get("expire_at")
    moment = dateparse.parse_datetime(end) if end else None
    return moment is not None and moment <= timezone.now()


def never_mind(revision, why):
    """Take a version off the schedule, and say so in the page's history."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.content_object
    if why == "expired" and not page.live:
        Page.objects.filter(pk=page.pk).update(expired=True)
    log(page, "editorial.unschedule", revision=revision, data={"why": why})
