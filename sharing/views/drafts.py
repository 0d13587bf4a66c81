"""What all screens have in common on which somebody writes something to send in.

Nothing is kept in a cookie or a session: a secret address is all that a draft needs.
"""

from django.shortcuts import redirect
from django.urls import reverse

from core.models import Step
from sharing.models import SubmissionLink
from sharing.views.base import SecretView


def steps_of_the_toolkit():
    """The toolkit's steps as its editors call them."""
    return [step.title for step in Step.objects.public()]


class DraftScreen(SecretView):
    """A screen of a draft that somebody writes."""

    def dispatch(self, request, *args, token, **kwargs):
        """Find the draft; say kindly where it is not, or is sent already."""
        self.request = request
        self.token, self.link = token, SubmissionLink.objects.open(token)
        if self.link is None:
            return self.guarded(self.render("gone", status=404))
        self.submission = self.link.submission
        if not self.submission.may_change:
            return self.guarded(self.no_more())
        return super().dispatch(request, *args, **kwargs)

    def no_more(self):
        """It is sent: whoever follows it by letter reads what becomes of it."""
        if self.link.purpose == SubmissionLink.Purpose.FOLLOWING:
            return redirect("sharing:follow", self.token)
        return self.render("sent_already", submission=self.submission)

    def way(self, name, *args):
        """The address of another screen of the same draft."""
        return reverse(f"sharing:{name}", args=[self.token, *args])

    def context(self, number, **more):
        """What every screen of a draft shows: where one is, and what it is."""
        kind, steps = self.submission.share_type, steps_of_the_toolkit()
        titles = [part.title(steps) for part in kind.parts]
        return {
            "submission": self.submission,
            "share_type": kind,
            "token": self.token,
            "number": number,
            "stops": [*titles, "Pictures and files", "Look through it", "Send it"],
            **more,
        }


def shown_answers(part, answers):
    """
    Answers as people read them.

    Args:
        part: a `Part`.
        answers: by the fields' names.

    Returns:
        (label, text, rows) of each that is there; a row is a list of (label, text).
    """
    return [
        (field.label, *as_read(field, answers[field.name]))
        for field in part.fields
        if answers.get(field.name)
    ]


def as_read(field, answer):
    """An answer as (text, rows)."""
    if not field.columns:
        return dict(field.choices).get(answer, answer), []
    rows = [
        [
            (column.label, as_read(column, row[column.name])[0])
            for column in field.columns
            if row.get(column.name)
        ]
        for row in answer
    ]
    return "", rows
