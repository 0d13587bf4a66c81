"""What tells a program from a person, without a riddle for the person.

Nothing is refused for it: what looks like spam is set apart, where Moderators see it and
can let it through.
"""

import json
import re
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from sharing.models import Message, Reply
from sharing.models.sent import hash_of_words

SALT = "sharing.form"
# Nobody reads a form, writes and sends it in less.
QUICKEST = timedelta(seconds=3)
MOST_LINKS, MOST_LINKS_IN_A_STORY = 3, 15
SAME_WORDS_KEPT = timedelta(days=1)
# Where the same words may stand.
SENT_IN = (Message, Reply)
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)

TRAP = "A field was filled in that people do not see."
TOO_QUICK = "It was sent within three seconds."
NO_FORM = "It was not sent from our form."
SAME_WORDS = "Somebody else sent the same words within a day."
MANY_LINKS = "It holds more than three links."
MANY_LINKS_IN_STORY = "It holds more than fifteen links."
SAME_STORY = "Somebody at another address sent the same words."


def begin(moment=None):
    """
    Note when a form was given out.

    Args:
        moment: when; by default now.

    Returns:
        The moment, signed, for a hidden field of the form.
    """
    return signing.dumps((moment or timezone.now()).timestamp(), salt=SALT)


def suspicions(form):
    """
    Say what about what was sent looks as if a program had sent it.

    Args:
        form: a valid `sharing.forms.SentForm`.

    Returns:
        Sentences for Moderators; an empty list where there is nothing.
    """
    values = form.cleaned_data
    found = [
        (TRAP, values["website"]),
        (NO_FORM, begun_at(values["begun"]) is None),
        (TOO_QUICK, was_quick(values["begun"])),
        (SAME_WORDS, said_by_others(values["words"], values["email"])),
        (MANY_LINKS, len(LINK.findall(values["words"])) > MOST_LINKS),
    ]
    return [sentence for sentence, is_so in found if is_so]


def suspicions_of_submission(submission, values, trapped):
    """
    Say what about something sent in looks as if a program had written it.

    Args:
        submission: the `Submission`, with its answers.
        values: of a valid `PersonForm`.
        trapped: whether a field was filled in that people do not see.

    Returns:
        Sentences for Moderators; an empty list where there is nothing.
    """
    words = json.dumps(submission.answers)
    found = [
        (TRAP, trapped),
        (NO_FORM, begun_at(values["begun"]) is None),
        (TOO_QUICK, timezone.now() - submission.begun_at < QUICKEST),
        (SAME_STORY, is_sent_by_others(submission, values["email"])),
        (MANY_LINKS_IN_STORY, len(LINK.findall(words)) > MOST_LINKS_IN_A_STORY),
    ]
    return [sentence for sentence, is_so in found if is_so]


def is_sent_by_others(submission, email):
    """Whether somebody at another address sent the same answers."""
    same = type(submission).objects.filter(answers=submission.answers)
    others = same.exclude(pk=submission.pk).exclude(sender=None)
    return others.exclude(sender__email__iexact=email).exists()


def begun_at(signed):
    """When a form was given out, or None where nobody here said so."""
    try:
        return signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None


def was_quick(signed):
    """Whether a form came back sooner than somebody can have filled it in."""
    began = begun_at(signed)
    return began is not None and timezone.now().timestamp() - began < (
        QUICKEST.total_seconds()
    )


def said_by_others(words, email):
    """Whether somebody at another address sent the same words within a day."""
    if not words:
        return False
    said = {
        "words_hash": hash_of_words(words),
        "sent_at__gt": timezone.now() - SAME_WORDS_KEPT,
    }
    others = (m.objects.exclude(sender__email__iexact=email) for m in SENT_IN)
    return any(sent.filter(**said).exists() for sent in others)
