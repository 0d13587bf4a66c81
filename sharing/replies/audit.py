"""Proof that each public reply is what a second person approved."""

from wagtail.models import ModelLogEntry

from editorial.audit import Mismatch
from sharing.models import Reply
from sharing.replies.actions import APPROVED

NO_RECORD = "Nobody approved the reply of {}."
REWRITTEN = "The reply of {} says something else than what was approved."
BY_AUTHOR = "The reply of {} was approved by somebody who had written the page."


def problems_of_replies():
    """
    Look at every public reply.

    Yields:
        An `editorial.audit.Mismatch` for each that does not match its record.
    """
    noted = approvals()
    for reply in Reply.objects.public().select_related("sender", "page"):
        if words := problem_of_reply(reply, noted.get(str(reply.pk))):
            when = f"{reply.sent_at:%d.%m.%Y}"
            yield Mismatch(f"{reply.page.url_path}#{reply.anchor}", words.format(when))


def approvals():
    """Who approved which words, as the log has it, by the reply's key."""
    entries = ModelLogEntry.objects.filter(action=APPROVED).order_by("timestamp")
    return {
        entry.object_id: (entry.user_id, entry.data.get("fingerprint"))
        for entry in entries
    }


def problem_of_reply(reply, noted):
    """What is wrong with one public reply, in a sentence, or an empty string."""
    by, fingerprint = noted or (None, "")
    is_noted = by is not None and reply.decided_by_id in (by, None)
    if not is_noted or reply.decided_at is None:
        return NO_RECORD
    if not reply.fingerprint == fingerprint == reply.words_fingerprint():
        return REWRITTEN
    return BY_AUTHOR if by in reply.written_by else ""
