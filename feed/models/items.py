"""The one table, and the state it is in."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone

IS_PUBLIC = Q(is_public=True)


class Item(models.Model):
    """
    A page that is public, or a page that was: then the row is its tombstone.

    Rows are written by `feed.index.rows` alone, as the last step of the transaction that
    changes what readers see. A tombstone holds nothing of the page but its type and sets.
    Where the value of each column comes from is declared in `feed.index.columns`.
    """

    # The page's own translation key, so that it outlasts moves and new approvals.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Kept when the page is gone, therefore no foreign key.
    page = models.BigIntegerField(unique=True)
    type = models.CharField(max_length=20)
    is_public = models.BooleanField(default=True)

    # Finished JSON, without the last brace and the sequence before it: see
    # `feed.query.wire`.
    card = models.TextField(blank=True)
    full = models.TextField(blank=True)
    # Finished JSON as well, and whole, for it bears no sequence.
    brief = models.TextField(blank=True)
    hash = models.CharField(max_length=64, blank=True)

    # Given as the row is written, under the lock, just before the commit.
    sequence = models.BigIntegerField(unique=True, null=True)
    changed_at = models.DateTimeField(null=True)

    url = models.TextField(blank=True)
    title = models.TextField(blank=True)
    sort_title = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    # What lists of pages show besides the card, as JSON: who and when, and a figure.
    listed = models.TextField(blank=True)
    # Title, other names, summary and labels in plain letters: what a misspelt word meant.
    names = models.TextField(blank=True)
    # What filters ask for, such as `theme:digital` or `year:2026`.
    facets = ArrayField(models.TextField(), default=list)
    # Of the texts that the vector is made of: as long as it stays, the vector does.
    words_hash = models.CharField(max_length=64, blank=True)
    vector = SearchVectorField(null=True)

    # The sets of OAI-PMH it belongs to, or belonged to when it was withdrawn, so that
    # whoever harvests a set is told.
    sets = ArrayField(models.TextField(), default=list)

    # What it was made from, such as `page:12` or `core.Theme:3`, public or not.
    sources = ArrayField(models.TextField(), default=list)
    # Pages whose items show this one though they do not refer to it.
    shown_on = ArrayField(models.BigIntegerField(), default=list)

    # Of a tombstone: the sentence for readers, and the page to read instead.
    reason = models.TextField(blank=True)
    replacement = models.BigIntegerField(null=True)
    replaced_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], name="feed_newest", condition=IS_PUBLIC
            ),
            models.Index(
                fields=["-updated_at", "-id"], name="feed_updated", condition=IS_PUBLIC
            ),
            models.Index(
                fields=["sort_title", "id"], name="feed_title", condition=IS_PUBLIC
            ),
            models.Index(fields=["url"], name="feed_url", condition=IS_PUBLIC),
            # All that the digest of the set is made of.
            models.Index(
                fields=["hash"], include=["id"], name="feed_set", condition=IS_PUBLIC
            ),
            models.Index(fields=["changed_at"], name="feed_changed"),
            GinIndex(fields=["facets"], name="feed_facets", fastupdate=False),
            # Hundreds of entries a row, written in bulk. What waits to be written is read
            # by every search, so that it is kept short: sixteen blocks.
            GinIndex(
                fields=["vector"],
                name="feed_vector",
                fastupdate=True,
                gin_pending_list_limit=128,
            ),
            # The same, but asked only where nothing else was found.
            GinIndex(
                OpClass("names", name="gin_trgm_ops"),
                name="feed_names",
                fastupdate=True,
                gin_pending_list_limit=1024,
            ),
            GinIndex(fields=["sets"], name="feed_sets", fastupdate=False),
            GinIndex(fields=["sources"], name="feed_sources", fastupdate=False),
        ]

    def __str__(self):
        return self.title or f"Withdrawn: {self.id}"


class State(models.Model):
    """
    The state the table is in, one row. It changes with every transaction that changes it.

    `epoch` changes only when all sequences are given anew, so that cursors of before are
    recognised; `generation` with every change, also of a term that no item has.
    """

    epoch = models.UUIDField(default=uuid.uuid4)
    # What every address in the table begins with: see `feed.origin`.
    origin = models.TextField(blank=True)
    generation = models.BigIntegerField(default=0)
    sequence = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    # Of the form in which items were last written as a whole: see
    # `feed.index.consistency.FORM`.
    form = models.IntegerField(default=0)

    def __str__(self):
        return f"Generation {self.generation}"
