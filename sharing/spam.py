"""What tells a program from a person, without a riddle for the person.

Nothing is refused for it: what looks like spam is set apart, where Moderators see it and
can let it through.
"""

import json
import re
from datetime import UTC, datetime, timedelta

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
    return signs_of_a_program(
        values,
        begun_at(values["begun"]),
        (SAME_WORDS, said_by_others(values["words"], values["email"])),
        (MANY_LINKS, links_in(values["words"]) > MOST_LINKS),
    )


def suspicions_of_submission(submission, values):
    """
    Say what about something sent in looks as if a program had written it.

    Args:
        submission: the `Submission`, with its answers.
        values: of a valid `PersonForm`.

    Returns:
        Sentences for Moderators; an empty list where there is nothing.
    """
    links = links_in(json.dumps(submission.answers))
    return signs_of_a_program(
        values,
        submission.begun_at,
        (SAME_STORY, is_sent_by_others(submission, values["email"])),
        (MANY_LINKS_IN_STORY, links > MOST_LINKS_IN_A_STORY),
    )


def signs_of_a_program(values, began, *more):
    """Those of (sentence, whether it is so) that are so, of any form and of `more`."""
    found = [
        (TRAP, values["website"]),
        (NO_FORM, begun_at(values["begun"]) is None),
        (TOO_QUICK, began is not None and timezone.now() - began < QUICKEST),
        *more,
    ]
    return [sentence for sentence, is_so in found if is_so]


def links_in(words):
    """How many links they hold."""
    return len(LINK.findall(words))


def is_sent_by_others(submission, email):
    """Whether somebody at another address sent the same answers."""
    same = type(submission).objects.filter(answers=submission.answers)
    others = same.exclude(pk=submission.pk).exclude(sender=None)
    return others.exclude(sender__email__iexact=email).exists()


def begun_at(signed):
    """When a form was given out, or None where nobody here said so."""
    try:
        return datetime.fromtimestamp(signing.loads(signed, salt=SALT), UTC)
    except signing.BadSignature:
        return None


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
