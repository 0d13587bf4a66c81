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
    refuse_private,
    start_of,
    within,
)
from background.outbox import NotYet

SECONDS = 10
MOST_BYTES = 64 * 1024
SHOWN = 200


def event(kind, data):
    """An event in the form of the specification, as JSON."""
    said = {"type": kind, "timestamp": timezone.now().isoformat(), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def post_event(hook, key, body):
    """
    Send an event.

    Args:
        hook: the webhook.
        key: the id of the event, the same at each attempt.
        body: JSON.

    Returns:
        The status, and a few words about it.

    Raises:
        NotYet: there was no answer.
    """
    session = public_session("webhooks", SECONDS)
    try:
        refuse_private(hook.url)
        with within(session, SECONDS), session:
            headers, data = signed(hook, key, body), body.encode()
            answer = session.post(hook.url, data=data, headers=headers, stream=True)
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
