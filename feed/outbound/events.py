"""Events for webhooks: their form, their signatures, and sending them.

All three follow the Standard Webhooks specification (standardwebhooks.com, version 1).
"""

import json

import requests
from django.utils import timezone
from standardwebhooks import Webhook as Signer

from background.http import (
    problem_in_words,
    public_session,
    start_of,
    within,
)
from background.outbox import NotYet
from feed.models.webhooks import is_at_home, refuse_address

SECONDS = 10
MOST_BYTES = 64 * 1024
SHOWN = 200


def event(kind, data):
    """An event in the form of the specification, as JSON."""
    said = {"type": kind, "timestamp": timezone.now().isoformat(), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def post_event(hook, key, body):
    """
    Sign an event and send it.

    Args:
        hook: the webhook.
        key: the id of the event, the same at each attempt.
        body: JSON.

    Returns:
        The status, and a few words about it.
    """
    return post_signed(hook.url, signed(hook, key, body), body)


def post_signed(url, headers, body):
    """
    Send an event that is signed.

    Args:
        url: where to.
        headers: what `signed` made for it.
        body: JSON.

    Returns:
        The status, and a few words about it.

    Raises:
        NotYet: there was no answer.
    """
    at_home = is_at_home()
    session = public_session("webhooks", SECONDS, allow_loopback=at_home)
    try:
        refuse_address(url)
        with within(session, SECONDS, allow_loopback=at_home), session:
            answer = session.post(url, data=body.encode(), headers=headers, stream=True)
            with answer:
                said = start_of(answer, MOST_BYTES)
            return answer.status_code, receiver_words(answer, said)
    except (OSError, ValueError, requests.RequestException) as error:
        words = problem_in_words(error, SECONDS)
        raise NotYet(f"No answer: {words}.") from error


def signed(hook, key, body):
    """The headers of an event, signed with each secret that holds."""
    now = timezone.now()
    signatures = [Signer(secret).sign(key, now, body) for secret in hook.secrets]
    return {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def receiver_words(answer, said):
    """What a receiver said, short enough for a list."""
    text = said[: SHOWN * 4].decode("utf-8", "replace")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:SHOWN]
    return f"{answer.status_code} {text}".strip()
