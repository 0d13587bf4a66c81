"""Secret links to what somebody sends in. Only a hash of what they hold is kept."""

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sharing.models.sent import hash_of

OLD_LINKS_END_AFTER = timedelta(days=7)


class SubmissionLinkQuerySet(models.QuerySet):
    """Secret links."""

    def working(self):
        """Links that still open something."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))

    def open(self, token):
        """
        Find the link that holds a token.

        Args:
            token: what stands in its address.

        Returns:
            A link that works, with its submission; or None.
        """
        links = self.working().filter(submission__erased_at=None)
        links = links.select_related("submission__sender", "submission__page")
        return links.filter(token_hash=hash_of(token)).first()


class SubmissionLink(models.Model):
    """
    A secret link to what somebody sends in.

    It needs no key of the site, so neither an upgrade nor a new key ends it.
    """

    class Purpose(models.TextChoices):
        """What a link is for."""

        WRITING = "writing", "To write, until it is sent"
        FOLLOWING = "following", "To follow what becomes of it"

    submission = models.ForeignKey(
        "sharing.Submission", on_delete=models.CASCADE, related_name="links"
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True)

    objects = SubmissionLinkQuerySet.as_manager()

    def __str__(self):
        return f"Link {self.pk}"


def new_link_to_follow(submission, renews=False):
    """
    Make a link by which a sender follows what becomes of something.

    Args:
        submission: the `Submission`.
        renews: whether it takes the place of the earlier ones, which then end in a week.

    Returns:
        The token for the link's address. It is kept nowhere.
    """
    token = secrets.token_urlsafe()
    following = SubmissionLink.Purpose.FOLLOWING
    if renews:
        earlier = submission.links.working().filter(ends_at=None, purpose=following)
        earlier.update(ends_at=timezone.now() + OLD_LINKS_END_AFTER)
    submission.links.create(purpose=following, token_hash=hash_of(token))
    return token
