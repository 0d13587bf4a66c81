"""What a public page says about itself: how to cite it, and its data for machines."""

from django.conf import settings
from django.utils import timezone

from core.text.dates import date_in_words

COMMUNITY = "MAP (Making Alignment a Priority)"


def absolute(url):
    """An address within the site as a whole one; the host comes from settings alone."""
    return url if url.startswith("http") else f"{settings.BASE_URL}{url}"


def canonical(page):
    """The one address of a page, as search engines and citations should have it."""
    return absolute(page.get_url() or "/")


def authors_in_words(page):
    """The names on a page, or the community's where nobody is named."""
    names = [row.shown_name for row in page.public_authors]
    return ", ".join(names) or COMMUNITY


def citation(page):
    """How to cite a page, in words: author, year, title, publisher, address, day read."""
    published = page.first_published_at
    year = timezone.localtime(published).year if published else "no date"
    today = date_in_words(timezone.localdate())
    author = authors_in_words(page)
    publisher = "" if author == COMMUNITY else f" {COMMUNITY}."
    return (
        f"{author} ({year}) {page.title}.{publisher} "
        f"Available at: {canonical(page)} (Accessed: {today})."
    )


def attribution(page):
    """The sentence that someone who reuses a page must show."""
    organisation = getattr(page, "organisation", None)
    parts = [
        f"“{page.title}” by {authors_in_words(page)}",
        organisation and organisation.name,
        canonical(page),
        page.licence_label,
    ]
    exceptions = page.licence_note.strip().rstrip(".")
    sentence = ", ".join(part for part in parts if part)
    return f"{sentence}. {exceptions}." if exceptions else f"{sentence}."


def linked_data(page):
    """The page as schema.org data, ready to be written as JSON-LD."""
    data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "@id": canonical(page),
        "url": canonical(page),
        "name": page.title,
        "headline": page.title[:110],
        "description": page.summary,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": COMMUNITY},
        "datePublished": day_in_words(page.first_published_at),
        "dateModified": day_in_words(page.last_published_at),
        "license": page.licence_url,
        "author": [
            {"@type": "Person", "name": row.shown_name} for row in page.public_authors
        ],
    }
    return {key: value for key, value in data.items() if value}


def day_in_words(moment):
    """A moment in ISO 8601, or None."""
    return moment and moment.isoformat()


def breadcrumb_data(page):
    """The way to a page, itself included, as schema.org data."""
    pages = [*page.way_here, page]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": page.title,
                "item": canonical(page),
            }
            for place, page in enumerate(pages, start=1)
        ],
    }
