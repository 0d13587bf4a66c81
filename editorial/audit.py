"""Proof, for the whole site, that each public page is what somebody approved."""

from collections import defaultdict
from dataclasses import dataclass

from wagtail import hooks
from wagtail.models import Page

from community import confirmations
from core.pages.fingerprint import (
    fingerprint,
    fingerprint_if_same,
    read_files,
    same_words,
)
from core.pages.queries import prefetch_by_type
from core.pages.versions import relation_names
from editorial.admin import redirects
from editorial.models import Basis, Decision
from editorial.models.decisions import shown_name

NO_VERSION = "No version is noted as the public one."
NO_RECORD = "Nobody approved the version that is public."
REWRITTEN = "The version was changed after it was approved."
OTHER_WORDS = "The page says something else than the version that was approved."
ELSEWHERE = "A redirect leads from here to another site, {}."
UNREVIEWED = "It was published without review, and nobody has confirmed it yet."
MADE_BY_AUTHOR = (
    "{} approved it on {:%d.%m.%Y}, with an account that an author of the text had made "
    "or changed. Please see that they are two people."
)
MADE_THE_AUTHOR = (
    "{} approved it on {:%d.%m.%Y}, and had made an account of an author of the text, or "
    "changed its address. Please see that they are two people."
)
BATCH = 500
# Functions registered here yield a `Mismatch` for whatever else is public and does not
# match its record, as rooms above know it.
AUDIT = "editorial_audit"


@dataclass(frozen=True)
class Mismatch:
    """One public page that does not match its record, or what people should look at."""

    path: str
    sentence: str
    is_fault: bool = True


def public_pages():
    """Every live page, private ones included, but the root."""
    return Page.objects.live().filter(depth__gt=1).order_by("path")


def audit(progress=lambda count: None):
    """
    Look at every live page.

    Args:
        progress: called with 1 for each page looked at.

    Yields:
        A `Mismatch` for each page that does not match its record, for each approval and
        each redirect that people should look at, and for what the hook `AUDIT` finds.
    """
    decisions, read = effective_decisions(), FileReader()
    for page in in_batches(public_pages()):
        if found := problem_of(page, decisions.get(page.live_revision_id), read):
            yield found
        progress(1)
    yield from approvals_to_look_at()
    for look in hooks.get_hooks(AUDIT):
        yield from look()
    for redirect in redirects.to_other_sites():
        sentence = ELSEWHERE.format(redirect.redirect_link)
        yield Mismatch(redirect.old_path, sentence, is_fault=False)


def approvals_to_look_at():
    """Approvals where author and approver may be one person with two accounts."""
    in_approvers = hands_by_account(confirmations.all_hands())
    in_authors = hands_by_account(confirmations.all_hands(confirmations.TAKEN_OVER))
    decisions = Decision.objects.approved().by_people().filter(page__isnull=False)
    for decision in decisions.select_related("page", "decided_by", "confirmed_by"):
        for person, at in deciders_of(decision):
            if before(at, in_approvers, person.pk).intersection(decision.written_by):
                yield to_look_at(decision, MADE_BY_AUTHOR, person, at)
            if any(person.pk in before(at, in_authors, k) for k in decision.written_by):
                yield to_look_at(decision, MADE_THE_AUTHOR, person, at)


def hands_by_account(hands):
    """Who had a hand in each account, and when, by its key."""
    found = defaultdict(list)
    for key, by, at in hands:
        found[key].append((by, at))
    return found


def before(moment, hands, key):
    """Who had had a hand in an account by a moment."""
    return {by for by, when in hands[key] if when <= moment}


def to_look_at(decision, words, person, at):
    """An approval that people should look at."""
    sentence = words.format(shown_name(person), at)
    return Mismatch(decision.page.url_path, sentence, is_fault=False)


def deciders_of(decision):
    """Who let a text through, whether before or after it was public, and when."""
    if decision.basis == Basis.REVIEW and decision.decided_by:
        yield decision.decided_by, decision.decided_at
    if decision.confirmed_by:
        yield decision.confirmed_by, decision.confirmed_at


def in_batches(pages):
    """Pages as their own types, a few hundred at a time."""
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = Page.objects.filter(pk__in=keys[start : start + BATCH]).order_by("path")
        found = list(batch.specific())
        held = {name for page in found for name in relation_names(type(page))}
        yield from prefetch_by_type(found, "live_revision", *sorted(held))


def effective_decisions():
    """The approvals by which versions became public, by the version's key."""
    took_effect = Decision.objects.approved().filter(effective_at__isnull=False)
    return {decision.revision_id: decision for decision in took_effect.order_by("pk")}


class FileReader:
    """Reads each picture and document once, however many pages show it."""

    def __init__(self):
        self.known: defaultdict = defaultdict(dict)

    def __call__(self, label, keys):
        """The files with some keys, as `core.pages.fingerprint.read_files` returns."""
        known = self.known[label]
        if unknown := keys - known.keys():
            known |= dict.fromkeys(unknown)
            known |= {file.pk: file for file in read_files(label, unknown)}
        return [known[key] for key in sorted(keys) if known[key]]


def problem_of(page, decision, read):
    """What is wrong with one public page, or None."""
    if page.live_revision is None:
        return Mismatch(page.url_path, NO_VERSION)
    if decision is None:
        return Mismatch(page.url_path, NO_RECORD)
    if sentence := difference(page, decision, read):
        return Mismatch(page.url_path, sentence)
    if decision.basis == Basis.BREAK_GLASS and not decision.confirmed_at:
        return Mismatch(page.url_path, UNREVIEWED, is_fault=False)
    return None


def difference(page, decision, read):
    """How the page, its version and what was approved differ, in a sentence; or None."""
    version = page.live_revision
    same = fingerprint_if_same(page, version, read)
    if decision.fingerprint != (same or fingerprint(version)):
        return REWRITTEN
    return None if same or same_words(page, version) else OTHER_WORDS
