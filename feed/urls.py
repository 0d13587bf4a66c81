"""The addresses of the feed."""

from django.urls import path, re_path

from feed import embed, formats, views  # noqa: F401  (their doors register)
from feed.doors import BASE, serve
from feed.oai.views import oai

urlpatterns = [
    path("oai", oai, name="oai"),
    re_path(r"^(?:embed|oembed)$", serve),
    re_path(rf"^{BASE[1:]}(?:/.*)?$", serve, name="feed"),
]
