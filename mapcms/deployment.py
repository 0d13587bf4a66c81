"""What a site on the internet must be told before it may start."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from background.http import is_loopback
from feed.origin import is_origin

LEAST_KEY, LEAST_SIGNS = 50, 5
UNSAFE_KEY = (
    "DJANGO_SECRET_KEY is too short or too plain: whoever guesses it can sign in as "
    'anybody. Make one with: python -c "import secrets; print(secrets.token_urlsafe(50))"'
)
NO_ORIGIN = (
    "BASE_URL is where people find the site: a scheme and a host, without a path, such "
    "as https://map.example.org."
)
NOT_HTTPS = (
    "BASE_URL begins with http://, so passwords could be read on their way. Give the "
    "site a certificate, and BASE_URL https://."
)
NO_HOST = "The site would refuse its own readers. Set ALLOWED_HOSTS={}."
DEBUGGING = "DJANGO_DEBUG shows the site's inside to everybody. Leave it out."
NO_MAIL = (
    "No letter would leave the site. Set EMAIL_URL to your mail server, such as "
    "smtp+tls://user:password@mail.example.org:587."
)
NO_SENDER = "Set DEFAULT_FROM_EMAIL to the address that letters of the site come from."
NO_DATABASE = "Set DATABASE_URL, such as postgres://mapcms:password@localhost/mapcms."
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def faults():
    """
    What keeps this site from being safe on the internet.

    A site whose origin is this machine's own (as with `make run`) is on no internet.

    Returns:
        A list of sentences, each with what to do; empty if the site may start.
    """
    if not is_origin(settings.BASE_URL):
        return [NO_ORIGIN]
    host = urlsplit(settings.BASE_URL).hostname or ""
    if is_loopback(host):
        return []
    found = {
        UNSAFE_KEY: is_plain(settings.SECRET_KEY),
        NOT_HTTPS: not settings.BASE_URL.startswith("https://"),
        NO_HOST.format(host): not validate_host(host, settings.ALLOWED_HOSTS),
        DEBUGGING: settings.DEBUG,
        NO_MAIL: settings.MAIL_DELIVERY_BACKEND == CONSOLE,
        NO_SENDER: "@localhost" in settings.DEFAULT_FROM_EMAIL,
        NO_DATABASE: not os.environ.get("DATABASE_URL"),
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def is_plain(key):
    """Whether somebody could guess a key."""
    is_short = len(key) < LEAST_KEY or len(set(key)) < LEAST_SIGNS
    return is_short or key.startswith("django-insecure-")


def require_safe_settings():
    """
    Refuse to start a site that is not safe on the internet.

    Raises:
        ImproperlyConfigured: it is not; its words say what to do.
    """
    if found := faults():
        raise ImproperlyConfigured("\n".join(found))
