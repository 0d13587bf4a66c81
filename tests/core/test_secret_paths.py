"""What the log says of addresses that are secrets."""

import io
import logging

import pytest
from django.utils.module_loading import import_string

TOKEN = "D6IH8SLJXamJTl6KflJD0qd4P9GQZ0UpHHa0nkqqc_c"


@pytest.fixture
def log(settings):
    """What the site's own handler writes."""
    stream = io.StringIO()
    secrets = import_string(settings.LOGGING["filters"]["secrets"]["()"])
    handler = logging.StreamHandler(stream)
    handler.addFilter(secrets())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.django_db
def test_a_secret_link_that_ends_nowhere_is_not_in_the_log(visitor, log, tree):
    assert visitor.get(f"/share/follow/{TOKEN}/").status_code == 404
    assert "/share/follow/…" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
def test_other_addresses_are(visitor, log, tree):
    visitor.get("/no/such/page/")
    assert "/no/such/page/" in log.getvalue()
