"""The checks that hold for every type of page.

The room registers `general_checks` with the hook of `core.page_checks`. Checks that make
sense for one type alone live in the room of that type.
"""

from editorial.page_checks.acronyms import unexplained_acronyms
from editorial.page_checks.contacts import email_addresses, phone_numbers
from editorial.page_checks.external_links import broken_external_links
from editorial.page_checks.headings import headings_out_of_order
from editorial.page_checks.length import texts_too_long
from editorial.page_checks.links import (
    links_nobody_can_open,
    links_that_lead_nowhere,
    links_without_words,
)
from editorial.page_checks.patients import dates_of_birth, nhs_numbers
from editorial.page_checks.pictures import (
    pictures_of_unknown_origin,
    pictures_that_moved,
    undescribed_pictures,
)
from editorial.page_checks.readability import hard_to_read
from editorial.page_checks.reading import Reading
from editorial.page_checks.rights import missing_licence, quotes_without_consent
from editorial.page_checks.savings import savings_without_own_part

# In the order in which an author meets them: what blocks, then what is private, then
# what helps readers.
CHECKS = (
    undescribed_pictures,
    quotes_without_consent,
    missing_licence,
    nhs_numbers,
    links_nobody_can_open,
    dates_of_birth,
    phone_numbers,
    email_addresses,
    pictures_of_unknown_origin,
    pictures_that_moved,
    links_that_lead_nowhere,
    broken_external_links,
    links_without_words,
    savings_without_own_part,
    headings_out_of_order,
    unexplained_acronyms,
    texts_too_long,
    hard_to_read,
)


def general_checks(page):
    """What the general checks find on a version of a page, as `Finding`s."""
    reading = Reading(page)
    for check in CHECKS:
        yield from check(reading)
