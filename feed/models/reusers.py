"""Those who keep copies: their keys, and how far they have read."""

import hashlib
import secrets

from django.db import models
from django.db.models.functions import Greatest
from django.utils import timezone

PREFIX = "map_"


class ReuserQuerySet(models.QuerySet):
    """Re-users, found by what they send."""

    def with_key(self, key):
        """The one a key belongs to, as long as it is not revoked, or None."""
        return self.filter(key_hash=hash_of(key), revoked_at=None).first()


class Reuser(models.Model):
    """A site that keeps a copy, and tells us which changes it has taken in."""

    name = models.CharField(
        max_length=120,
        help_text="Whose copy it is, for example “Northmoor library website”.",
    )
    # The key itself is shown once and kept nowhere; it is random, so a plain hash does.
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    sequence = models.BigIntegerField(default=0, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)

    objects = ReuserQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "re-user"
        verbose_name_plural = "re-users"

    def __str__(self):
        return self.name

    @classmethod
    def make(cls, name):
        """Make a re-user; return it and the key, which cannot be had again."""
        key = f"{PREFIX}{secrets.token_urlsafe(32)}"
        return cls.objects.create(name=name, key_hash=hash_of(key)), key

    def acknowledge(self, sequence):
        """Note that changes up to a sequence were taken in; never less than before."""
        Reuser.objects.filter(pk=self.pk).update(
            sequence=Greatest("sequence", sequence),
            acknowledged_at=timezone.now(),
        )

    @classmethod
    def begin_again(cls):
        """Expect everybody to begin at the first sequence again."""
        cls.objects.update(sequence=0, acknowledged_at=None)

    def revoke(self):
        """Take the key away for good."""
        Reuser.objects.filter(pk=self.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        )


def hash_of(key):
    """SHA-256 of a key, in hexadecimal digits."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
