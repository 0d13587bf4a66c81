"""Taking pages away: withdrawn with a reason, into the bin, and back."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from community.models import User
from core import signals
from core.models import BinPage
from core.pages.slugs import free_slug
from editorial import letters
from editorial.actions.refusal import ActionRefused
from editorial.actions.submission import locked
from editorial.models import BinnedPage, Decision, Withdrawal
from editorial.models.withdrawal import BIN_DAYS

NOT_ALLOWED = "Only Moderators and the Steering group withdraw pages."
NOT_PUBLIC = "It is not public, so there is nothing to withdraw."
NEEDED = "The site cannot do without this page. Change its text instead."
ITSELF = "A page cannot be its own replacement."
STILL_PUBLIC = "Withdraw it first; then it can go to the bin."
PUBLIC_BELOW = "Pages below it are public. Move or withdraw them first."
NEVER_PUBLIC = "It was never public, so you can simply delete it."
NOT_BINNED = "It is not in the bin."
NO_PLACE = "The place it came from is gone. Ask an administrator to make a new one."
BIN_FAILED = (
    "It could not be put into the bin just now. Please try again later, with the button "
    "“Put into the bin”."
)

logger = logging.getLogger(__name__)


@transaction.atomic
def withdraw(
    page_id: int,
    by: User,
    sentence: str,
    private_note: str = "",
    replacement: Page | None = None,
) -> Withdrawal | ActionRefused:
    """
    Take a public page away at once.

    Next: `feed.index.signal_handlers.was_withdrawn`, told by `core.signals.withdrawn`.

    Args:
        page_id: the page's primary key.
        by: a Moderator or a member of the Steering group.
        sentence: what readers see in its place.
        private_note: what only the admin shows.
        replacement: a page to which its address leads from now on, or None.

    Returns:
        The `Withdrawal`, or an `ActionRefused`.
    """
    page = locked(page_id)
    if refusal := reason_not_to_withdraw(page, by, replacement):
        return refusal
    return take_away(page, by, sentence, private_note, replacement)


@transaction.atomic
def withdraw_for_its_sender(page_id: int, sentence: str) -> Withdrawal | None:
    """
    Take a public page away because whoever sent it in, without an account, asks for it.

    Args:
        page_id: the page's primary key.
        sentence: what readers see in its place.

    Returns:
        The `Withdrawal`, or None if the page is not public.
    """
    page = locked(page_id)
    return take_away(page, None, sentence) if page.live else None


def take_away(page, by, sentence, private_note="", replacement=None):
    """Unpublish a page, keep why, and tell whoever wants to know."""
    withdrawn = Withdrawal.objects.create(
        page_id=page.pk,
        page_title=page.title,
        path=path_of(page),
        sentence=sentence,
        private_note=private_note,
        replacement_id=replacement and replacement.pk,
        withdrawn_by=by,
    )
    take_down(page, by)
    data = {"sentence": sentence, "private_note": private_note}
    log(page, "editorial.withdraw", user=by, data=data)
    why = {"reason": sentence, "replacement": replacement}
    signals.withdrawn.send(type(page), page=page, **why)
    tell_the_sender(withdrawn)
    return withdrawn


def reason_not_to_withdraw(
    page: Page, by: User, replacement: Page | None
) -> ActionRefused | None:
    """Why a page cannot be withdrawn, as an `ActionRefused`, or None."""
    if not page.permissions_for_user(by).looks_after:
        return ActionRefused(403, NOT_ALLOWED)
    if not page.can_be_withdrawn:
        return ActionRefused(409, NEEDED)
    if not page.live:
        return ActionRefused(409, NOT_PUBLIC)
    if replacement and replacement.pk == page.pk:
        return ActionRefused(422, ITSELF, {"replacement": [ITSELF]})
    return None


def path_of(page):
    """The path of a page's public address, with its last slash."""
    return urlsplit(page.get_url() or "").path.rstrip("/") + "/"


def take_down(page, by):
    """Unpublish a page; nothing approved before brings it back by itself."""
    page.unpublish(log_action=False)
    Decision.objects.unused().filter(page=page.pk).update(cancelled_at=timezone.now())
    if state := page.current_workflow_state:
        state.cancel(user=by)


def tell_the_sender(withdrawn):
    """Tell whoever sent the version that readers had."""
    decision = (
        Decision.objects.approved()
        .filter(page=withdrawn.page_id, effective_at__isnull=False)
        .exclude(submitted_by=withdrawn.withdrawn_by)
        .first()
    )
    if decision:
        letters.withdrawal(withdrawn, decision.submitted_by)


def came_back(page: Page) -> None:
    """Note that a page is public again, and tell whoever wants to know."""
    ended = page.withdrawals.in_force().update(ended_at=timezone.now())
    if ended:
        signals.restored.send(type(page), page=page)


def try_to_bin(page_id: int, by: User) -> BinnedPage | ActionRefused:
    """
    Put a page into the bin, and whatever goes wrong there, leave all else as it is.

    A page that was withdrawn just before stays withdrawn, also in the same transaction.

    Returns:
        The `BinnedPage`, or an `ActionRefused`.
    """
    try:
        return to_bin(page_id, by)
    except Exception:
        logger.exception("Page %s could not be put into the bin.", page_id)
        return ActionRefused(409, BIN_FAILED)


@transaction.atomic
def to_bin(page_id: int, by: User) -> BinnedPage | ActionRefused:
    """
    Put a page that was public once into the bin, with its history.

    Returns:
        The `BinnedPage`, or an `ActionRefused`.
    """
    page = locked(page_id)
    if refusal := reason_not_to_bin(page, by):
        return refusal
    binned = BinnedPage.objects.create(
        page_id=page.pk, parent=page.get_parent(), slug=page.slug, binned_by=by
    )
    log(page, "editorial.bin", user=by)
    move(page, BinPage.find_or_make(), f"{page.slug[:200]}-{page.pk}")
    return binned


def reason_not_to_bin(page: Page, by: User) -> ActionRefused | None:
    """Why a page cannot go to the bin, as an `ActionRefused`, or None."""
    permissions = page.permissions_for_user(by)
    if not permissions.looks_after:
        return ActionRefused(403, NOT_ALLOWED)
    if not page.can_be_withdrawn or page.is_binned:
        return ActionRefused(409, NEEDED)
    if page.live:
        return ActionRefused(409, STILL_PUBLIC)
    if page.get_descendants().live().exists():
        return ActionRefused(409, PUBLIC_BELOW)
    if not permissions.ever_public():
        return ActionRefused(409, NEVER_PUBLIC)
    return None


def move(page, parent, slug):
    """Move a page below another one under a slug that is free there."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page = Page.objects.get(pk=page.pk).specific
    page.set_url_path(page.get_parent())
    Page.objects.filter(pk=page.pk).update(url_path=page.url_path)
    action = MovePageAction(page, parent, pos="last-child")
    action.execute(skip_permission_checks=True)


@transaction.atomic
def from_bin(page_id: int, by: User) -> Page | ActionRefused:
    """
    Put a page back where it stood, as a draft that needs approval.

    Returns:
        The page, or an `ActionRefused`.
    """
    page = locked(page_id)
    binned = BinnedPage.objects.filter(page=page.pk).select_related("parent").first()
    if not page.permissions_for_user(by).looks_after:
        return ActionRefused(403, NOT_ALLOWED)
    if binned is None:
        return ActionRefused(409, NOT_BINNED)
    parent = binned.parent and binned.parent.specific
    if parent is None or parent.is_binned:
        return ActionRefused(409, NO_PLACE)
    move(page, parent, free_slug(parent, binned.slug, page))
    binned.delete()
    page = Page.objects.get(pk=page.pk).specific
    log(page, "editorial.unbin", user=by)
    return page


def empty_bin() -> int:
    """
    Delete for good what has been in the bin for 90 days. The tombstone stays.

    Returns:
        How many pages were deleted.
    """
    before = timezone.now() - timedelta(days=BIN_DAYS)
    binned = BinnedPage.objects.filter(binned_at__lt=before)
    old = list(binned.values_list("page", flat=True))
    for key in old:
        with transaction.atomic():
            Page.objects.get(pk=key).specific.delete()
    return len(old)
