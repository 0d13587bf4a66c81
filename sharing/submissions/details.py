"""The name and the address of whoever sent something in, corrected."""

from django.db import transaction

from sharing import letters
from sharing.submissions.writing import locked


@transaction.atomic
def rename(key, name):
    """Call the sender of a submission otherwise."""
    sender = locked(key).sender
    sender.name = name
    sender.save(update_fields=["name"])


@transaction.atomic
def move(key, email):
    """
    Write to another address from now on, and tell the one of before.

    Args:
        key: the submission's primary key.
        email: the new address; a link goes there, and the older ones end in a week.
    """
    submission = locked(key)
    sender = submission.sender
    letters.tell_of_move(submission)
    sender.email = email
    sender.save(update_fields=["email"])
    letters.renew_link(submission)
