"""A site on the internet is told everything it needs, or it says what is missing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from mapcms import deployment

SAFE = {
    "BASE_URL": "https://map.example.org",
    "ALLOWED_HOSTS": ["map.example.org"],
    "SECRET_KEY": "NqX0f3m8wYbH2uTzPc7LrKd5VgJ9sEa1iOoUt6RyWnBxMhZQpD4k",
    "DEBUG": False,
    "MAIL_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "MAP <map@example.org>",
}


@pytest.fixture
def told(settings, monkeypatch):
    """Tell the site settings beside those that are safe."""
    monkeypatch.setenv("DATABASE_URL", "postgres://mapcms@localhost/mapcms")

    def tell(**others):
        for name, value in {**SAFE, **others}.items():
            setattr(settings, name, value)
        return deployment.faults()

    return tell


def test_with_everything_it_may_start(told):
    assert told() == []
    deployment.require_safe_settings()


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"BASE_URL": "map.example.org"}, "a scheme and a host"),
        ({"BASE_URL": "https://map.example.org/map"}, "a scheme and a host"),
        ({"BASE_URL": "http://map.example.org"}, "https://"),
        ({"BASE_URL": "http://10.0.0.7"}, "https://"),
        ({"ALLOWED_HOSTS": ["localhost"]}, "ALLOWED_HOSTS=map.example.org"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS=map.example.org"),
        ({"SECRET_KEY": "short"}, "DJANGO_SECRET_KEY"),
        ({"SECRET_KEY": "abcabc" * 20}, "DJANGO_SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + SAFE["SECRET_KEY"]}, "DJANGO_SECRET_KEY"),
        ({"DEBUG": True}, "DJANGO_DEBUG"),
        ({"MAIL_DELIVERY_BACKEND": deployment.CONSOLE}, "EMAIL_URL"),
        ({"DEFAULT_FROM_EMAIL": "MAP <noreply@localhost>"}, "DEFAULT_FROM_EMAIL"),
    ],
)
def test_what_is_missing_or_unsafe_is_named(told, others, words):
    found = told(**others)
    assert any(words in sentence for sentence in found)
    with pytest.raises(ImproperlyConfigured, match=words.split("=", maxsplit=1)[0]):
        deployment.require_safe_settings()


def test_no_worker_starts_on_a_site_that_may_not(told):
    told(SECRET_KEY="short")
    with pytest.raises(CommandError, match="DJANGO_SECRET_KEY"):
        call_command("worker", once=True)


def test_a_database_must_be_named(told, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    assert any("DATABASE_URL" in sentence for sentence in told())


@pytest.mark.parametrize(
    "origin", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"]
)
def test_a_site_of_this_machine_alone_may_be_plain(told, origin):
    assert told(BASE_URL=origin, SECRET_KEY="x", ALLOWED_HOSTS=[]) == []
