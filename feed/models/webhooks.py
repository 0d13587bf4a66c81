"""Sites that want to be told: where, how signed, and of what."""

import base64
import secrets
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from background.http import PlainHttp, is_loopback, problem_in_words, refuse_private

ROTATION = timedelta(hours=24)
LOOKING_SECONDS = 10


class WebhookQuerySet(models.QuerySet):
    """Webhooks, by whether they are on."""

    def on(self):
        """Those that want to be told now."""
        return self.filter(is_on=True)


class Webhook(models.Model):
    """An address that is told of changes as soon as they are certain."""

    name = models.CharField(
        max_length=120,
        help_text="Whose it is, for example “Northmoor library website”.",
    )
    url = models.URLField(
        "address",
        max_length=500,
        help_text="Where to send the news. It begins with https://.",
    )
    query = models.CharField(
        "only this",
        max_length=500,
        blank=True,
        help_text=(
            "Filters as they stand in an address of the feed, for example "
            "“type=driver&nation=wales”. Leave empty to send everything."
        ),
    )
    is_on = models.BooleanField(default=True, editable=False)
    # Why it was switched off by itself; empty where a person did it.
    off_because = models.CharField(max_length=200, blank=True, editable=False)
    secret = models.CharField(max_length=80, editable=False)
    old_secret = models.CharField(max_length=80, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    # When the Steering group was told that it fails; None once it works again.
    reported_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.secret = self.secret or new_secret()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if problem := problem_with_address(self.url):
            raise ValidationError({"url": problem})

    @property
    def filters(self):
        """What it asks for, as sets of values by the name of the filter."""
        found = {}
        for name, value in parse_qsl(self.query):
            found.setdefault(name, set()).add(value)
        return found

    @property
    def secrets(self):
        """The secrets to sign with, the newest first; two while one is taken over."""
        is_old_one_valid = self.old_secret and self.old_secret_until > timezone.now()
        return [self.secret, *([self.old_secret] if is_old_one_valid else [])]

    def renew_secret(self):
        """Make a new secret and return it; the old one holds for another day."""
        self.old_secret, self.secret = self.secret, new_secret()
        self.old_secret_until = timezone.now() + ROTATION
        self.save(update_fields=["secret", "old_secret", "old_secret_until"])
        return self.secret

    def drop_old_secret(self):
        """Sign with the new secret alone from now on."""
        self.old_secret, self.old_secret_until = "", None
        self.save(update_fields=["old_secret", "old_secret_until"])

    def switch(self, is_on, because=""):
        """Switch it on or off, and keep why if nobody did it."""
        Webhook.objects.filter(pk=self.pk).update(
            is_on=is_on, off_because=because, reported_at=None
        )

    def begin_report(self):
        """Note that people are told of its failing; whether they were not told yet."""
        unreported = Webhook.objects.filter(Q(reported_at=None), pk=self.pk)
        return bool(unreported.update(reported_at=timezone.now()))

    def works(self):
        """Note that it took a message."""
        broken = Webhook.objects.filter(pk=self.pk, reported_at__isnull=False)
        broken.update(reported_at=None)


def new_secret():
    """A secret as the Standard Webhooks specification has them: 32 random bytes."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def is_at_home():
    """Whether the site itself is on loopback, as on a developer's own machine."""
    return is_loopback(urlsplit(settings.BASE_URL).hostname or "")


def refuse_address(url):
    """
    Look whether webhooks may be sent to an address.

    It is on the public network and asked by HTTPS. A site on loopback sends to loopback
    too, there also by HTTP, so that a developer can try a receiver.

    Raises:
        PlainHttp: it does not begin with https://; the errors of
            `background.http.refuse_private` pass through.
    """
    asked = refuse_private(url, allow_loopback=is_at_home())
    if urlsplit(url).scheme != "https" and not is_loopback(asked):
        raise PlainHttp


def problem_with_address(url):
    """Why nothing can be sent to an address, as a sentence, or an empty string."""
    try:
        refuse_address(url)
    except (OSError, ValueError) as error:
        words = problem_in_words(error, LOOKING_SECONDS)
        return f"Nothing can be sent there: {words}."
    return ""
