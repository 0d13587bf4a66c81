"""A form with a field missing, sent twice or of the wrong kind is answered in words."""

import random
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import resolve, reverse

from tests.editorial.addresses import admin_addresses, make_samples, values_for
from tests.forms import data_of

# Addresses that end the session, or fail on purpose.
PASSED_OVER = {"wagtailadmin_logout", "wagtailadmin_error_test"}
WRONG = ("", "-1", "x", "0", "99999999999999999999", "2026-02-31", "\x00", "{", "é" * 300)
# How many ways to spoil a form are tried besides sending nothing: in short, and in full.
A_FEW, MANY = 1, 40


def forms_of(client):
    """
    Every form of the admin that sends something.

    Yields:
        (where it leads, what a browser would send), each kind of form once.
    """
    seen = set()
    for address in screens(client):
        answer = client.get(address)
        content = b"" if answer.streaming else answer.content
        page = BeautifulSoup(content, "html.parser")
        for form in page.select("form[method=post i]"):
            target = urljoin(address, form.get("action") or "")
            data = data_of(form)
            data.pop("csrfmiddlewaretoken", None)
            kind = (resolve(target.partition("?")[0]).view_name, frozenset(data))
            if kind not in seen and kind[0] not in PASSED_OVER:
                seen.add(kind)
                yield target, data


def screens(client):
    """The address of every screen, about the samples."""
    samples = client.samples
    for name, pattern in sorted(admin_addresses().items()):
        if name not in PASSED_OVER:
            yield reverse(name, kwargs=values_for(name, pattern, samples))


def ways_to_spoil(data):
    """Every form that has one field missing, sent twice or of the wrong kind."""
    yield "nothing at all", {}
    for name, values in data.items():
        yield f"without {name}", {n: v for n, v in data.items() if n != name}
        yield f"{name} twice", {**data, name: [*values, "x", *values]}
        for wrong in WRONG:
            yield f"{name}={wrong[:20]!r}", {**data, name: [wrong]}


def answers_to(client, target, ways):
    """Send a form in some ways, each as if it were the first; give what failed."""
    for words, data in ways:
        with transaction.atomic():
            response = client.post(target, data)
            transaction.set_rollback(True)
        if response.status_code >= 500:
            yield f"{target} {words}: {response.status_code}"


def spoil(client, most):
    """What fails of all forms, with at most so many ways to spoil each."""
    client.raise_request_exception = False
    for target, data in list(forms_of(client)):
        ways = list(ways_to_spoil(data))
        chosen = random.sample(ways[1:], min(most, len(ways) - 1))
        yield from answers_to(client, target, [ways[0], *chosen])


@pytest.fixture
def client(tree, people):
    """A superuser, who may send every form, with something for each to be about."""
    people["admin"].samples = make_samples(tree, people)
    return people["admin"]


@pytest.mark.parametrize("most", [A_FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_no_form_fails_on_what_it_is_sent(client, most):
    assert list(spoil(client, most)) == []
