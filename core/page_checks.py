"""What somebody should look at on a page before it goes to readers."""

import hashlib
from dataclasses import dataclass

from wagtail import hooks

# Functions registered here take a version of a page and give or yield `Finding`s.
HOOK = "register_page_checks"


@dataclass(frozen=True)
class Finding:
    """
    One thing a check found, told to the author and to the moderator.

    Args:
        code: the check, for example “click-here”; never changes once chosen.
        message: one or two kind sentences: what it is, and what to do about it.
        field: the name of the field or relation it stands in, or an empty string.
        words: the words concerned, shortened, as they stand on the page.
        blocks: whether the page cannot go to readers as it is.
    """

    code: str
    message: str
    field: str = ""
    words: str = ""
    blocks: bool = False

    @property
    def key(self):
        """A name that stays the same as long as the same words cause the finding."""
        parts = "\n".join((self.code, self.field, self.words))
        return f"{self.code}:{hashlib.sha256(parts.encode()).hexdigest()[:16]}"


def no_alignment(page, words):
    """
    Say that a piece of work serves no driver.

    Args:
        page: a page with rows of drivers, or a version of one.
        words: what to say about it.

    Returns:
        A list of one `Finding`, empty when a driver is named.
    """
    if any(row.names_a_driver for row in page.alignments.all()):
        return []
    return [Finding("no-alignment", words, "alignments")]


def findings_on(page):
    """
    Ask every registered check about a version of a page.

    Args:
        page: a page of its own type, as it is or as a version of it.

    Returns:
        A list of findings, those that block first.
    """
    found = [finding for check in hooks.get_hooks(HOOK) for finding in check(page) or ()]
    return sorted(found, key=lambda finding: not finding.blocks)
