"""The form behind every page: drafts may be incomplete, what is sent may not."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from core.pages.drafts import DraftForm
from core.pages.slugs import free_slug
from core.vocabularies.proposals import proposal_fields, term_called, unless_chosen
from core.vocabularies.registry import vocabularies


class OfferedTerms:
    """A form that offers the terms in use, and any retired one that stands there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if getattr(field, "queryset", None) is not None:
                self.offer_current_terms(name, field)

    def offer_current_terms(self, name, field):
        """Narrow one field down, if it is one for terms."""
        vocabulary = field.queryset.model
        if vocabulary in vocabularies():
            field.queryset = vocabulary.objects.offered() | self.held_terms(name, field)

    def held_terms(self, name, field):
        """The terms that stand there now."""
        held = self.initial.get(name) or []
        held = held if isinstance(field, forms.ModelMultipleChoiceField) else [held]
        keys = [getattr(term, "pk", term) for term in held if term]
        return field.queryset.model.objects.filter(pk__in=keys, merged_into=None)


class ContentPageForm(DraftForm, OfferedTerms, WagtailAdminPageForm):
    """A page's form. It says what is missing once the page is sent for approval."""

    # What to say to somebody who sends a page without it.
    summary_missing = "Say in one or two sentences what readers find here."

    # Whether the page's problems were looked for, which happens once.
    judged = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "summary" in self.fields:
            self.fields["summary"].error_messages["required"] = self.summary_missing

    def clean(self):
        """The values; where a name is typed that the list has, its term."""
        cleaned = super().clean()
        for field in proposal_fields(type(self.instance)):
            if name := unless_chosen(cleaned, field):
                term = term_called(field.vocabulary, name)
                cleaned |= {field.beside: term, field.name: ""} if term else {}
        return cleaned

    def is_valid(self):
        """Besides the fields and rows themselves, judge the page that they make."""
        valid = super().is_valid()
        if not self.is_deferred_validation and not self.judged:
            self.judged = True
            self.add_problems()
        return valid and not self.errors

    def add_problems(self):
        """Put each of the page's problems beside the field it concerns."""
        rows = {name: formset_rows(formset) for name, formset in self.formsets.items()}
        for field, sentences in self.instance.problems(rows).items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, sentences)


class CopyPageForm(CopyForm):
    """Copy a page, as a draft that follows no other page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
        self.fields["new_slug"].initial = free_slug(
            self.page.get_parent(), self.page.slug
        )

    def clean(self):
        """A slug under which nobody could open the copy gets a number."""
        if slug := self.cleaned_data.get("new_slug"):
            parent = self.cleaned_data.get("new_parent_page") or self.page.get_parent()
            self.cleaned_data["new_slug"] = free_slug(parent, slug)
        return super().clean()


def formset_rows(formset):
    """The rows that a form's part for rows will leave on the page."""
    deleted = formset.deleted_forms
    kept = [form for form in formset.forms if form not in deleted]
    return [form.instance for form in kept if form.has_changed() or form.instance.pk]


class TermForm(WagtailAdminModelForm):
    """A term's form. Its short name stays, because addresses and the feed use it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
