"""Acronyms, spelled out where a reader meets them first."""

import re

from core.models import GlossaryEntry
from core.page_checks import Finding

# How far after an acronym, in characters, its long form may begin: as in “ICB (integrated
# care board)”, or in the next sentence.
CLOSE = 120


def unexplained_acronyms(reading):
    """Acronyms of the glossary that come without their long form at first use."""
    body = [(text.field, evened(text.words)) for text in reading.body if text.words]
    title = evened(reading.page.title or "").casefold()
    for entry in GlossaryEntry.objects.all():
        if field := unexplained_in(body, title, entry):
            yield Finding(
                "acronym",
                f"Not everyone knows what “{entry.acronym}” means. Where it comes first, "
                f"write “{entry.long_form} ({entry.acronym})”.",
                field,
                entry.acronym,
            )


def unexplained_in(body, before, entry):
    """
    Find the field in which an acronym comes first and unexplained.

    Args:
        body: the page's texts in order, as (field, words).
        before: the words a reader knows already, in small letters.
        entry: the acronym.

    Returns:
        The field's name, or an empty string.
    """
    wordings = [evened(wording).casefold() for wording in entry.explanations]
    acronym = re.compile(
        rf"(?<![\w/.@-]){re.escape(evened(entry.acronym))}(?:['’]?s)?(?![\w/@]|\.\w)"
    )
    for field, words in body:
        if match := acronym.search(words):
            known = f"{before} {words[: match.start()].casefold()}"
            after = words[match.end() :].casefold()
            explained = any(w in known or 0 <= after.find(w) <= CLOSE for w in wordings)
            return "" if explained else field
        before = f"{before} {words.casefold()}"
    return ""


def evened(words):
    """Words in one line, without hyphens or “&”, so that spellings can be compared."""
    spaced = re.sub(r"[-‐‑–]", " ", words).replace(" & ", " and ")
    return " ".join(spaced.split())
