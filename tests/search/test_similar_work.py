"""What is public already and says much the same as a new text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.similar_work import MOST_STRETCHES, similar_to, stretches_of
from tests import factories
from tests.feed.conftest import settle

pytestmark = pytest.mark.django_db
TYPES = ["km-story"]
TOLD = (
    "The shop's trolley goes round the wards at three. One Tuesday its wheel was mended "
    "early, and for an afternoon nobody wanted it. So we put forty books on the lower "
    "shelf and tea on the upper one, and went round ourselves. People took the tea, and "
    "then a man on the second floor wanted to know what the word on his chart meant."
)
OTHER = (
    "Every January a surgery asks for the same three books. One year they were waiting "
    "on the counter before the telephone rang, with a note about a fourth that nobody "
    "had asked for. The practice manager keeps that note in a drawer to this day."
)


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(
        parent=tree.stories, title="The trolley round", story=f"<p>{TOLD}</p>"
    )
    factories.KMStoryFactory(
        parent=tree.stories, title="A winter shelf", story=f"<p>{OTHER}</p>"
    )
    settle()
    return page


def titles(*args, **kwargs):
    return [card.title for card in similar_to(*args, TYPES, **kwargs)]


def test_the_same_title_is_found_with_a_slip(story):
    assert titles("The troley round", story.summary)[0] == "The trolley round"


@pytest.mark.parametrize(
    "told",
    [
        [TOLD],
        [OTHER.split(".", maxsplit=1)[0], TOLD],
        [TOLD.upper().replace("'", "’")],
        [TOLD.replace("Tuesday", "Friday").replace("forty", "40")],
        [TOLD[:200]],
        [f"{TOLD} {' '.join(f'More{n} words{n} here{n} said{n}' for n in range(40))}"],
    ],
)
def test_the_same_story_is_found_under_a_new_title(story, told):
    assert titles("Questions in June", "Unlike", texts=told) == ["The trolley round"]


@pytest.mark.parametrize(
    "told",
    [
        [],
        ["", " "],
        ["It went to the wards."],
        ["A trolley with tea, books and questions, told by somebody else in June " * 9],
        ["and so it was that we were there with all of them and they with us " * 9],
        [TOLD.split(". ", maxsplit=1)[0]],
        ["' & | ! <-> :* \\ \" % {} %s " * 30],
    ],
)
def test_other_words_about_the_same_are_not_the_same(story, told):
    assert titles("Questions in June", "Unlike", texts=told) == []


def test_what_is_not_public_or_of_another_type_is_not_found(story):
    assert not similar_to("Other", "", ["reflection"], [TOLD])
    story.unpublish()
    settle()
    assert titles("Questions in June", "", texts=[TOLD]) == []


def test_it_is_one_bounded_question_however_long_the_text(story):
    long = [f"{TOLD} " * 500]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert titles("Questions in June", "", texts=long) == ["The trolley round"]
    assert len(asked) == 1
    assert len(stretches_of(long)) == MOST_STRETCHES
