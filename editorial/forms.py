"""The forms of the editorial screens."""

from typing import cast

from django import forms
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from core.form_fields import LineField, LinesField, formfield_for_dbfield
from core.models import DraftLink
from editorial.models import Advice, MailChoice, ReviewState, WithdrawalReason
from editorial.page_checks.patients import refuse_nhs_numbers


class SendForm(forms.ModelForm):
    """Send a text for approval, with a note if one helps."""

    class Meta:
        model = ReviewState
        fields = ["note", "change", "change_note"]
        formfield_callback = formfield_for_dbfield
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "change": forms.RadioSelect,
        }
        help_texts = {
            "note": "For example “Please look at the figures in step 5”. Optional.",
            "change": "For readers who come back to the page.",
            "change_note": (
                "One sentence readers see in the page's history, for example “Added "
                "what the new plan means for community libraries”."
            ),
        }

    def clean_change_note(self):
        """What readers will be told, which never names a patient."""
        refuse_nhs_numbers(self.cleaned_data["change_note"])
        return self.cleaned_data["change_note"]


class DecisionForm(forms.Form):
    """Approve a text, or return it with a note. It carries what was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    answers = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Before you approve",
        help_text="Each has to be ticked, but for those marked “bonus”.",
    )
    words = LinesField(
        required=False,
        max_length=3000,
        label="Your words to the author",
        help_text="Needed when you return it. A thank you is welcome when you approve.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    change_note = LineField(
        required=False,
        max_length=300,
        label="What readers are told",
        validators=[refuse_nhs_numbers],
        help_text="The author's suggestion, if there is one. You may shorten it.",
    )

    def __init__(self, *args, questions=(), **kwargs):
        super().__init__(*args, **kwargs)
        answers = cast(forms.MultipleChoiceField, self.fields["answers"])
        answers.choices = [
            (question.name, f"{question.text}{' (bonus)' if question.bonus else ''}")
            for question in questions
        ]


class ReasonForm(forms.Form):
    """A typed reason for publishing without review."""

    words = LinesField(
        label="Why can it not wait?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody in the community gets your words by e-mail.",
    )


class ConfirmForm(forms.Form):
    """A second person's word after the fact."""

    words = LinesField(
        required=False,
        max_length=1000,
        label="A few words, if you like",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Take a page away, with a sentence for readers."""

    reason = forms.ModelChoiceField(
        queryset=WithdrawalReason.objects.filter(retired=False),
        label="What readers are told",
        help_text="They see this sentence where the page was.",
        empty_label="Choose a sentence",
    )
    private_note = LinesField(
        required=False,
        max_length=2000,
        label="A note for us",
        help_text="It never leaves the admin.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    replacement = forms.ModelChoiceField(
        queryset=Page.objects.filter(depth__gt=1),
        required=False,
        label="A page in its place",
        help_text="Its address then leads there instead.",
        widget=AdminPageChooser(),
    )
    bin = forms.BooleanField(
        required=False,
        label="Put it into the bin as well",
        help_text="It can be restored for 90 days, then it is deleted for good.",
    )


class FileRemovalForm(forms.Form):
    """Take texts out of the way of a picture or document that has to go."""

    words = LinesField(
        max_length=3000,
        label="Your words to the authors",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.ModelChoiceField(
        queryset=WithdrawalReason.objects.filter(retired=False),
        required=False,
        label="What readers are told",
        help_text="They see this sentence in place of pages that are public.",
        empty_label="Choose a sentence",
    )

    def __init__(self, *args, any_public, **kwargs):
        super().__init__(*args, **kwargs)
        if not any_public:
            del self.fields["reason"]


class AdviceForm(forms.ModelForm):
    """What somebody without an account has to say about a draft."""

    class Meta:
        model = Advice
        fields = ["name", "text"]
        formfield_callback = formfield_for_dbfield
        widgets = {
            "name": forms.TextInput(
                attrs={
                    "autocomplete": "name",
                    "class": "nhsuk-input",
                }
            ),
            "text": forms.Textarea(attrs={"rows": 8, "class": "nhsuk-textarea"}),
        }
        error_messages = {
            "name": {"required": "Write your name, so that they know who says it."},
            "text": {"required": "Write what you think of the text."},
        }
        help_texts = {"text": "What is clear, what is missing, what is not quite true?"}

    def full_clean(self):
        """Judge the words, and mark the fields that they cannot be taken from."""
        super().full_clean()
        for name in self.fields.keys() & self.errors.keys():
            widget = self.fields[name].widget
            kind = widget.attrs["class"].split()[0]
            widget.attrs["class"] += f" {kind}--error"


class LinkForm(forms.Form):
    """For whom a secret link is made."""

    for_whom = LineField(
        max_length=120,
        label="For whom",
        help_text="So that you know later who has it, for example “Ward manager, 7B”.",
    )
    purpose = forms.ChoiceField(
        choices=DraftLink.Purpose.choices,
        initial=DraftLink.Purpose.ADVICE,
        required=False,
        widget=forms.RadioSelect,
        label="What it is for",
        help_text="The second is for people who build a site on our feed.",
    )

    def clean_purpose(self):
        """Advice, unless somebody says otherwise."""
        return self.cleaned_data["purpose"] or DraftLink.Purpose.ADVICE


class MailChoiceForm(forms.ModelForm):
    """How often somebody wants the list of what waits."""

    class Meta:
        model = MailChoice
        fields = ["digest"]
        widgets = {"digest": forms.RadioSelect}
        help_texts = {
            "digest": (
                "Letters about your own texts always come. This is about the list of "
                "what waits for a second person."
            )
        }
