"""Values as the feed writes them: moments, numbers, terms, files."""

from datetime import UTC

from core.pages.citation import absolute
from core.pages.queries import related


def moment(value):
    """A moment in ISO 8601, UTC, to the second, or None."""
    return value and value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(value):
    """A day in ISO 8601, or None."""
    return value and value.isoformat()


def number(value):
    """A decimal as a number of JSON, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def term_form(term):
    """A term of a vocabulary."""
    return {"id": term.slug, "label": term.name}


def term_forms(page, relation):
    """The terms of one vocabulary that a page has, by label."""
    return sorted(
        map(term_form, page_rows(page, relation)), key=lambda shown: shown["label"]
    )


def choice_form(choices, value):
    """One of a fixed list, with its label, or None."""
    return {"id": str(value), "label": choices(value).label} if value else None


def file_form(document, title=""):
    """One file to download."""
    return {
        "title": title or document.title,
        "url": absolute(document.url),
        "type": document.content_type,
        "bytes": document.get_file_size(),
        "sha256": document.sha256_of_file(),
    }


def page_rows(page, name):
    """The rows or terms of one relation; none where the type has no such relation."""
    return related(page, name) if hasattr(type(page), name) else []
