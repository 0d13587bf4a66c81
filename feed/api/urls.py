"""The addresses of the feed."""

from django.urls import path, re_path

from feed.api import docs, embed, formats, openapi, preview, views  # noqa: F401  (their doors register)
from feed.api.acknowledgements import acknowledge
from feed.api.oai.views import oai
from feed.api.routing import ACKNOWLEDGEMENTS, BASE, serve


def serve_token(request, token):
    """The door of previews under a name of its own, so that links can be made."""
    return serve(request)


urlpatterns = [
    path("oai", oai, name="oai"),
    path(ACKNOWLEDGEMENTS[1:], acknowledge, name="feed_acknowledgements"),
    path(f"{BASE[1:]}/preview/<str:token>", serve_token, name="feed_preview"),
    re_path(r"^(?:embed|oembed)$", serve),
    re_path(rf"^{BASE[1:]}(?:/.*)?$", serve, name="feed"),
]
