"""What somebody may write, and the place where each new page would stand."""

from collections import Counter
from typing import NamedTuple

from django.urls import reverse
from wagtail.models import Page, get_page_models

from core.models import SubjectPage


class OfferedType(NamedTuple):
    """A type of page that somebody may make now."""

    model: type[Page]
    place: Page

    @property
    def name(self):
        """What a page of this type is called."""
        return self.model.get_verbose_name()

    @property
    def description(self):
        """One sentence on what it is for."""
        return self.model.get_page_description()

    @property
    def address(self):
        """Where an empty one opens."""
        meta = self.model._meta
        names = (meta.app_label, meta.model_name, self.place.pk)
        return reverse("wagtailadmin_pages:add", args=names)


def offered_to(user):
    """The types that say what they are for and that a person may make, stories first."""
    described = [model for model in get_page_models() if model.get_page_description()]
    described.sort(key=lambda model: not issubclass(model, SubjectPage))
    places = ((model, place_for(model, user)) for model in described)
    return [OfferedType(model, place) for model, place in places if place]


def place_for(model, user=None):
    """
    Find where a new page would stand: beside most of its kind.

    Args:
        model: the type of page.
        user: who makes it; None where the site itself does.

    Returns:
        The page above it, or None if it can stand nowhere.
    """
    parents = model.allowed_parent_page_models() if model.is_creatable else []
    found = Page.objects.live().type(*parents) if parents else Page.objects.none()
    places = [page for page in found.specific() if may_make(model, page, user)]
    if len(places) < 2:
        return next(iter(places), None)
    paths = model.objects.values_list("path", flat=True)
    beside = Counter(path[: -Page.steplen] for path in paths)
    return min(places, key=lambda page: (-beside[page.path], page.depth, page.path))


def may_make(model, place, user):
    """Whether a person, or the site itself, may make a page of a type in a place."""
    allowed = user is None or place.permissions_for_user(user).can_add_subpage()
    return allowed and model.can_create_at(place)
