"""Who wrote a part of what would change, and so may not approve it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from core.models import ContentPage
from core.pages.fingerprint import words
from editorial.models import Decision, ReviewState

# Functions registered here are given a page, and give the accounts of others who wrote
# it, as primary keys.
WRITERS = "editorial_writers"
REVERTING, COPYING = "wagtail.revert", "editorial.copy"
WRITING = ("wagtail.create", "wagtail.edit", "wagtail.copy", REVERTING)
# A passage as long as this is not written twice by chance.
WORDS_OF_A_PASSAGE = 12


@dataclass(frozen=True)
class Span:
    """
    Some versions of one page, in the order in which they were saved.

    Args:
        page_id: the page's primary key. The page itself may be gone.
        after: the key of the version before the first; 0 for all from the beginning.
        last: the key of the last.
    """

    page_id: int
    after: int
    last: int

    @property
    def revisions(self) -> QuerySet[Revision]:
        """The versions that are kept."""
        pages = Revision.page_revisions.filter(object_id=str(self.page_id))
        return pages.filter(pk__gt=self.after, pk__lte=self.last)

    @property
    def entries(self) -> QuerySet[PageLogEntry]:
        """What the log says of them, kept or purged."""
        entries = PageLogEntry.objects.filter(page=self.page_id)
        return entries.filter(revision__gt=self.after, revision__lte=self.last)

    def writers(self) -> set[int | None]:
        """Who saved them."""
        logged = self.entries.filter(action__in=WRITING)
        return {
            *self.revisions.values_list("user", flat=True),
            *logged.values_list("user", flat=True),
        }

    def sources(self) -> Iterator["Span"]:
        """The versions whose words they brought back, or came with from another page."""
        for entry in self.entries.filter(action=REVERTING):
            if (old := entry.data["revision"]["id"]) < self.after:
                yield Span(self.page_id, 0, old)
        if not self.after:
            copies = PageLogEntry.objects.filter(page=self.page_id, action=COPYING)
            for data in copies.values_list("data", flat=True):
                yield Span(data["page"], 0, data["revision"])


def writers_of(page: Page, revision: Revision) -> set[int]:
    """
    Find who wrote what a version would change in public.

    Everybody counts who saved a version after the public one, up to this one, or wrote
    words that came back in one of them: from an older version or from another page. The
    log is asked as well as the versions, because old versions may have been purged.

    Args:
        page: the page as the database has it.
        revision: the version that is to become public.

    Returns:
        A set of primary keys of accounts. Versions without an account belong to nobody.
    """
    spans = [Span(page.pk, page.live_revision_id or 0, revision.pk)]
    if old := same_words_before(page, revision):
        spans.append(Span(page.pk, 0, old.pk))
    return everybody_in(page, spans)


def writers_ever(page: ContentPage) -> set[int]:
    """
    Find everybody who had a part in what a page says, or ever said.

    Args:
        page: the page as the database has it.

    Returns:
        A set of primary keys of accounts: who saved a version, who is noted as having
        written what was approved, and whose page it is.
    """
    approved = Decision.objects.approved().filter(page=page.pk)
    noted = chain.from_iterable(approved.values_list("written_by", flat=True))
    spans = [Span(page.pk, 0, page.latest_revision_id or 0)]
    return everybody_in(page, spans) | set(noted) | owners_of(page)


def owners_of(page: ContentPage) -> set[int]:
    """Whose page it is, by its owner and the profiles of those who are named on it."""
    profiles = set(page.authors.values_list("profile__owner", flat=True))
    return {key for key in (page.owner_id, *profiles) if key is not None}


def everybody_in(page: Page, spans: list[Span]) -> set[int]:
    """Who saved versions of a page, and who wrote what came back or along in them."""
    others = [hook(page) for hook in hooks.get_hooks(WRITERS)]
    found: set[int | None] = {None}.union(*others)
    seen = set()
    while spans:
        if (span := spans.pop()) not in seen:
            seen.add(span)
            found |= span.writers()
            spans += span.sources()
    return {key for key in found if key is not None}


def same_words_before(page: Page, revision: Revision) -> Revision | None:
    """
    Find where words come from that somebody brought back without Wagtail's own button.

    Args:
        page: the page as the database has it.
        revision: the version that is to become public.

    Returns:
        The first version, older than the public one, that says all that would change, or
        one whole passage of it; None if there is none.
    """
    if page.live_revision is None:
        return None
    model = page.specific_class
    public = words(model, page.live_revision.content)
    new = words(model, revision.content)
    changes = {name: said for name, said in new.items() if said != public.get(name)}
    older = page.revisions.filter(with_texts(changes, revision.content))
    for old in older.filter(pk__lt=page.live_revision_id).order_by("pk"):
        if brings_back(changes, words(model, old.content)):
            return old
    return None


def with_texts(changes, content):
    """Versions in which a changed text stands; all of them where rows change as well."""
    texts = {name: content[name] for name in changes if is_text(content[name])}
    if len(texts) < len(changes):
        return Q()
    found = Q(pk__in=())
    for name, text in texts.items():
        found |= Q(content__contains={name: text})
    return found


def brings_back(changes, old):
    """Whether an older version says all of what changes, or one passage of it."""
    same = [said for name, said in changes.items() if old.get(name) == said]
    return bool(same) and (len(same) == len(changes) or any(map(is_passage, same)))


def is_text(said):
    """Whether a field holds a text."""
    return isinstance(said, str)


def is_passage(said):
    """Whether a field holds more words than two people write alike by chance."""
    return len(str(said).split()) >= WORDS_OF_A_PASSAGE


def senders_of(workflow_state: WorkflowState) -> set[int]:
    """Everybody who sent a text during one round of the workflow, as primary keys."""
    states = ReviewState.objects.filter(workflow_state=workflow_state)
    found = set(states.values_list("submitted_by", flat=True))
    return (found | {workflow_state.requested_by_id}) - {None}


def authors_of(state: ReviewState) -> set[int]:
    """
    Find who may not decide about a text in review.

    Args:
        state: the text's `ReviewState`.

    Returns:
        A set of primary keys of accounts.
    """
    page = state.revision.content_object
    return writers_of(page, state.revision) | senders_of(state.workflow_state)


def note_copy(source: Page, copy: Page) -> None:
    """
    Write down, for `writers_of`, what a page and all copied below it were made from.

    Args:
        source: the page that was copied, of any type.
        copy: the new page.
    """
    originals, copies = (
        page.get_descendants(inclusive=True).order_by("path").specific()
        for page in (source, copy)
    )
    for original, new in zip(originals, copies, strict=False):
        data = {
            "page": original.pk,
            "revision": original.latest_revision_id or 0,
            "title": original.get_admin_display_title(),
        }
        log(new, COPYING, data=data)
