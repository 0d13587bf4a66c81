"""What stands in the way of deleting a picture or a document."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from core import signals
from core.pages.queries import pages_using
from core.text.phrases import joined


@dataclass(frozen=True)
class FileUse:
    """
    A page that shows a file to readers, or is to once it is approved or its time comes.

    Args:
        page: the page, of no particular type.
        state: how its text stands, to go on from “which”.
    """

    page: Page
    state: str


class FileInUse(PermissionDenied):
    """A file cannot go, because pages would lose it. Its text says which."""

    def __init__(self, file, uses):
        super().__init__(sentence(file, uses))
        self.uses = uses


def uses_of(file) -> list[FileUse]:
    """
    Everything that would lose a file, were it deleted now.

    Args:
        file: a picture or a document.

    Returns:
        The uses, live pages first. A page stands there twice if its new text waits.
    """
    users = pages_using(file).filter(live=True).order_by("path")
    found = [FileUse(page, "readers have now") for page in users]
    answers = signals.file_uses_wanted.send(type(file), file=file)
    return found + [use for _, uses in answers for use in uses]


def sentence(file, uses):
    """Why a file stays, naming each text."""
    shown = [f"“{use.page.get_admin_display_title()}”, which {use.state}" for use in uses]
    return f"“{file}” stands in {joined(shown)}."
