"""Who sent something: the one place where data of people without an account stand."""

from django.db import models
from django.utils import timezone

CONSENT = (
    "MAP keeps my name, my e-mail address and my words to answer me, and deletes them "
    "180 days after that. Only its Moderators see them."
)
JOIN_CONSENT = (
    "MAP keeps my name, my e-mail address and my words to answer me, and deletes them "
    "180 days after that. Only its Moderators see them. If two people of MAP would like "
    "to have me, it makes me an account with my name and address, and a draft of a "
    "profile with my name, which its editors see. I can have both deleted at any time."
)
REPLY_CONSENT = (
    "Once a Moderator has approved it, everybody may read my name and my reply, here and "
    "on sites that show MAP's pages, until I withdraw it. MAP keeps my e-mail address as "
    "long as that and at most 180 days longer. Only its Moderators see it."
)


class Sender(models.Model):
    """
    Somebody who sent something without an account.

    Nothing of it is ever shown to readers but the name above a public reply, and nothing
    is written into a log or put into the subject of a letter. What is left after it was
    erased proves that there was a consent.
    """

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    consent = models.TextField("what they agreed to")
    consented_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Sender {self.pk}"

    def erase(self):
        """Delete who it was, and keep that and when they agreed."""
        self.name = self.email = ""
        self.erased_at = timezone.now()
        self.save(update_fields=["name", "email", "erased_at"])
