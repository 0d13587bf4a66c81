"""Whether everyone agreed: those who are quoted, and those who will reuse the page."""

from core.choices import Licence
from core.page_checks import Finding
from core.text.places import Place
from core.text.wordcount import excerpt

# As `MapStoryPage.find_problems` says it, so that nobody reads it twice.
ASK = "Tick when they have seen the words and agreed to be quoted."
CHOOSE_LICENCE = (
    "Choose a licence, so that others know what they may do with the page. CC BY suits "
    "most pages."
)


def quotes_without_consent(reading):
    """Quotations with a name whose owner has not agreed."""
    for number, quote in enumerate(reading.page.quotes.all()):
        if quote.lacks_consent:
            words = f"{quote.name}: {excerpt(quote.text)}"
            place = Place("quotes", f"quotes.{number}.consent")
            yield Finding("quote-consent", ASK, place, words, blocks=True)


def missing_licence(reading):
    """A page that does not say how it may be reused. “All rights reserved” says it."""
    if getattr(reading.page, "licence", None) not in Licence.values:
        yield Finding("licence-missing", CHOOSE_LICENCE, "licence", blocks=True)
