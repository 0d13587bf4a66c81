"""What an author or a moderator should look at on a page of the toolkit."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, FloatField, Func, Q, Value
from django.db.models.functions import Greatest

from core.choices import DriverStatus, Licence
from core.page_checks import Finding, no_alignment
from core.text.wordcount import is_blank
from toolkit.models import DriverPage, ExampleDocumentPage, ProjectPlanPage, Supersession
from toolkit.models.supersession import newer_keys

# From 0 to 1: how alike two titles are that may mean the same document.
ALIKE = 0.7
MOST_SIMILAR = 3
NO_DRIVER = (
    "The plan names no driver yet. Name one that it serves, and a manager sees at once "
    "why it matters. The list of drivers helps you to find it."
)
NO_WAY_ON = (
    "Readers who come to a driver that no longer holds need a way on. Choose “what to "
    "use instead”, or add this driver under “Supersedes” on the page that took its place."
)
NO_PARAGRAPH = (
    "A paragraph to lift is what people come for when a business case is due. Write "
    "three or four sentences that they can paste as they stand."
)
MORE_THAN_THAT = (
    "Readers would see “Headline only” on a page that says what it means for libraries. "
    "Set the status to “Current”."
)
THANKS = (
    "Say who produced the briefing. Readers may reuse it as long as they acknowledge "
    "whose it is."
)
WHOSE_FILE = (
    "The page's licence lets others adapt it. Does that hold for the file as well? Say "
    "in “exceptions to the licence” whose it is and what its owner allows."
)


def plan_without_driver(page):
    """A project plan that serves no driver."""
    return no_alignment(page, NO_DRIVER) if isinstance(page, ProjectPlanPage) else []


def briefing_without_thanks(page):
    """A policy briefing to download that does not say whose work it is."""
    briefing = page.briefing_document if isinstance(page, DriverPage) else None
    if briefing and not page.briefing_by.strip():
        yield Finding("briefing-by", THANKS, "briefing_by", briefing.title)


def driver_without_way_on(page):
    """A driver that no longer holds and does not say what to use now."""
    is_over = isinstance(page, DriverPage) and not page.is_in_force
    if is_over and not (page.use_instead_id or newer_keys(page)):
        yield Finding("way-on", NO_WAY_ON, "use_instead")


def more_than_a_headline(page):
    """A driver that is called a headline although its summary is there."""
    is_headline = isinstance(page, DriverPage) and page.status == DriverStatus.HEADLINE
    if is_headline and not is_blank(page.impact):
        yield Finding("headline-only", MORE_THAN_THAT, "status", blocks=True)


def driver_without_paragraph(page):
    """A current driver with nothing to lift into a business case."""
    is_current = isinstance(page, DriverPage) and page.status == DriverStatus.CURRENT
    if is_current and not page.lift_this.strip():
        yield Finding("lift-this", NO_PARAGRAPH, "lift_this")


def file_of_others(page):
    """Another library's file under a licence that only the page's own words can have."""
    file = page.document if isinstance(page, ExampleDocumentPage) else None
    if file and page.licence != Licence.RESERVED and not page.licence_note.strip():
        yield Finding("file-licence", WHOSE_FILE, "licence_note", file.title)


def similar_drivers(page):
    """Other drivers, drafts included, that may be about the same document."""
    if isinstance(page, DriverPage) and page.title:
        for driver in drivers_like(page):
            yield Finding(
                "similar-driver",
                f"There is a driver called “{driver.title}” already. If it is the same "
                "document, improve that page instead. If this one takes its place, add "
                "it under “Supersedes”.",
                "title",
                driver.title,
            )


class LikestLine(Func):
    """How alike a name is to the line of a text that is most like it."""

    template = (
        "(SELECT MAX(SIMILARITY(line, name)) FROM (VALUES (%(expressions)s)) AS given "
        "(text, name), UNNEST(STRING_TO_ARRAY(text, CHR(10))) AS line)"
    )
    output_field = FloatField()


def drivers_like(page):
    """The drivers of the same list whose names are most like those of this one."""
    others = DriverPage.objects.exclude(pk__in=relatives(page))
    if page.path:
        others = others.sibling_of(page)
    likeness, longer = [], Q()
    for name in names_of(page):
        likeness.append(TrigramSimilarity("title", name))
        likeness.append(LikestLine("alternative_titles", Value(name)))
        longer |= Q(title__istartswith=name) if is_telling(name) else Q()
    found = others.annotate(alike=Greatest(*likeness))
    found = found.filter(Q(alike__gte=ALIKE) | longer)
    return found.order_by(F("alike").desc(), "pk")[:MOST_SIMILAR]


def names_of(page):
    """What people call a driver: its title, also without a subtitle, and other titles."""
    return [page.title, page.title.split(":")[0], *page.other_titles]


def is_telling(name):
    """Whether a name has words enough to tell one document from another."""
    return len(name.split()) > 2


def relatives(page):
    """The keys of the driver itself, of those it supersedes and those that do so."""
    older = {row.older_id for row in page.supersessions.all()}
    if not page.pk:
        return older
    newer = Supersession.objects.filter(older=page.pk).values_list("page", flat=True)
    return {page.pk, *older, *newer}
