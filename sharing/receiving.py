"""What is done with anything that people send in, before somebody decides about it."""

import secrets

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from sharing import spam
from sharing.models import Sender
from sharing.models.sent import SUSPECT, UNCONFIRMED, WAITING, hash_of, hash_of_words

ALREADY = "Somebody has dealt with this already."


@transaction.atomic
def keep_once(model, form, consent, **values):
    """
    Keep what a form holds, unless the same form was sent before.

    Args:
        model: a `sharing.models.sent.Sent`.
        form: a valid `sharing.forms.SentForm`.
        consent: what its sender agreed to.
        values: the model's own fields.

    Returns:
        (what is kept, the token for the letter to its sender). The token is None where
        the same form is kept already.
    """
    given = form.cleaned_data
    if before := model.objects.filter(form_key=given["form_key"]).first():
        return before, None
    sender = Sender.objects.create(
        name=given["name"], email=given["email"], consent=consent
    )
    token = secrets.token_urlsafe()
    kept, is_new = model.objects.get_or_create(
        form_key=given["form_key"],
        defaults={
            "words": given["words"],
            "words_hash": hash_of_words(given["words"]),
            "sender": sender,
            "token_hash": hash_of(token),
            "suspicions": spam.suspicions(form),
            **values,
        },
    )
    if is_new:
        return kept, token
    sender.delete()  # the same form, at the same moment
    return kept, None


@transaction.atomic
def confirm_sent(model, token):
    """
    Send something on its way whose sender says that it was them.

    Args:
        model: a `sharing.models.sent.Sent`.
        token: what stands in the link of their letter.

    Returns:
        What they sent, also where it was confirmed before; None if there is nothing.
    """
    found = model.objects.to_confirm(token)
    if found is None:
        return None
    sent = locked_row(model, found.pk)
    if sent.state == UNCONFIRMED:
        now = timezone.now()
        Sender.objects.filter(pk=sent.sender_id).update(confirmed_at=now)
        sent.state = SUSPECT if sent.suspicions else WAITING
        sent.waiting_since = now
        sent.save(update_fields=["state", "waiting_since"])
    return sent


def locked_row(model, key):
    """What somebody sent; nobody else can change it before the transaction ends."""
    rows = model.objects.select_for_update(of=("self",))
    return rows.select_related("sender").get(pk=key)


@transaction.atomic
def let_through(model, key, user):
    """
    Put something among what waits though it looked like spam.

    Args:
        model: a `sharing.models.sent.Sent`.
        key: its primary key.
        user: the Moderator.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    sent = locked_row(model, key)
    if not sent.is_open or sent.state != SUSPECT:
        return ALREADY
    sent.state = WAITING
    sent.save(update_fields=["state"])
    log(sent, "sharing.let_through", user=user)
    return ""
