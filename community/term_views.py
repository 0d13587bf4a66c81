"""One term in the admin: the pages that have it, and its merging into another."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.text import capfirst
from wagtail_modeladmin.views import InspectView, InstanceSpecificView

from core.vocabularies.mergers import merger_in_words


class TermInspectView(InspectView):
    """A term with the pages that have it."""

    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = super().get_field_display_value(field_name, field)
        return {True: "Yes", False: "No"}.get(value, value)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "pages": self.instance.pages()[:100]}


class MergeForm(forms.Form):
    """Which term takes the place of another, and whether that is meant."""

    target = forms.ModelChoiceField(
        queryset=None,
        label="Merge it into",
        help_text="Every page that has the old term gets this one instead.",
    )
    # What was shown to whoever confirms; a merger of anything else is shown first.
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, term, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term
        others = type(term).objects.offered().exclude(pk=term.pk)
        self.fields["target"].queryset = others

    def clean_target(self):
        """A term that this one can be merged into."""
        self.term.check_merge(self.cleaned_data["target"])
        return self.cleaned_data["target"]

    @property
    def effect(self):
        """What the merger would do now, in a sentence."""
        return merger_in_words(self.term, self.cleaned_data["target"])


class MergeView(InstanceSpecificView):
    """Asks for the term that stays, says what changes, and merges once confirmed."""

    page_title = "Merge"

    def dispatch(self, request, *args, **kwargs):
        """Only for those who may change this term."""
        if not self.permission_helper.user_can_edit_obj(request.user, self.instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or MergeForm(self.instance)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request, *args, **kwargs):
        """Say what a merger would change; do it when that is confirmed."""
        form = MergeForm(self.instance, request.POST)
        context = {"form": form}
        if form.is_valid():
            effect, confirmed = form.effect, form.cleaned_data["confirmed"]
            if confirmed == effect and self.merge(form):
                return redirect(self.index_url)
            target = form.cleaned_data.get("target")
            context |= {"effect": effect, "target": target, "has_changed": confirmed}
        return self.render_to_response(self.get_context_data(**context))

    def merge(self, form):
        """Merge, and say so; return whether it could be done."""
        target = form.cleaned_data["target"]
        try:
            self.instance.merge_into(target)
        except ValidationError as error:
            form.add_error("target", error)
            return False
        messages.success(self.request, f"“{self.instance}” is now part of “{target}”.")
        return True

    def get_template_names(self):
        return ["community/merge_term.html"]
