"""The forms that people without an account fill in, and those who answer them."""

from uuid import uuid4

from django import forms

from core.form_fields import LineField, LinesField
from editorial.page_checks.patients import refuse_nhs_numbers
from sharing import spam
from sharing.models.messages import Kind, Useful
from sharing.models.senders import CONSENT, JOIN_CONSENT

INPUT = {"class": "nhsuk-input"}
JOIN_WORDS = "Where you work, and one thing you would like to read about"
NAME_NEEDED = "Say how you are called."
USEFUL_WORDS = "What helped, or what was missing? (optional)"
WORDS_NEEDED = "Write a few words, so that we can help."
EMAIL_HINT = "We send you a link to confirm it, and our answer. It is never shown."
EMAIL_NEEDED = "Give an e-mail address, so that we can answer you."
EMAIL_WRONG = "This is no e-mail address: it should look like name@example.nhs.uk."
CONSENT_NEEDED = "Tick that we may keep your words and your address to answer you."
USEFUL_NEEDED = "Say whether the page was useful."


class EmailForm(forms.Form):
    """An e-mail address to which a letter goes."""

    email = forms.EmailField(
        label="Your e-mail address",
        help_text="It is never shown to readers.",
        widget=forms.EmailInput(
            attrs=INPUT | {"autocomplete": "email", "spellcheck": "false"}
        ),
        error_messages={"required": EMAIL_NEEDED, "invalid": EMAIL_WRONG},
    )


class PersonalForm(EmailForm):
    """What is asked of everybody who sends something in without an account."""

    begun = forms.CharField(required=False, widget=forms.HiddenInput, initial=spam.begin)
    # A trap: people do not see it, programs fill it in.
    website = LineField(required=False, max_length=200)

    # What people see otherwise, or not at all.
    not_shown = frozenset({"website"})

    def shown_fields(self):
        """The fields that people see, in their order."""
        hidden = self.not_shown | {field.name for field in self.hidden_fields()}
        return [field for field in self if field.name not in hidden]


def name_field(help_text, label="Your name (optional)"):
    """A field for how somebody is called, which they may leave empty."""
    return LineField(
        required=False,
        max_length=120,
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs=INPUT | {"autocomplete": "name"}),
    )


class SentForm(PersonalForm):
    """What somebody sends in with a single form."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_words(self):
        """What they wrote, which names no patient."""
        refuse_nhs_numbers(self.cleaned_data["words"])
        return self.cleaned_data["words"]


class ContactForm(SentForm):
    """A message to the community."""

    kind = forms.ChoiceField(choices=Kind, label="What is it about?")
    useful = forms.ChoiceField(
        choices=Useful,
        required=False,
        widget=forms.RadioSelect,
        label="Was the page useful?",
    )
    words = LinesField(
        max_length=3000,
        required=False,
        label="Your message",
        help_text="Please write nothing about patients.",
        widget=forms.Textarea(attrs={"rows": 6, "class": "nhsuk-textarea"}),
    )
    name = name_field("As we should call you when we answer.")
    consent = forms.BooleanField(
        label=CONSENT, error_messages={"required": CONSENT_NEEDED}
    )
    about = forms.CharField(
        required=False, max_length=500, widget=forms.HiddenInput, strip=True
    )

    field_order = ("kind", "useful", "words", "name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = EMAIL_HINT
        if self.is_about_use:
            self.fields["words"].label = USEFUL_WORDS
        if self.asks_to_join:
            self.fields["words"].label = JOIN_WORDS
            self.fields["name"].label = "Your name"
            self.fields["consent"].label = JOIN_CONSENT

    @property
    def is_about_use(self):
        """Whether it asks if a page was useful."""
        return self["kind"].value() == Kind.USEFUL

    @property
    def asks_to_join(self):
        """Whether somebody would like to become a Content Editor."""
        return self["kind"].value() == Kind.JOIN

    def clean(self):
        """Ask for what this kind of message needs."""
        values = super().clean()
        if self.is_about_use and not values.get("useful"):
            self.add_error("useful", USEFUL_NEEDED)
        if self.asks_to_join and not values.get("name") and "name" not in self.errors:
            self.add_error("name", NAME_NEEDED)
        if (
            not self.is_about_use
            and not values.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", WORDS_NEEDED)
        return values

    @property
    def not_shown(self):
        """The kind is chosen by the link that led here."""
        return {"website", "kind"} | (set() if self.is_about_use else {"useful"})


class WordForm(forms.Form):
    """
    A Word file that somebody filled in.

    Args:
        types: the `sharing.share_types.ShareType`s that it may be.
    """

    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        help_text="Our own template, filled in, or any file that has its labels.",
        widget=forms.FileInput(attrs=INPUT | {"accept": ".docx"}),
    )
    kind = forms.ChoiceField(
        required=False,
        label="What it is",
        help_text="Leave it if the file says so itself.",
        widget=forms.Select(attrs={"class": "nhsuk-select"}),
    )

    def __init__(self, types, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.types = list(types)
        choices = [(one.key, one.name) for one in types]
        self.fields["kind"].choices = [("", "The file says it"), *choices]


class AnswerForm(forms.Form):
    """What a Moderator answers."""

    answer = LinesField(
        max_length=5000,
        required=False,
        label="Your answer",
        help_text="It goes by letter, with your name and what they had written.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class QuestionForm(AnswerForm):
    """What a Moderator writes to whoever sent something in for the site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label, field.widget.attrs["rows"] = "Your words to them", 5
        field.help_text = (
            "They go by letter, with your name. What you say in comments beside single "
            "fields goes along."
        )
