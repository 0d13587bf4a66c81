"""What must hold whichever way a row is changed."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from core.models import CustomImage
from core.models.media import KeptFile
from core.pages.queries import is_used_in_public
from core.vocabularies.registry import vocabularies


@receiver(pre_delete)
def keep_used_terms(sender, instance, **kwargs):
    """A term that was ever used is not deleted, not even in bulk."""
    if sender in vocabularies():
        instance.refuse_deletion_when_used()


@receiver(pre_delete)
def keep_files_on_public_pages(sender, instance, **kwargs):
    """A picture or document that readers see goes only when no public page has it."""
    if isinstance(instance, KeptFile) and is_used_in_public(instance):
        raise PermissionDenied(f"“{instance}” stands on a public page.")


@receiver(post_save, sender=CustomImage)
def make_renditions(sender, instance, **kwargs):
    """A picture is there in every size before a page is published that shows it."""
    with suppress(OSError):
        instance.make_renditions()
