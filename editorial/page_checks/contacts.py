"""Ways to reach one person that would stand in public for good."""

import re
from urllib.parse import unquote

from phonenumbers import PhoneNumberMatcher

from core.page_checks import Finding
from core.text.tidying import alike

EMAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)
# How often over an address may be written within others, with “%40” for “@”.
MOST_DISGUISES = 3
ANOTHER_NUMBER = re.compile(
    r"(?:ISBN(?:-?1[03])?|ISSN|PMID|DOI|NCT|\bref(?:erence)?\.?)[\s:]*$", re.IGNORECASE
)


def phone_numbers(reading):
    """Telephone numbers as people in the United Kingdom write them."""
    for text in reading.texts:
        for number in phones_in(text.words):
            yield Finding(
                "phone-number",
                "Is this telephone number meant for everyone? Numbers in public change "
                "and get unwanted calls. The address of your library's page is a safer "
                "way to reach you.",
                text.field,
                number,
            )


def phones_in(words):
    """The telephone numbers in a text, as they stand there."""
    words = alike(words)
    for match in PhoneNumberMatcher(words, "GB"):
        if not ANOTHER_NUMBER.search(words[: match.start]):
            yield match.raw_string


def email_addresses(reading):
    """E-mail addresses in texts, within addresses, and links that write to one."""
    for field, address in dict.fromkeys(addresses_of(reading)):
        yield Finding(
            "email-address",
            "E-mail addresses on public pages collect spam, and people change jobs. Link "
            "to your library's page instead, or make sure this is a shared mailbox.",
            field,
            address,
        )


def addresses_of(reading):
    """The e-mail addresses of a page, as (field, address)."""
    for text in reading.texts:
        yield from ((text.field, found) for found in emails_in(text.words))
    for field, target in reading.addresses:
        if target.lower().startswith("mailto:"):
            yield field, target[7:].split("?")[0]
        else:
            yield from ((field, found) for found in emails_in(target))


def emails_in(text):
    """The e-mail addresses in a text or in an address, which may hide their “@”."""
    for _ in range(MOST_DISGUISES if "%" in text else 0):
        text = unquote(text)
    return [match[0] for match in EMAIL.finditer(alike(text))]
