"""Panels of our own: the toolkit's steps as headings of a form, and word counts."""

from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.models.rows import Step


def step_heading(number):
    """The heading of a step as the toolkit's editors wrote it."""
    steps = list(Step.objects.public()[:number])
    title = f": {steps[-1].title}" if len(steps) == number else ""
    return f"Step {number}{title}"


class StepPanel(MultiFieldPanel):
    """
    One step of the paper template, headed by the words of the toolkit's own page.

    Args:
        number: the step, counted from 1.
        children: the panels of the fields that belong to it.
    """

    def __init__(self, number, children=(), **kwargs):
        super().__init__(children=children, heading=f"Step {number}", **kwargs)
        self.number = number

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs.pop("heading", None)
        return {**kwargs, "number": self.number}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel in one form."""

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.heading = step_heading(self.panel.number)


class WordsPanel(FieldPanel):
    """
    A text field that counts its words while one writes.

    Args:
        field_name: the field.
        least: the fewest words that make sense, or None.
        most: the most words the template allows.
    """

    def __init__(self, field_name, least=None, most=None, **kwargs):
        super().__init__(field_name, **kwargs)
        self.least = least
        self.most = most

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "least": self.least, "most": self.most}

    @property
    def limit(self):
        """The limit in words, for example “100 to 300 words”."""
        return f"{self.least} to {self.most}" if self.least else f"up to {self.most}"

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in one form, carrying the limit for the counter to read."""

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.attrs = {
                **self.attrs,
                "data-word-count": self.panel.limit,
                "data-word-most": str(self.panel.most),
                "data-word-least": str(self.panel.least or 0),
            }
