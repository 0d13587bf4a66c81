"""What was erased or taken back, as a list in which nobody's data stand.

A backup that is older than an erasure brings back what was erased. With the list, kept
beside the backups, it is done again.
"""

from datetime import datetime

from django.core.exceptions import ValidationError

from sharing import messages
from sharing.models import Message, Reply, Submission
from sharing.models.submissions import State
from sharing.replies import actions
from sharing.submissions import ending

TAKEN_BACK, ERASED = "taken-back", "erased"
# Of each: the model, the moment that tells a row from a later one under the same key, and
# what is done with it.
KINDS = {
    "message": (Message, "sent_at", {ERASED: messages.erase}),
    "reply": (Reply, "sent_at", {ERASED: actions.withdraw_reply}),
    "submission": (
        Submission,
        "begun_at",
        {TAKEN_BACK: ending.withdraw, ERASED: ending.erase},
    ),
}


def lines():
    """
    List what was erased or taken back.

    Yields:
        Lines such as “message 12 2026-11-29T10:15:00.123456+00:00 erased”.
    """
    for kind, (model, moment, _) in KINDS.items():
        if model is Submission:
            taken_back = Submission.objects.filter(state=State.WITHDRAWN)
            yield from listed(kind, taken_back, moment, TAKEN_BACK)
        erased = model.objects.exclude(erased_at=None)
        yield from listed(kind, erased, moment, ERASED)


def listed(kind, rows, moment, what):
    """The lines of some rows."""
    for key, at in rows.order_by("pk").values_list("pk", moment):
        yield f"{kind} {key} {at.isoformat()} {what}"


def repeat(line):
    """
    Do again what a line says, unless it is so already or there is no such row.

    Args:
        line: as `lines` gives it.

    Returns:
        Whether anything was done.

    Raises:
        ValueError: it is none of our lines.
    """
    try:
        kind, key, at, what = line.split()
        model, moment, acts = KINDS[kind]
        found = {"pk": model._meta.pk.to_python(key), moment: datetime.fromisoformat(at)}
        act = acts[what]
    except (ValueError, KeyError, ValidationError) as error:
        raise ValueError(line) from error
    rows = model.objects.filter(erased_at=None, **found)
    if what == TAKEN_BACK:
        rows = rows.exclude(state=State.WITHDRAWN)
    if not rows.exists():
        return False
    act(found["pk"])
    return True
