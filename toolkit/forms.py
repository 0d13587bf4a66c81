"""Forms of the toolkit's page types."""

from django import forms

from core.choices import DatePrecision
from core.forms import ContentPageForm
from core.models import Step
from core.text.dates import read_date


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


class DriverForm(ContentPageForm):
    """A driver's form. A month or a year alone says that no day is known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].take_months()

    def clean(self):
        """The values, with the date told no more exactly than it was written."""
        cleaned = super().clean()
        if cleaned.get("date") and cleaned.get("date_precision") == DatePrecision.DAY:
            written = self["date"].value()
            cleaned["date_precision"] = read_date(str(written))[1]
        return cleaned
