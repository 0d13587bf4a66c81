"""People who are named in what somebody wrote: found, and nobody made up."""

import pytest

from home.demo import source
from sharing.submissions.named import MOST_NAMES, names_in
from sharing.submissions.readiness import remarks_on
from sharing.submissions.writing import empty
from stories.share_types import MAP_STORY

# Whoever the demo's stories name in their text, and asked before.
NAMED_IN_STORIES = {
    "Anjali",
    "Mr Howells",
    "Mr Loades",
    "Mrs Bhandal",
    "Mrs Osei",
    "Prudence",
    "Sister Agnes",
    "Winston",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We helped a patient called Mary Smith with it.", "Mary Smith"),
        ("A woman on ward 3 named Siân ap Rhys asked us.", "Siân ap Rhys"),
        ("It was for a service user known as Bob.", "Bob"),
        ("Her name was Adaeze, and she was tired.", "Adaeze"),
        ("One day our patient Mary Smith came back.", "Mary Smith"),
        ("The carer, Jane Doe, wept.", "Jane Doe"),
        ("His wife Élodie asked.", "Élodie"),
        ("Mary Smith, a patient on the ward, asked.", "Mary Smith"),
        ("Mary Smith, 72, came to us.", "Mary Smith"),
        ("MARY SMITH (72) came to us.", "MARY SMITH"),
        ("Then Rose, aged 80, laughed.", "Rose"),
        ("Mr S. O’Neill’s chart", "Mr S. O’Neill"),
        ("Dr. Jean-Luc van der Berg said so.", "Dr. Jean-Luc van der Berg"),
    ],
)
def test_a_name_is_found_by_what_stands_beside_it(text, name):
    assert names_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Patient Safety Incident Response Framework",
        "The Patient Information Forum and the patient Portal",
        "A patient called the ward. A nurse called on Monday.",
        "Told by a former patient, Lapwing ward",
        "A woman called NHS 111, and a man called Mrs C",
        "It was about Mr B. The ward knew.",
        "A service called KnowledgeShare; a project named Rose",
        "Northmoor Hospital, 72, High Street",
        "In May the charts of Leeds, 30 in all, were found",
        "Our friend in the Northmoor Trust",
        "",
    ],
)
def test_what_is_nobody_s_name_is_left_alone(text):
    assert names_in(text) == []


def texts_in(value):
    """Every text in what a file of the demo says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def test_the_demo_s_stories_raise_no_false_alarm():
    found = set()
    for name in ("map_stories", "km_stories", "reflections", "desk"):
        for text in texts_in(source.read_content(name)["page"]):
            found |= set(names_in(text))
    assert found == NAMED_IN_STORIES


@pytest.mark.parametrize("name", ["organisations", "templates", "site", "steps"])
def test_organisations_and_places_are_no_people(name):
    found = [names_in(text) for text in texts_in(source.read_content(name))]
    assert not any(found)


def test_each_stands_once_and_few_are_enough():
    many = [f"a patient called {sign}lma" for sign in "AEIOUY"]
    assert names_in(". ".join([*many, *many])) == [
        f"{sign}lma" for sign in "AEIOUY"[:MOST_NAMES]
    ]


@pytest.mark.django_db
def test_the_writer_is_asked_about_the_name():
    draft = empty(MAP_STORY)
    draft.answers = {"story": "We helped a patient called Mary Smith."}
    said = [remark.sentence for remark in remarks_on(draft) if not remark.blocks]
    assert said == ["You name Mary Smith. Have they agreed? If not, a role is enough."]
