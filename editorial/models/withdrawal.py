"""What was public and is not any more, and why."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from editorial.models.decisions import shown_name

BIN_DAYS = 90


class WithdrawalReason(models.Model):
    """A sentence readers see where a page was, kept by the steering group."""

    sentence = models.CharField(
        max_length=200,
        unique=True,
        help_text=(
            "What readers see in place of the page. For example “The organisation "
            "asked us to take this page down.”"
        ),
    )
    retired = models.BooleanField(
        default=False, help_text="It stays where it was used and is no longer offered."
    )

    class Meta:
        ordering = ["sentence"]
        verbose_name = "reason for withdrawal"
        verbose_name_plural = "reasons for withdrawal"

    def __str__(self):
        return self.sentence


class WithdrawalQuerySet(models.QuerySet):
    """Withdrawals, read as the site asks for them."""

    def in_force(self):
        """Withdrawals of pages that have not come back."""
        return self.filter(ended_at=None)

    def at(self, path):
        """
        Find the withdrawal that answers for an address.

        Args:
            path: the path of the address, with or without its last slash.

        Returns:
            The `Withdrawal` in force there, or None.
        """
        path = path.rstrip("/") + "/"
        return self.in_force().filter(path=path).select_related("replacement").first()


class Withdrawal(models.Model):
    """A public page that was taken away. It stays when the page itself is gone."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="withdrawals",
    )
    page_title = models.CharField(max_length=255)
    path = models.CharField(max_length=1000, db_index=True)
    sentence = models.CharField(max_length=200, blank=True)
    private_note = models.TextField(blank=True)
    replacement = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="withdrawals",
    )
    withdrawn_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-withdrawn_at"]

    def __str__(self):
        return f"{self.page_title}: {self.sentence}"

    @property
    def who(self):
        """Who withdrew it, by name."""
        if self.withdrawn_by is None:
            return "Whoever sent it in"
        return shown_name(self.withdrawn_by)


class BinnedPage(models.Model):
    """A page in the bin, and the place it came from."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="binned"
    )
    parent = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    slug = models.CharField(max_length=255)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    binned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-binned_at"]
        verbose_name = "page in the bin"
        verbose_name_plural = "pages in the bin"

    def __str__(self):
        return str(self.page)

    @property
    def goes_at(self):
        """When the page is deleted for good."""
        return self.binned_at + timedelta(days=BIN_DAYS)
