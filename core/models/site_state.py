"""The one row that says in which state the site is; see `core.caching.site_state`."""

from uuid import uuid4

from django.db import models


class SiteState(models.Model):
    """How often what readers see has changed."""

    epoch = models.UUIDField(default=uuid4)
    number = models.BigIntegerField(default=1)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.epoch}: {self.number}"
