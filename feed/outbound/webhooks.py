"""Webhooks: written with the change, sent once it is certain."""

import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone

from background.models import OutboxMessage
from background.outbox import NotYet, PermanentFailure, handler, send_all_later
from community.roles import STEERING
from feed.index.indexer import listener
from feed.models import Item, State, Webhook
from feed.outbound.events import event, post_event
from feed.query.vocabulary import Terms
from feed.query.wire import finished
from feed.schema.types import TYPE_LABELS
from feed.schema.values import moment

KIND = "webhook"
GONE = 410
# Together a little over a day.
RETRY_DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=8),
    timedelta(hours=9),
)


# Writing


@listener
def tell_webhooks(indexer):
    """
    Write a message for each webhook that a change concerns.

    Next: `deliver`, which the worker calls after the commit (`background.outbox`).
    """
    hooks = list(Webhook.objects.on())
    if not hooks:
        return
    terms = Terms(None, using="default")
    messages = []
    for hook in hooks:
        wanted = wanted_by(hook, terms)
        messages += [
            message_about(hook, change, is_new=not fits(change.old_facets, wanted))
            for change in indexer.changes
            if concerns(change, wanted)
        ]
    keep_news(messages)
    send_all_later(messages)


def wanted_by(hook, terms):
    """The values a webhook asks for, by filter, those merged terms stand for included."""
    return {
        name: {f"{name}:{value}" for value in values}
        | {f"{name}:{terms.resolved.get(name, {}).get(value)}" for value in values}
        for name, values in hook.filters.items()
    }


def fits(facets, wanted):
    """Whether a public item is among what a webhook asks for; none has no facets."""
    return bool(facets) and all(values & set(facets) for values in wanted.values())


def concerns(change, wanted):
    """Whether a webhook must be told: of what it asks for, and of what leaves that."""
    return fits(change.item.facets, wanted) or fits(change.old_facets, wanted)


def message_about(hook, change, is_new):
    """The message that tells one webhook of one change."""
    item = change.item
    return OutboxMessage(
        kind=KIND,
        payload={"webhook": hook.pk, "item": str(item.pk), "is_new": is_new},
        subject=item.title or f"{TYPE_LABELS.get(item.type, item.type)}, withdrawn",
        supersedes=f"{hook.pk}:{item.pk}",
    )


def keep_news(messages):
    """What was not delivered as published yet is not delivered as updated instead."""
    waiting = OutboxMessage.objects.waiting().filter(
        kind=KIND,
        supersedes__in=[message.supersedes for message in messages],
        payload__is_new=True,
    )
    new = set(waiting.values_list("supersedes", flat=True)) if messages else set()
    for message in messages:
        message.payload["is_new"] = message.payload["is_new"] or message.supersedes in new


# Sending


def steering_group_told(message):
    """Tell the Steering group that a webhook fails, once until it works again."""
    hook = Webhook.objects.filter(pk=message.payload["webhook"]).first()
    if hook is None or not hook.begin_report():
        return
    path = reverse("feed_admin:webhook", args=[hook.pk])
    people = get_user_model().objects.filter(is_active=True, groups__name=STEERING)
    for address in people.exclude(email="").values_list("email", flat=True):
        send_mail(
            f"{hook.name} does not receive our news",
            f"The webhook “{hook.name}” did not take a message, and we have given that "
            f"message up: {message.last_error}\n\nSee what happened, and try again: "
            f"{settings.BASE_URL}{path}\n\nYou will hear of it again only if it works "
            "in the meantime and then fails once more.",
            None,
            [address],
        )


@handler(KIND, retry_delays=RETRY_DELAYS, on_give_up=steering_group_told)
def deliver(message):
    """Send what is true of an item now; return what the receiver said."""
    hook = Webhook.objects.filter(pk=message.payload["webhook"]).first()
    if hook is None:
        raise PermanentFailure("The webhook is not there any more.")
    if not hook.is_on:
        raise PermanentFailure("The webhook is switched off.")
    item = items_with_epoch().get(pk=message.payload["item"])
    body = body_about(hook, item, message.payload["is_new"])
    status, words = post_event(hook, f"msg_{message.reference.hex}", body)
    if status == GONE:
        hook.switch(False, "The receiver answered 410: it wants no more news.")
    elif not 200 <= status < 300:
        raise NotYet(words)
    hook.works()
    return words


def items_with_epoch():
    """Items, read with the epoch in which alone their sequences mean something."""
    return Item.objects.annotate(epoch=Subquery(State.objects.values("epoch")[:1]))


def body_about(hook, item, is_new):
    """The body of the event about an item as it is now, as JSON."""
    wanted = wanted_by(hook, Terms(None, using="default"))
    data = {
        "sequence": item.sequence,
        "epoch": str(item.epoch),
        "at": moment(item.changed_at),
    }
    if item.is_public and fits(item.facets, wanted):
        kind = "item.published" if is_new else "item.updated"
        form = json.loads(finished(item.full, item.sequence))
        data |= {"action": "upsert", "item": form}
    else:
        kind = "item.withdrawn"
        data |= {
            "action": "withdraw",
            "id": str(item.pk),
            "type": item.type,
            "reason": item.reason or None,
            "replaced_by": item.replaced_by and str(item.replaced_by),
        }
    return event(kind, data)


def try_out(hook):
    """
    Send a test event now, whether the webhook is on or not.

    Returns:
        The status and the receiver's words; the status is 0 where there was no answer.
    """
    try:
        return post_event(hook, test_key(), test_body())
    except NotYet as failure:
        return 0, str(failure)


def test_key():
    """An id for an event that nothing happened for."""
    return f"msg_test_{timezone.now():%Y%m%d%H%M%S%f}"


def test_body():
    """The body of an event that says nothing but hello."""
    return event("webhook.test", {"message": "Hello from MAP."})


def deliveries(hook):
    """The messages of a webhook, the newest first."""
    return OutboxMessage.objects.filter(kind=KIND, payload__webhook=hook.pk).order_by(
        "-pk"
    )
