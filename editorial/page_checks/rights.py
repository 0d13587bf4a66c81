"""Whether everyone agreed: those who are quoted, and those who will reuse the page."""

from core.choices import Licence
from core.page_checks import Finding
from core.text.wordcount import excerpt

# As `MapStoryPage.find_problems` says it, so that nobody reads it twice.
ASK = "Tick for each named person that they agreed to be quoted."
CHOOSE_LICENCE = (
    "Choose a licence, so that others know what they may do with the page. CC BY suits "
    "most pages."
)


def quotes_without_consent(reading):
    """Quotations with a name whose owner has not agreed."""
    for quote in reading.page.quotes.all():
        if quote.lacks_consent:
            words = f"{quote.name}: {excerpt(quote.text)}"
            yield Finding("quote-consent", ASK, "quotes", words, blocks=True)


def missing_licence(reading):
    """A page that does not say how it may be reused. “All rights reserved” says it."""
    if getattr(reading.page, "licence", None) not in Licence.values:
        yield Finding("licence-missing", CHOOSE_LICENCE, "licence", blocks=True)
