"""What a model is follows from its bases, never from the name of a class."""

from copy import copy

from django.apps import apps

from core.models import Alignment, Term, Theme
from core.pages.items import PageLink, fields_of, is_key_to_page
from core.vocabularies.registry import vocabularies


def test_every_vocabulary_is_known_and_nothing_else():
    terms = {model for model in apps.get_models() if issubclass(model, Term)}
    assert set(vocabularies()) == terms
    assert len(terms) > 5


def test_a_class_that_is_only_called_term_is_no_vocabulary(monkeypatch):
    namesake = type("Term", (), {})
    monkeypatch.setattr(apps, "get_models", lambda: [namesake, Theme])
    assert vocabularies.__wrapped__() == (Theme,)


def test_a_key_to_a_page_is_a_link_and_one_to_a_namesake_is_not():
    class Page:
        """Called like Wagtail's page, and none."""

    key = Alignment._meta.get_field("driver")
    assert is_key_to_page(key)
    assert not is_key_to_page(Alignment._meta.get_field("theme"))
    key_to_namesake = copy(key)
    key_to_namesake.related_model = Page
    assert not is_key_to_page(key_to_namesake)
    assert fields_of(Alignment(driver_id=7), "driver") == {"driver": PageLink(7)}
