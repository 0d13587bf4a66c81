"""The short way to the reading doors."""

from functools import cached_property

from feed.api.short_way import ShortWay
from feed.api.urls import urlpatterns


class ReadingDoorsMiddleware:
    """
    Answers requests at the reading doors; of other middleware only Django's
    `SecurityMiddleware` stands before it, for HTTPS concerns them too.

    They have no session, no cookie and no form, so nothing else that middleware does
    for pages concerns them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def short_way(self):
        """The table of addresses, made at the first request."""
        return ShortWay(urlpatterns)

    def __call__(self, request):
        view, arguments = self.short_way.find(request.path_info)
        return view(request, **arguments) if view else self.get_response(request)
