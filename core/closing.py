"""Secret links close when what they show is taken away or made private."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from core.models import DraftLink
from core.models.moderation import BIN


@receiver(page_unpublished)
def close_links_to_what_is_gone(sender, instance, **kwargs):
    """A page was withdrawn, or its last day has passed."""
    DraftLink.objects.filter(page=instance.pk).close()


@receiver(post_save, sender=PageViewRestriction)
def close_links_to_what_is_private(sender, instance, **kwargs):
    """A page, and with it all below, was made private, or private in another way."""
    DraftLink.objects.to_pages_below(instance.page).close()


@receiver(post_page_move)
def close_links_to_what_was_hidden(sender, instance, **kwargs):
    """A page, and with it all below, came into the bin or below a private page."""
    before, after = kwargs["parent_page_before"], kwargs["parent_page_after"]
    if before != after and (is_in_bin(instance) or after.get_view_restrictions()):
        DraftLink.objects.to_pages_below(instance).close()


def is_in_bin(page):
    """Whether a page of no particular type lies in the bin."""
    return page.url_path.startswith(BIN)
