"""What must hold whichever way a row is changed."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from core.vocabularies import vocabularies


@receiver(pre_delete)
def keep_used_terms(sender, instance, **kwargs):
    """A term that was ever used is not deleted, not even in bulk."""
    if sender in vocabularies():
        instance.refuse_deletion_when_used()
