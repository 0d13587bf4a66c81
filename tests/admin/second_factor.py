"""Signing in with two steps, as tests do it."""

import re
import time

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from community.second_factor import recovery_codes
from community.second_factor.sessions import PASSED

RIGHT = "correct horse battery"
SIGN_IN, STEP = "/admin/login/", "/admin/login/second-step/"
ADD_APP = f"{STEP}app/"
CODE = re.compile(r"<li>([2-9a-z]{5}-[2-9a-z]{5})</li>")


def browser(network="192.0.2.1"):
    """A browser of nobody."""
    return Client(headers={"host": "localhost"}, REMOTE_ADDR=network)


def with_password(user):
    """Give somebody the password that tests know."""
    user.set_password(RIGHT)
    user.save()
    return user


def is_open(client):
    """Whether the admin opens."""
    return client.get("/admin/").status_code == 200


def gave_password(user, network="192.0.2.1", following="/admin/"):
    """A browser in which somebody gave their password, and nothing else yet."""
    client = browser(network)
    words = {"username": user.username, "password": RIGHT, "next": following}
    assert client.post(SIGN_IN, words).status_code == 302
    return client


def with_app(user, name="My phone"):
    """Give somebody an app."""
    return TOTPDevice.objects.create(user=user, name=name, tolerance=1)


def code_of(device, steps=0):
    """What an app shows so many half minutes from now."""
    totp = TOTP(device.bin_key, drift=steps)
    return f"{totp.token():06d}"


def signed_in(user, **options):
    """A browser in which somebody with a new app signed in with both steps."""
    client = gave_password(user, **options)
    client.post(STEP, {"code": code_of(with_app(user))})
    return client


def shown(client):
    """Let somebody whom a test signed in have shown a second factor."""
    session = client.session
    session[PASSED] = time.time()
    session.save()
    return client


def codes_for(user):
    """New recovery codes of somebody."""
    return recovery_codes.make(user)
