"""Values as the feed writes them: moments, numbers, terms, files."""

from datetime import UTC

from core.pages.citation import absolute


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
    terms = getattr(page, relation).all() if hasattr(page, relation) else ()
    return sorted(map(term_form, terms), key=lambda shown: shown["label"])


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
    """The rows of one relation; none where the type has no such relation."""
    return list(getattr(page, name).all()) if hasattr(page, name) else []
