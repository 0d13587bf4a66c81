"""The addresses of the search. They stand before those of pages."""

from django.urls import path

from search.views import search, suggest

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="suggestions"),
]
