"""What people type when they show a second factor, or set one up."""

from django import forms


def code_field(**attrs):
    """A field for a code, which browsers offer from a message and never correct."""
    known = {"autocomplete": "one-time-code", "autocapitalize": "none"}
    widget = forms.TextInput({**known, "spellcheck": "false", **attrs})
    return forms.CharField(label="Code", max_length=40, widget=widget)


class CodeForm(forms.Form):
    """A code that somebody types."""

    code = code_field(autofocus=True)


class NewAppForm(forms.Form):
    """The first code of an app, and what its owner calls it."""

    code = code_field()
    name = forms.CharField(label="What you call it", max_length=64, initial="My phone")


class NewPasskeyForm(forms.Form):
    """What the browser answered, and what the owner calls the passkey."""

    name = forms.CharField(label="What you call it", max_length=64, initial="My computer")
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
