"""The addresses of the feed."""

from django.urls import re_path

from feed import formats, views  # noqa: F401  (their doors register)
from feed.doors import BASE, serve

urlpatterns = [re_path(rf"^{BASE[1:]}(?:/.*)?$", serve, name="feed")]
