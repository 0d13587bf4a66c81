"""Where the Steering group says which terms the names mean that no list has."""

from django import forms
from django.contrib import messages
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from core.text.phrases import counted
from core.vocabularies import settlement

ALIKE = 0.3
MOST_ALIKE = 3
SETTLED = "Somebody has settled “{}” already."
ADDED = "“{}” is on the list of {} now, and on {}. You can say more about it here."
SAME = "“{}” is “{}” now, on {}."


class ProposalForm(forms.Form):
    """Which term of the list a name means."""

    vocabulary = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    term = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="It is",
        empty_label="new: add it to the list",
    )

    def __init__(self, proposal, data=None):
        initial = {"vocabulary": label_of(proposal.vocabulary), "name": proposal.name}
        super().__init__(data, initial=initial, auto_id=False)
        self.fields["term"].queryset = proposal.vocabulary.objects.offered()


class ProposalsView(WagtailAdminTemplateMixin, TemplateView):
    """The names that wait, each with the list to choose from."""

    page_title = "Names that no list has"
    header_icon = "tag"
    template_name = "community/proposals.html"

    def dispatch(self, request, *args, **kwargs):
        """Only for those who look after one of the lists."""
        if not vocabularies_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def waiting(self):
        """The proposals that this person may settle."""
        return waiting_for(self.request.user)

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs):
        rows = [
            {"proposal": one, "form": ProposalForm(one), "alike": terms_alike(one)}
            for one in self.waiting
        ]
        return super().get_context_data(rows=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        """Settle one of them."""
        asked = request.POST.get("vocabulary", ""), request.POST.get("name", "")
        found = [p for p in self.waiting if (label_of(p.vocabulary), p.name) == asked]
        if not found:
            messages.info(request, SETTLED.format(asked[1]))
            return redirect(request.path)
        form = ProposalForm(found[0], request.POST)
        if not form.is_valid():
            messages.error(request, "Choose an entry that is on the list.")
            return redirect(request.path)
        return self.settle(found[0], form.cleaned_data["term"])

    @transaction.atomic
    def settle(self, proposal, term):
        """Put a term in the place of a name; without one, a new one of that name."""
        pages = counted(len(proposal.pages), "page")
        if term:
            settlement.settle(term, proposal.name)
            log(term, "wagtail.edit", user=self.request.user)
            messages.success(self.request, SAME.format(proposal.name, term, pages))
            return redirect(self.request.path)
        term = settlement.add(proposal.vocabulary, proposal.name)
        log(term, "wagtail.create", user=self.request.user)
        plural = proposal.vocabulary._meta.verbose_name_plural
        messages.success(self.request, ADDED.format(term, plural, pages))
        meta = proposal.vocabulary._meta
        name = f"{meta.app_label}_{meta.model_name}_modeladmin_edit"
        return redirect(reverse(name, args=[term.pk]))


def label_of(vocabulary):
    """The name of a vocabulary in forms."""
    return vocabulary._meta.label_lower


def vocabularies_of(user):
    """The vocabularies that take proposals and that somebody looks after."""
    return [one for one in settlement.proposable() if may_settle(user, one)]


def may_settle(user, vocabulary):
    """Whether somebody may both add and change the terms of a vocabulary."""
    meta = vocabulary._meta
    rights = [f"{meta.app_label}.{do}_{meta.model_name}" for do in ("add", "change")]
    return user.has_perms(rights)


def waiting_for(user):
    """The proposals that somebody may settle, or none."""
    mine = vocabularies_of(user)
    found = settlement.waiting() if mine else ()
    return [proposal for proposal in found if proposal.vocabulary in mine]


def terms_alike(proposal):
    """The terms on the list whose names are most like the one that was typed."""
    terms = proposal.vocabulary.objects.offered()
    near = terms.annotate(alike=TrigramSimilarity("name", proposal.name))
    return list(near.filter(alike__gt=ALIKE).order_by("-alike")[:MOST_ALIKE])
