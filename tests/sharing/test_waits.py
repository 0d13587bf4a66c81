"""How long a decision takes is said where enough of them were made by people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Decision
from editorial.models.decisions import Basis, Outcome
from sharing.submissions.waits import LEAST, in_words, typical_wait
from tests.sharing.submitting import sent

__all__ = ["sent"]
pytestmark = pytest.mark.django_db
PATIENCE = "We are volunteers with a little time each"


def decide(count, waited=timedelta(days=7), ago=timedelta(days=1), **about):
    """Let texts have been decided about, after a wait."""
    then = timezone.now() - ago
    about = {"submitted_at": then - waited, "outcome": Outcome.APPROVED, **about}
    return Decision.objects.bulk_create(
        Decision(page_title="A text", decided_at=then, **about) for _ in range(count)
    )


def test_too_few_decisions_make_no_figure(visitor, sent):
    _, link = sent
    decide(LEAST - 1)
    text = visitor.get(link).content.decode()
    assert "typically" not in text
    assert PATIENCE in text


def test_enough_of_them_do(visitor, sent):
    _, link = sent
    decide(LEAST)
    text = visitor.get(link).content.decode()
    assert "A decision typically takes about a week." in text
    assert PATIENCE not in text


@pytest.mark.parametrize(
    "about",
    [{"basis": Basis.DEMO}, {"submitted_at": None}, {"ago": timedelta(days=181)}],
)
def test_those_do_not_count_that_nobody_waited_for_or_that_are_old(about):
    decide(LEAST, **about)
    assert typical_wait() == ""


def test_one_that_lay_for_a_year_makes_no_other_figure():
    decide(LEAST)
    decide(1, waited=timedelta(days=365))
    assert typical_wait() == "about a week"


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0.01, "a day or less"),
        (1.3, "about a day"),
        (1.6, "about two days"),
        (5, "about five days"),
        (6, "about a week"),
        (10, "about a week"),
        (11, "about two weeks"),
        (45, "about six weeks"),
        (49, "about two months"),
        (300, "about 10 months"),
    ],
)
def test_a_wait_in_words(days, says):
    assert in_words(timedelta(days=days)) == says
