"""What a public page says about itself: how to cite it, and its data for machines."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from core.text.dates import date_in_words, local_day
from core.text.names import Name, name_of
from core.text.phrases import joined

COMMUNITY = "MAP (Making Alignment a Priority)"


def absolute(url):
    """An address within the site as a whole one; the host comes from settings alone."""
    return url if url.startswith("http") else f"{settings.BASE_URL}{url}"


def canonical(page):
    """The one address of a page, as search engines and citations should have it."""
    return absolute(page.get_url() or "/")


@dataclass(frozen=True)
class Citation:
    """
    How one of our pages is cited, the same wherever it is.

    Args:
        authors: those named on it, as they are shown; empty where nobody is.
        own_title: its title.
        changed: the day of its last change, London's; None before it is public.
        url: its address.
        document: how the document is cited that it summarises, or an empty string.
    """

    authors: tuple[str, ...]
    own_title: str
    changed: date | None
    url: str
    document: str = ""

    @property
    def title(self):
        """What is cited: of a driver our summary, never the document itself."""
        return f"Summary of {self.own_title}" if self.document else self.own_title

    @property
    def year(self):
        """The year of the last change as text."""
        return str(self.changed.year) if self.changed else "no date"

    @property
    def names(self):
        """The authors as `core.text.names.Name`s; the community where nobody is named."""
        return [name_of(author) for author in self.authors] or [Name(COMMUNITY)]

    @property
    def publisher(self):
        """Who publishes it, where that is not the author as well."""
        return COMMUNITY if self.authors else ""

    @property
    def note(self):
        """What says that it summarises a document, and which; empty for other pages."""
        return f"Summarises: {self.document}" if self.document else ""


def citation_of(page):
    """The `Citation` of a page that is an item; None of profiles and lists."""
    if not page.feed_type:
        return None
    return Citation(
        authors=tuple(row.shown_name for row in page.public_authors),
        own_title=page.title,
        changed=local_day(page.last_published_at),
        url=canonical(page),
        document=page.document_citation,
    )


def citation(page):
    """How to cite a page, in words: author, year, title, publisher, address, day read."""
    cited = page.cited
    authors = joined([name.with_initials for name in cited.names])
    publisher = f" {cited.publisher}." if cited.publisher else ""
    return (
        f"{authors} ({cited.year}) {cited.title}.{publisher} "
        f"Available at: {cited.url} (Accessed: {date_in_words(timezone.localdate())})."
    )


def attribution(page):
    """The sentence that someone who reuses a page must show."""
    cited = page.cited
    parts = [
        f"“{cited.title}” by {joined(cited.authors) or COMMUNITY} ({cited.year})",
        getattr(page, "organisation_name", ""),
        cited.publisher,
        cited.url,
        page.licence_label,
    ]
    exceptions = page.licence_note.strip().rstrip(".")
    sentence = ", ".join(part for part in parts if part)
    return f"{sentence}. {exceptions}." if exceptions else f"{sentence}."


def linked_data(page):
    """The page as schema.org data, ready to be written as JSON-LD."""
    cited = page.cited
    title = cited.title if cited else page.title
    data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "@id": canonical(page),
        "url": canonical(page),
        "name": title,
        "headline": title[:110],
        "description": page.summary,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "license": page.licence_url,
        **(data_about(cited) if cited else {}),
    }
    return {key: value for key, value in data.items() if value}


def data_about(cited):
    """Who wrote and published a page and when it changed, and what it summarises."""
    people = [
        {"@type": "Person" if name_of(author).given else "Organization", "name": author}
        for author in cited.authors
    ]
    community = {"@type": "Organization", "name": COMMUNITY}
    document = {"@type": "CreativeWork", "name": cited.own_title}
    return {
        "author": people or [community],
        "publisher": community,
        "dateModified": cited.changed and cited.changed.isoformat(),
        "citation": cited.document,
        "isBasedOn": document if cited.document else None,
    }


def citation_tags(page):
    """
    What reference managers read in a page's head.

    Args:
        page: one that is an item.

    Returns:
        Pairs of a name and a value: those of Highwire Press, then Dublin Core's.
    """
    cited = page.cited
    names = [name.reversed for name in cited.names]
    day = cited.changed.isoformat() if cited.changed else ""
    pairs = [
        ("citation_title", cited.title),
        *(("citation_author", name) for name in names),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_publisher", COMMUNITY),
        ("citation_language", "en-GB"),
        ("citation_public_url", cited.url),
        ("DC.title", cited.title),
        *(("DC.creator", name) for name in names),
        ("DC.date", day),
        ("DC.publisher", COMMUNITY),
        ("DC.language", "en-GB"),
        ("DC.identifier", cited.url),
        ("DC.description", page.summary),
        ("DC.rights", page.licence_url or page.licence_label),
        ("DC.relation", cited.note),
    ]
    return [(name, value) for name, value in pairs if value]


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
