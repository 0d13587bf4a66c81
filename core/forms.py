"""The form behind every page: drafts may be incomplete, what is sent may not."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from core.vocabularies import vocabularies


class ContentPageForm(WagtailAdminPageForm):
    """A page's form. It says what is missing once the page is sent for approval."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if getattr(field, "queryset", None) is not None:
                self.offer_current_terms(name, field)

    def offer_current_terms(self, name, field):
        """Offer the terms in use, and any retired one the page already has."""
        vocabulary = field.queryset.model
        if vocabulary in vocabularies():
            field.queryset = vocabulary.objects.offered() | self.held_terms(name, field)

    def held_terms(self, name, field):
        """The terms the page has now."""
        held = self.initial.get(name) or []
        held = held if isinstance(field, forms.ModelMultipleChoiceField) else [held]
        keys = [getattr(term, "pk", term) for term in held if term]
        return field.queryset.model.objects.filter(pk__in=keys, merged_into=None)

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            self.add_problems()

    def add_problems(self):
        """Put each of the page's problems beside the field it concerns."""
        for field, sentences in self.instance.problems().items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, sentences)


class TermForm(WagtailAdminModelForm):
    """A term's form. Its short name stays, because addresses and the feed use it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
