"""The site's own pages: their words, written with the feed's table, and finding them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
from django.dispatch import receiver
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.search.index import SearchField

from core import signals
from core.models import ContentPage
from core.models.search_wordings import wordings_of
from core.pages.queries import public_pages
from core.site_views import site_views
from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.text_search import ASKING
from feed.query.tokens import STOP_WORDS, search_text, words_of
from feed.query.words import LANGUAGE, LISTED, NAMES
from search.models import SitePage

MOST_SHOWN = 3
# So much of a page's text is looked through.
LONGEST_TEXT_READ = 400_000
# Words of a question among which names are looked for.
MOST_TYPED = 20
CONFIG = "feed_english"
# Fields that have a weight of their own.
WEIGHED = {"title", "summary"}
WRITTEN = [field.name for field in SitePage._meta.fields if not field.primary_key]
# Pages that are called so, then those in whose name or summary every word stands, then
# those that have a name of several words of which each stands in the question.
FOUND = """
SELECT p.path, p.title, p.kind, p.summary FROM search_sitepage p,
    (SELECT {words} AS query, to_tsvector({language}, %s) AS typed) AS words
WHERE p.names && %s OR p.vector @@ words.query
    OR %s AND EXISTS (
        SELECT FROM unnest(p.names) AS n(name), plainto_tsquery({language}, n.name) AS q
        WHERE numnode(q) > 1 AND words.typed @@ q
    )
ORDER BY p.names && %s DESC,
    ts_rank('{{0, 0.1, 0.4, 1}}', p.vector, words.query) DESC, p.title, p.page LIMIT %s
"""


class OwnPage(NamedTuple):
    """One of the site's own pages, as a result of a search."""

    path: str
    title: str
    kind: str
    summary: str


@receiver(signals.being_written)
def write_site_pages(sender, keys, **kwargs):
    """Bring the rows of the site's own pages up to date, as the feed does its own."""
    rows = [site_page(page) for page in public_own_pages(keys)]
    kept = [row.page for row in rows]
    SitePage.objects.filter(page__in=keys).exclude(page__in=kept).delete()
    if rows:
        SitePage.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["page"], update_fields=WRITTEN
        )


def public_own_pages(keys):
    """The public pages among some that are no items."""
    models = [
        model
        for model in get_page_models()
        if issubclass(model, ContentPage) and not model.feed_type
    ]
    types = ContentType.objects.get_for_models(*models).values()
    pages = public_pages().filter(pk__in=keys, content_type__in=list(types))
    return [page for page in pages.specific() if page.get_url()]


def write_site_views(using, apps=None, **kwargs):
    """Write the rows of public addresses that are no pages, after each migration."""
    if apps and ("search", SitePage._meta.model_name) not in tables_of(apps):
        return
    rows = [
        site_row(-number, own_page(view), view.names)
        for number, view in enumerate(site_views(), start=1)
    ]
    with transaction.atomic(using):
        SitePage.objects.using(using).filter(page__lt=0).delete()
        SitePage.objects.using(using).bulk_create(rows)


def tables_of(apps):
    """The tables that there are after a migration, as (app, model)."""
    return {(m._meta.app_label, m._meta.model_name) for m in apps.get_models()}


def own_page(view):
    """A public address that is no page, as a result of a search."""
    return OwnPage(reverse(view.url_name), view.title, "this site", view.summary)


def site_page(page):
    """What a page of the site is found by."""
    own = OwnPage(page.relative_url(None), page.title, page.kind(), page.summary)
    return site_row(page.pk, own, wordings_of(page), "\n".join(declared_texts(page)))


def site_row(key, own, other_names, text=""):
    """The row of a page of the site, with its words in three weights."""
    names = [own.title, *other_names]
    weighted = ("\n".join(names), own.summary, text[:LONGEST_TEXT_READ])
    first, *others = (
        SearchVector(Value(search_text(text)), config=CONFIG, weight=weight)
        for weight, text in zip("ABC", weighted, strict=True)
    )
    return SitePage(
        page=key,
        names=[" ".join(words_of(name)) for name in names],
        vector=sum(others, start=first),
        **own._asdict(),
    )


def declared_texts(page):
    """The texts of a page besides its title and summary, as its type declares them."""
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name not in (
            "title",
            "summary",
        ):
            value = field.get_value(page)
            texts = [value] if isinstance(value, str) else value
            yield from map(str, texts if isinstance(texts, Iterable) else ())


def site_pages(words):
    """
    Find the site's own pages.

    Args:
        words: a `feed.query.text_search.Words`.

    Returns:
        A few `OwnPage`s, the best first.
    """
    named = names_in(words)
    asked = words.within(LISTED if words.parts[1:] else NAMES)
    if not named and not asked.parts:
        return []
    # Of two words, both are looked for already.
    many = bool(words.parts[2:])
    return fetch_pages(asked, named, forms_in(words) if many else "", many)


def forms_in(words):
    """The words of a question, each as it may be written or said otherwise too."""
    parts = (*words.parts, *words.more)
    return " ".join(word for part in parts for form in part for word in form.words)


def fetch_pages(asked, named, typed, is_named_in_words):
    """Ask the table; see `FOUND`."""
    statement = question(FOUND, words=asked.sql, language=LANGUAGE)
    values = [*asked.values, typed, named, is_named_in_words, named, MOST_SHOWN]
    return [OwnPage(*row) for row in fetch_rows(statement, values)]


def begun_site_pages(typed):
    """The site's own pages whose names begin as somebody types."""
    return fetch_pages(typed.within(NAMES), [], "", False)


def names_in(words):
    """What may be the name of a page among the words of a question."""
    typed = words_of(words.text)[:MOST_TYPED]
    found = {" ".join(typed)} if typed else set()
    for start in range(len(typed)):
        for stop in range(start + 1, len(typed) + 1):
            name = typed[start:stop]
            if name[1:] or (not words.parts[2:] and name[0] not in STOP_WORDS | ASKING):
                found.add(" ".join(name))
    return sorted(found)
