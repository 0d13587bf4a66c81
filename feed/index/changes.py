"""What a transaction may have changed, noted as it goes, dealt with at its end."""

from wagtail.models import Page

from core.postgresql.transactions import collect
from feed.index.indexer import Indexer
from feed.models import Item


class PendingChanges:
    """
    What may be different. It does no harm to mark too much.

    `pages` are primary keys; `trees` are those whose descendants are meant as well;
    `sources` are names as `feed.index.references.source_name` gives them; `withdrawn`
    holds the sentence and the replacement's key by page; `vocabulary` says that a term
    is different, whether an item has it or not; `everything` is everything.

    Next: `core.postgresql.base.DatabaseWrapper`, which calls `finish` before it commits.
    """

    rank = 0

    def __init__(self):
        self.pages = set()
        self.trees = set()
        self.sources = set()
        self.withdrawn = {}
        self.vocabulary = False
        self.everything = False

    def keys(self):
        """The primary keys of all pages that were marked."""
        if self.everything:
            now = Page.objects.values_list("pk", flat=True)
            return {*now, *Item.objects.values_list("page", flat=True)}
        below = set()
        tops = Page.objects.filter(pk__in=self.trees).values_list("path", flat=True)
        for path in tops if self.trees else ():
            below.update(
                Page.objects.filter(path__startswith=path).values_list("pk", flat=True)
            )
        return self.pages | self.trees | below

    def finish(self):
        """
        Bring the table up to date: the last step before the commit.

        Next: `feed.index.indexer.Indexer.run`.
        """
        Indexer(self).run()


def mark_page(key):
    """Note that a page may read differently, be public, or not be public any more."""
    with collect(PendingChanges) as marks:
        marks.pages.add(key)


def mark_tree(key):
    """The same for a page and all pages below it."""
    with collect(PendingChanges) as marks:
        marks.trees.add(key)


def mark_source(name):
    """Note that something items are made from may be different, such as a picture."""
    with collect(PendingChanges) as marks:
        marks.sources.add(name)


def mark_term(name):
    """Note that a term of a vocabulary may be different."""
    with collect(PendingChanges) as marks:
        marks.sources.add(name)
        marks.vocabulary = True


def mark_vocabulary():
    """Note that words or addresses mean something else, though all items stay."""
    with collect(PendingChanges) as marks:
        marks.vocabulary = True


def mark_withdrawn(page, reason, replacement):
    """Note why a page is not public any more, and what to read instead."""
    with collect(PendingChanges) as marks:
        marks.pages.add(page.pk)
        marks.withdrawn[page.pk] = (reason, replacement and replacement.pk)


def mark_everything():
    """Note that any item may be different."""
    with collect(PendingChanges) as marks:
        marks.everything = True
