"""Secret links by which people without an account read one draft."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

DAYS = 7
SALT = "mapcms.draft-link"


def signer_for(purpose):
    """What signs the keys of links for one purpose, always in the same way."""
    return signing.Signer(salt=f"{SALT}.{purpose}")


class DraftLinkQuerySet(models.QuerySet):
    """Links, read as those who made them would ask."""

    def in_force(self):
        """Links that still open their draft."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def to_pages_below(self, page):
        """Links to a page, and to every page below it."""
        return self.filter(page__path__startswith=page.path)

    def close(self):
        """Close them for good; return how many were open."""
        return self.in_force().update(revoked_at=timezone.now())

    def open(self, token, purpose):
        """
        Find the link a token belongs to.

        Args:
            token: what stands in the address.
            purpose: the door that was knocked at; a token opens no other.

        Returns:
            The link with its page, or None if it is forged, revoked or too old.
        """
        try:
            key = signer_for(purpose).unsign(token)
        except signing.BadSignature:
            return None
        links = self.in_force().filter(key=key, purpose=purpose)
        return links.select_related("page").first()


class DraftLink(models.Model):
    """
    A signed link to one draft, for seven days or until it is revoked.

    `core.closing` revokes it when the page is taken away or made private. Somebody who
    makes a link to such a page afterwards means to; that one works.
    """

    class Purpose(models.TextChoices):
        """What the link is for."""

        ADVICE = "advice", "To read and comment"
        FEED = "feed", "To show on a site of their own, as data"

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="draft_links"
    )
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.ADVICE)
    key = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe)
    for_whom = models.CharField("for whom", max_length=120, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="draft_links",
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.page}"

    def save(self, *args, **kwargs):
        """Save, with an end seven days after the beginning if none is set."""
        if self.expires_at is None:
            self.expires_at = self.made_at + timedelta(days=DAYS)
        super().save(*args, **kwargs)

    @property
    def token(self):
        """What stands in the address: the key, signed."""
        return signer_for(self.purpose).sign(self.key)

    def get_absolute_url(self):
        """The path of the draft behind the link."""
        names = {self.Purpose.ADVICE: "draft", self.Purpose.FEED: "feed_preview"}
        return reverse(names[self.purpose], args=[self.token])

    @property
    def is_in_force(self):
        """Whether the link still opens its draft."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def revoke(self):
        """Close the link for good."""
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])
