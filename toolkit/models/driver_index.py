"""The list of drivers, grouped as readers look for them."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.choices import IN_FORCE, Scope
from core.models import ContentPage
from core.richtext import BODY
from search.results import SearchResults
from toolkit.navigation import place_in_toolkit

DRIVERS_A_PAGE = 300


class DriverIndexPage(ContentPage):
    """All drivers, grouped by how far they reach and whether they still hold."""

    introduction = RichTextField(
        blank=True,
        features=BODY,
        help_text="What a driver is, and how the list is kept up to date.",
    )

    content_panels = [*ContentPage.content_panels, FieldPanel("introduction")]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    can_be_withdrawn = False
    is_creatable = True
    max_count = 1
    parent_page_types = ["toolkit.ToolkitPage"]
    subpage_types = ["toolkit.DriverPage"]

    class Meta:
        verbose_name = "list of drivers"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        results = SearchResults(
            request.GET,
            fixed={"type": ("driver",)},
            path=self.get_url(request),
            per_page=DRIVERS_A_PAGE,
        )
        groups = [] if results.is_ordered else grouped(results.cards)
        return {
            **context,
            **place_in_toolkit(self),
            "results": results,
            "groups": groups,
        }


def grouped(cards):
    """
    Drivers as readers look for them: those in force by how far they reach, then the past.

    Args:
        cards: `search.cards.Card`s of drivers.

    Returns:
        Groups that have members, as dictionaries for the template, the newest first.
    """
    cards = sorted(cards, key=lambda card: card.date or "", reverse=True)
    groups = [
        {
            "slug": scope.value,
            "label": f"{scope.label} drivers",
            "cards": [c for c in cards if c.scope == scope and is_in_force(c)],
        }
        for scope in Scope
    ]
    past = {
        "slug": "past",
        "label": "Superseded and archived",
        "about": "These no longer hold. They stay here because older work names them.",
        "cards": [card for card in cards if not is_in_force(card)],
    }
    return [group for group in (*groups, past) if group["cards"]]


def is_in_force(card):
    """Whether the driver of a card still holds."""
    return card.status in IN_FORCE
