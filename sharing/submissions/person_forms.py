"""The forms for who sends something in, and for the files that go along."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from core.choices import Written
from core.form_fields import LineField, LinesField
from sharing.forms import INPUT, PersonalForm, name_field

AGREE = (
    "I wrote this or may send it for those who did. MAP may publish it under the licence "
    "CC BY 4.0, once I have seen the text as it will stand there. MAP keeps my name and "
    "my e-mail address to write to me about it, and deletes them 180 days after it has "
    "left the site or was not taken. Only its Moderators see them."
)
SAY_WHAT = "Write a few words, or agree to the text."
AGREE_NEEDED = "Tick that we may publish it and write to you about it."
DESCRIBE, MAY_WE = "Say what it is or shows.", "Say who made it, and that we may show it."
PERMISSION_HINT = (
    "For example “Taken by me; both colleagues agreed”. Nobody should be recognisable "
    "who has not agreed, and no patient at all."
)


class FileForm(forms.Form):
    """A picture or a document, with what it shows and whose it is."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A picture or a document",
        widget=forms.FileInput(attrs={"class": "nhsuk-input"}),
    )
    description = LineField(
        required=False,
        max_length=200,
        label="What it is, or shows",
        help_text="In words for somebody who cannot see it.",
        widget=forms.TextInput(attrs=INPUT),
    )
    permission = LineField(
        required=False,
        max_length=200,
        label="Who made it, and may we show it?",
        help_text=PERMISSION_HINT,
        widget=forms.TextInput(attrs=INPUT),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        self.fields["file"].help_text = (
            f"A photograph, PDF, Word, PowerPoint or Excel file of at most {most}. Where "
            "and with what a picture was taken is left out."
        )

    def clean(self):
        """A file needs its words."""
        values = super().clean()
        if values.get("file"):
            for name, sentence in (("description", DESCRIBE), ("permission", MAY_WE)):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return values


class NameForm(forms.Form):
    """How somebody is called in letters."""

    name = name_field("As we should call you in our letters.", "Your name")


class ReplyForm(forms.Form):
    """What somebody answers to a question about what they sent in."""

    words = LinesField(
        max_length=3000, error_messages={"required": SAY_WHAT}, widget=forms.Textarea
    )


class PersonForm(PersonalForm):
    """Who sends it, and what they agree to."""

    name = name_field("As we should call you in our letters. It is not shown to readers.")
    written = forms.ChoiceField(
        choices=Written,
        label="How was this written?",
        help_text="Readers see it at the foot. Any answer is fine.",
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was written."},
    )
    note = LinesField(
        required=False,
        max_length=1000,
        label="A note for us (optional)",
        help_text="Anything the person should know who reads it first.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "nhsuk-textarea"}),
    )
    consent = forms.BooleanField(label=AGREE, error_messages={"required": AGREE_NEEDED})
    field_order = ["name", "email", "written", "note", "consent"]
