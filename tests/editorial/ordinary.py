"""Ordinary things to find, at least one for each check, to put beside what is odd."""

from datetime import timedelta

from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage, ExternalLink, GlossaryEntry, Quote
from core.page_checks import findings_on
from core.text.wordcount import excerpt

BROKEN = "https://example.org/broken"
NUMBER = "999 012 3454"
WORDS = (
    f"The ICB asked us. NHS number {NUMBER}. Born on 3 March 1960. "
    "Call 0161 496 0000. Write to asha.patel@nhs.example.org."
)
# What is found in a quotation of these words by somebody whose name is given.
IN_WORDS = {
    ("quote-consent", f"Asha: {excerpt(WORDS)}"),
    ("acronym", "ICB"),
    ("nhs-number", "… 3454"),
    ("date-of-birth", "Born on 3 March 1960"),
    ("phone-number", "0161 496 0000"),
    ("email-address", "asha.patel@nhs.example.org"),
}
LEARNED = (
    "The organisational implementation of interdisciplinary collaboration demands "
    "considerable administrative reconfiguration, notwithstanding the unquestionable "
    "contribution of institutional representatives to continual improvement; " * 8
)
HTML = (
    f"<h3>Aims</h3><h5>Methods</h5><p>{LEARNED}.</p>"
    '<p>See <a href="https://example.org/plan">here</a>.</p>'
    '<p>No words: <a href="https://example.org/empty"></a></p>'
    f'<p>The <a href="{BROKEN}">broken plan</a></p>'
    '<p>The <a href="/nowhere/">lost plan</a></p>'
    '<p>The <a href="www.example.org/plan">half a plan</a></p>'
    '<p>The <a linktype="page" id="999999">deleted plan</a></p>'
    '<p>The <a linktype="document" id="999999">deleted file</a></p>'
    '<p><img src="/x.png"></p>'
)
# What is found in rich text of these words.
IN_HTML = {
    ("heading-order", "Methods"),
    ("reading-age", ""),
    ("link-vague", "See here."),
    ("link-empty", "https://example.org/empty"),
    ("link-external", BROKEN),
    ("link-own", "/nowhere/"),
    ("link-half", "www.example.org/plan"),
    ("link-to-page", "deleted plan"),
    ("link-to-document", "deleted file"),
    ("picture-undescribed", ""),
}
# What is found at a picture of nobody's, without words.
IN_PICTURE = {("picture-undescribed", "Poster"), ("picture-origin", "Poster")}
UNLICENSED = {("licence-missing", "")}


def remember_what_is_ordinary():
    """Make the rows that checks look up."""
    GlossaryEntry.objects.create(acronym="ICB", long_form="integrated care board")
    now = timezone.now()
    ExternalLink.objects.create(
        url=BROKEN,
        checked_at=now,
        failing_since=now - timedelta(days=2),
        problem="the page is not there",
    )


def poster():
    """A picture of which nobody knows whose it is."""
    return CustomImage.objects.create(title="Poster", file=get_test_image_file())


def quoting(page, *others):
    """A page with a quotation of the ordinary words beside other ones."""
    page.quotes = [*others, Quote(text=WORDS, name="Asha")]
    return page


def told(page):
    """What is found on a page, as (check, words); the reading age is the whole page's."""
    return {
        (finding.code, "" if finding.code == "reading-age" else finding.words)
        for finding in findings_on(page)
    }
