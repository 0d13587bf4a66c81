"""How a page is given to readers: what stands above it, who may see it, what it holds."""

from functools import cached_property

from wagtail.models import PageViewRestriction

from core.pages.queries import restricted_keys, source_of
from core.pages.whole import read_whole


class ServedPage:
    """What `ContentPage` has of Wagtail's page, in fewer statements."""

    @cached_property
    def way_here(self):
        """The public pages above this one, the front page first."""
        return [page for page in self.pages_above if page.depth > 1 and page.live]

    @cached_property
    def pages_above(self):
        """Every page above this one, the root first, asked for once."""
        return list(self.get_ancestors().order_by("path"))

    def serve(self, request, *args, **kwargs):
        """As Wagtail does, with all that belongs to the page read at once."""
        read_whole(self)
        return super().serve(request, *args, **kwargs)

    def get_view_restrictions(self):
        """As Wagtail has it: those of the page and of all above, or of their sources."""
        pages = {source_of(page).pk for page in [self, *self.pages_above]}
        restricted = pages & restricted_keys()
        return PageViewRestriction.objects.filter(page__in=restricted)
