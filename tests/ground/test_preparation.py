"""What each start does to the database, in one process."""

import pytest
from django.core.checks import Error, registry
from django.core.management.base import SystemCheckError

from feed.models import State
from mapcms.local.preparation import bring_up_to_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken():
    """A check of the site that fails."""

    def check(app_configs, **kwargs):
        return [Error("Something is missing.")]

    registry.register(check)
    yield
    registry.registry.registered_checks.discard(check)


def test_it_ends_at_a_check_that_fails(broken):
    with pytest.raises(SystemCheckError, match="Something is missing"):
        bring_up_to_date(origin=None, demo=False)


def test_the_feed_is_made_anew_where_a_release_asks_for_that():
    State.objects.update(form=0)
    bring_up_to_date(origin=None, demo=False)
    assert State.objects.get().form > 0
