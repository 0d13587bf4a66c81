"""What must hold whichever way a row is changed."""

from contextlib import suppress

from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import pre_page_move

from core.models import CustomImage
from core.models.media import KeptFile
from core.pages.file_uses import FileInUse, uses_of
from core.pages.slugs import SITES_OWN, sites_own_address
from core.vocabularies.registry import vocabularies


@receiver(pre_page_move)
def keep_from_sites_addresses(sender, instance, url_path_after, **kwargs):
    """Nobody could open a page at an address that the site uses itself."""
    is_elsewhere = url_path_after != kwargs["url_path_before"]
    if is_elsewhere and (address := sites_own_address(url_path_after, instance)):
        raise ValidationError(SITES_OWN.format(address))


@receiver(pre_delete)
def keep_used_terms(sender, instance, **kwargs):
    """A term that was ever used is not deleted, not even in bulk."""
    if sender in vocabularies():
        instance.refuse_deletion_when_used()


@receiver(pre_delete)
def keep_files_in_use(sender, instance, **kwargs):
    """A file that readers see, or are to see, goes only when no text would lose it."""
    if isinstance(instance, KeptFile) and (uses := uses_of(instance)):
        raise FileInUse(instance, uses)


@receiver(user_logged_in)
def begin_session(sender, request, **kwargs):
    """However somebody signs in, their twelve hours begin then."""
    request.session.begin()


@receiver(post_save, sender=CustomImage)
def make_renditions(sender, instance, **kwargs):
    """A picture is there in every size before a page is published that shows it."""
    with suppress(OSError):
        instance.make_renditions()
