"""Rules for page types that Django checks at every start."""

from django.core.checks import Error, register
from wagtail.models import get_page_models

from core.models import ContentPage


@register()
def every_page_type_is_a_content_page(app_configs, **kwargs):
    """Pages that are not content pages would escape the rules of this site."""
    return [
        Error(
            f"{model.__name__} must inherit from core.models.ContentPage.",
            obj=model,
            id="mapcms.E001",
        )
        for model in get_page_models()
        if model._meta.app_label != "wagtailcore" and not issubclass(model, ContentPage)
    ]


@register()
def every_page_type_names_its_parents(app_configs, **kwargs):
    """A type that names no parents could be created anywhere, the root included."""
    return [
        Error(
            f"{model.__name__} must name its parent_page_types and subpage_types.",
            obj=model,
            id="mapcms.E002",
        )
        for model in get_page_models()
        if issubclass(model, ContentPage)
        and not {"parent_page_types", "subpage_types"} <= set(vars(model))
    ]
