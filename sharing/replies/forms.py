"""The form of a reply, and of what a Moderator says about one."""

import re
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from core.form_fields import LineField, LinesField
from editorial.page_checks.patients import refuse_nhs_numbers
from sharing.forms import INPUT, SentForm
from sharing.models.replies import GONE, ReplyState
from sharing.models.senders import REPLY_CONSENT

NO_WORDS = "Write what you would like to say."
NO_NAME = "Say how you would like to be named. A first name will do."
TICK = "Tick that everybody may read your name and your reply."
NO_ADDRESSES = "Please leave e-mail addresses out, because everybody can read this."
# Also as links hold them.
ADDRESS = re.compile(r"[^\s@]+(?:@|%(?:25)*40)[^\s@]+\.[^\s@]+")


class ReplyForm(SentForm):
    """What a reader replies to a page."""

    words = LinesField(
        max_length=3000,
        label="Your reply",
        help_text="Plain text. Please write nothing about patients.",
        widget=forms.Textarea(attrs={"rows": 8, "class": "nhsuk-textarea"}),
        error_messages={"required": NO_WORDS},
    )
    name = LineField(
        max_length=80,
        label="Your name",
        help_text="It stands above your reply. For example “Asha, Northmoor library”.",
        widget=forms.TextInput(attrs=INPUT | {"autocomplete": "name"}),
        error_messages={"required": NO_NAME},
    )
    consent = forms.BooleanField(label=REPLY_CONSENT, error_messages={"required": TICK})
    to = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    field_order = ("words", "name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = (
            "We send you a link to confirm it, and what became of your reply. It is "
            "never shown."
        )

    def clean_words(self):
        """What they say, which everybody may read."""
        return without_addresses(super().clean_words())

    def clean_name(self):
        """The name, which is none of a patient."""
        refuse_nhs_numbers(self.cleaned_data["name"])
        return without_addresses(self.cleaned_data["name"])

    def answered(self, page):
        """
        Find the reply that this one answers.

        Args:
            page: the page to which both belong.

        Returns:
            A reply that is or was public, of those to the page itself, or None.
        """
        try:
            key = UUID(self["to"].value() or "")
        except ValueError:
            return None
        public = page.replies.filter(state__in=(ReplyState.APPROVED, *GONE))
        public = public.exclude(fingerprint="")
        found = public.select_related("to", "sender").filter(pk=key).first()
        return found and (found.to or found)


def without_addresses(words):
    """The same; raise a ValidationError if an e-mail address stands in it."""
    if ADDRESS.search(words):
        raise ValidationError(NO_ADDRESSES, code="address")
    return words


class VerdictForm(forms.Form):
    """What a Moderator adds to the letter to a reply's writer."""

    answer = LinesField(
        max_length=2000,
        required=False,
        label="Your words to its writer",
        help_text="They go with the letter if you decline it or take it off the page.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
