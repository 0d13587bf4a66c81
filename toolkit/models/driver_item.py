"""What a driver gives to the feed."""

from core.pages.items import ItemContent, Part, RichText, Sayings, fields_of, page_links
from toolkit.models.supersession import newer_keys, older_keys

OWN_FIELDS = (
    *("impact", "publisher", "source_url", "publication_format"),
    *("date", "date_precision", "date_text", "full_summary", "key_features"),
    *("lift_this", "briefing_document", "briefing_by", "use_instead"),
)


def driver_item(driver):
    """The driver as an `ItemContent`, with its place among newer and older ones."""
    older, newer = older_keys(driver), newer_keys(driver)
    return ItemContent(
        line=driver.line,
        parts=driver_parts(driver),
        details={
            **fields_of(driver, *OWN_FIELDS),
            "document_citation": driver.document_citation,
            "alternative_titles": driver.other_titles,
            "supersedes": page_links(older),
            "superseded_by": page_links(newer),
            "hooks": [
                fields_of(hook, "quote", "page_reference", "comment")
                for hook in driver.hooks.all()
            ],
        },
        other_names=driver.other_titles,
        scope=driver.scope,
        status=driver.status,
        year=driver.date and driver.date.year,
        files=[driver.briefing_document],
        related=[
            *page_links(newer, "It supersedes this driver"),
            *page_links(older, "This driver supersedes it"),
        ],
        shown_on=older,
    )


def driver_parts(driver):
    """What stands on the driver's page, in reading order."""
    lines_worth_quoting = [(h.quote, h.page_reference) for h in driver.hooks.all()]
    return [
        Part("What this means for libraries", RichText(driver.impact)),
        Part("Summary", RichText(driver.full_summary)),
        Part("Key features of this driver", RichText(driver.key_features)),
        Part("Lines worth quoting", Sayings(lines_worth_quoting)),
        Part("Lift this into your business case", driver.lift_this),
    ]
