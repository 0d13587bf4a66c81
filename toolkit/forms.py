"""Forms of the toolkit's page types."""

from django import forms

from core.forms import ContentPageForm
from core.models import Step


def step_choices():
    """The toolkit's steps as choices, by number."""
    steps = enumerate(Step.objects.public(), start=1)
    return [("", "No particular step"), *((n, f"{n}. {step}") for n, step in steps)]


class StepForm(ContentPageForm):
    """A form that offers the toolkit's steps by their own titles."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "step" in self.fields:
            old = self.fields["step"]
            self.fields["step"] = forms.TypedChoiceField(
                choices=step_choices,
                coerce=int,
                empty_value=None,
                required=False,
                help_text=old.help_text,
            )
