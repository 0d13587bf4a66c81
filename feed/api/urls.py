"""
The addresses of the feed, each once; to be included at the root of the site.

`feed.api.middleware` reads them too, so only three kinds of pattern are used: words
alone, words before a last part that is free (`<str:…>`), and all that begins with some
words (`<path:…>`).
"""

from django.urls import include, path

from feed.api import docs, dumps, embed, item, oembed, preview, views
from feed.api.acknowledgements import acknowledge
from feed.api.formats import citations, json_feed, syndication, tables
from feed.api.oai.views import oai
from feed.api.openapi.catalogue import api_catalog
from feed.api.openapi.views import openapi
from feed.api.routing import BASE, nothing_here

below_the_base = [
    path("items", views.items, name="feed_items"),
    path("items/<str:id>", item.one_item, name="feed_item"),
    path("changes", views.changes, name="feed_changes"),
    path("facets", views.facets, name="feed_facets"),
    path("vocabularies", views.vocabularies, name="feed_vocabularies"),
    path("items.atom", syndication.items_atom, name="feed_items_atom"),
    path("items.rss", syndication.items_rss, name="feed_items_rss"),
    path("items.jsonfeed", json_feed.items_json_feed, name="feed_items_jsonfeed"),
    path("items.csv", tables.items_csv, name="feed_items_csv"),
    path("items.ris", citations.items_ris, name="feed_items_ris"),
    path("items.bib", citations.items_bib, name="feed_items_bib"),
    path("items.csl.json", citations.items_csl, name="feed_items_csl.json"),
    path("items.ndjson", tables.items_ndjson, name="feed_items_ndjson"),
    path("preview/<str:token>", preview.preview, name="feed_preview"),
    path("acknowledgements", acknowledge, name="feed_acknowledgements"),
    path("openapi.json", openapi, name="feed_openapi"),
    path("docs", docs.docs, name="feed_docs"),
    path("dumps", dumps.dumps, name="feed_dumps"),
    path("dumps/<str:name>", dumps.one_dump, name="feed_dump"),
    path("changelog", docs.changelog, name="feed_changelog"),
    path("problems/<str:kind>", views.problem, name="feed_problem"),
    path("", nothing_here),
    path("<path:rest>", nothing_here),
]

urlpatterns = [
    path(BASE[1:], views.base, name="feed"),
    path(f"{BASE[1:]}/", include(below_the_base)),
    path("embed", embed.embed, name="feed_embed"),
    path("embed/<str:id>", embed.embed_one, name="feed_embed_one"),
    path("oembed", oembed.oembed, name="feed_oembed"),
    path("oai", oai, name="oai"),
    path(".well-known/api-catalog", api_catalog, name="api_catalog"),
]
