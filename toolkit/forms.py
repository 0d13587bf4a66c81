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


class DriverPageForm(ContentPageForm):
    """A driver's form. A driver cannot supersede itself, however long the way round."""

    def is_valid(self):
        """Besides the form itself, check the rows about supersession."""
        valid = super().is_valid()
        if valid and not self.is_deferred_validation:
            self.check_supersession()
        return valid and not self.errors

    def check_supersession(self):
        """Add an error where the chosen rows lead back to this driver."""
        rows = self.formsets["supersessions"].cleaned_data
        chosen = [row["older"] for row in rows if row and not row.get("DELETE")]
        sentence = self.instance.supersession_problem([page.pk for page in chosen])
        if sentence:
            self.add_error(None, sentence)
