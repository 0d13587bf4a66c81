"""The site's own pages, which are no items: what they are found by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SitePage(models.Model):
    """
    A public page that is no item of the feed, such as the front page or a profile.

    Rows are written by `search.site_pages` alone, in the step that writes the feed.
    """

    # Kept apart from the page, as the feed's rows are; it goes in the same transaction.
    # Addresses that are no pages, such as the map, have numbers below nought.
    page = models.BigIntegerField(primary_key=True)
    path = models.TextField()
    title = models.TextField()
    summary = models.TextField(blank=True)
    kind = models.TextField()
    # Its title and other names in plain words.
    names = ArrayField(models.TextField(), default=list)
    vector = SearchVectorField()

    def __str__(self):
        return self.title
