"""The form to share something: nothing typed is lost, and nothing is made twice."""

from functools import partial

import pytest
from django.test import Client

from sharing.models import Submission
from sharing.models.submissions import State
from sharing.share_types import share_type, share_types
from tests import factories
from tests.sharing.conftest import letters
from tests.sharing.submitting import (
    BEGIN,
    PARTS,
    a_while_ago,
    begin,
    hidden,
    last_letter,
    link_to_follow,
    person,
    send_in,
    write,
    written,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db
NO_PATIENTS = "Ask for patient 943 476 5919 at the desk."


@pytest.fixture
def strict():
    """A browser that has no cookie and sends no token of ours."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost"})


def answers():
    """What is kept of the one draft there is."""
    return Submission.objects.get().answers


@pytest.mark.parametrize("key", [one.key for one in share_types()])
def test_every_part_of_every_type_opens_and_keeps_what_it_asks(strict, tree, key):
    opened = strict.get(f"/share/{key}/")
    token = hidden(opened, "token")
    sent = {"token": token, "mark": hidden(opened, "mark"), "title": "A title"}
    assert strict.post(f"/share/{key}/", sent).status_code == 302
    for number, part in enumerate(share_type(key).parts, 1):
        page = strict.get(f"/share/draft/{token}/{number}/").content.decode()
        for field in part.fields:
            assert field.label.replace("'", "&#x27;") in page
    assert strict.get(f"/share/draft/{token}/").status_code == 200


def test_it_sets_no_cookie_and_is_kept_by_nobody(strict, tree):
    for address in (BEGIN, "/share/word/", "/share/link/"):
        answer = strict.get(address)
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_the_same_form_sent_again_goes_on_with_the_same_draft(visitor, tree):
    opened = visitor.get(BEGIN)
    sent = {name: hidden(opened, name) for name in ("token", "mark")}
    first = visitor.post(BEGIN, {**sent, "title": "One"})
    second = visitor.post(BEGIN, {**sent, "title": "One"})
    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_what_another_window_saved_is_shown_and_not_lost(visitor, tree):
    draft = begin(visitor)
    mark = hidden(visitor.get(f"{draft}5/"), "mark")
    for words in ("What the first window says.", "What the second one says."):
        visitor.post(f"{draft}5/", {"mark": mark, "story": words})
    assert answers()["story"] == "What the second one says."
    assert "What the first window says." in visitor.get(f"{draft}5/").content.decode()


def test_two_windows_on_two_parts_do_each_other_no_harm(visitor, tree):
    draft = begin(visitor)
    marks = {n: hidden(visitor.get(f"{draft}{n}/"), "mark") for n in (4, 5)}
    visitor.post(f"{draft}5/", {"mark": marks[5], "story": "A story."})
    visitor.post(f"{draft}4/", {"mark": marks[4], "team": "A team."})
    assert (answers()["story"], answers()["team"]) == ("A story.", "A team.")
    assert not Submission.objects.get().overtaken


def test_a_fault_is_said_and_what_was_typed_is_kept(visitor, tree):
    draft = begin(visitor)
    answer = write(visitor, draft, 7, also_at_url="our intranet", also_at_name="Ours")
    assert answer.status_code == 422
    assert "should begin with https://" in answer.content.decode()
    assert answers()["also_at_url"] == "our intranet"


def test_a_text_beyond_all_limits_stays_in_the_form(visitor, tree):
    draft = begin(visitor)
    answer = write(visitor, draft, 5, story="word " * 10_000, lessons="Ask first.")
    assert answer.status_code == 422
    assert answer.content.decode().count("word word word") > 100
    assert answers()["lessons"] == "Ask first."
    assert "story" not in answers()


def test_rows_come_and_go(visitor, tree):
    draft = begin(visitor)
    rows = {"alignments-TOTAL_FORMS": "2", "alignments-INITIAL_FORMS": "0"}
    both = {"alignments-0-driver": "One", "alignments-1-driver": "Two"}
    visitor.post(f"{draft}3/", {**rows, **both, "do": "more:alignments"})
    assert [row["driver"] for row in answers()["alignments"]] == ["One", "Two"]
    page = visitor.get(f"{draft}3/?more=alignments").content.decode()
    assert 'name="alignments-3-driver"' in page
    rows["alignments-INITIAL_FORMS"] = "2"
    write(visitor, draft, 3, **rows, **{"alignments-1-driver": "Two"})
    assert [row["driver"] for row in answers()["alignments"]] == ["Two"]


def test_what_a_file_said_in_a_row_stays_though_no_form_asks_for_it(visitor, tree):
    draft = begin(visitor)
    rows = [{"driver": "The plan", "url": "https://example.org/", "theme": "Digital"}]
    Submission.objects.update(answers={"title": "One", "alignments": rows})
    write(visitor, draft, 3, **{**PARTS[3], "alignments-INITIAL_FORMS": "1"})
    [row] = answers()["alignments"]
    assert (row["url"], row["theme"]) == ("https://example.org/", "Digital")
    assert row["driver"] == PARTS[3]["alignments-0-driver"]


def test_rows_that_did_not_arrive_whole_leave_what_is_kept(visitor, tree):
    draft = begin(visitor)
    write(visitor, draft, 3, **PARTS[3])
    visitor.post(f"{draft}3/", {"alignments-TOTAL_FORMS": "x"})
    assert len(answers()["alignments"]) == 1


def test_a_patients_number_keeps_it_from_being_sent(visitor, tree):
    draft = written(visitor)
    write(visitor, draft, 4, team="Librarian", resources=NO_PATIENTS)
    assert "NHS number" in visitor.get(draft).content.decode()
    assert visitor.post(f"{draft}send/", person()).url == draft


def test_a_driver_that_is_nearly_ours_is_offered(visitor, tree):
    factories.DriverFactory(parent=tree.drivers, title="A Healthier Wales")
    draft = begin(visitor)
    rows = {**PARTS[3], "alignments-0-driver": "healthier wales"}
    write(visitor, draft, 3, **rows)
    assert "Did you mean one of these?" in visitor.get(draft).content.decode()
    taken = {"do": "take", "field": "alignments", "column": "driver"}
    names = {"typed": "healthier wales", "title": "A Healthier Wales"}
    visitor.post(draft, {**taken, **names})
    assert answers()["alignments"][0]["driver"] == "A Healthier Wales"


def test_something_alike_that_is_public_is_named(visitor, tree):
    factories.MapStoryFactory(
        parent=tree.stories, title=PARTS[1]["title"], summary=PARTS[1]["summary"]
    )
    draft = begin(visitor)
    assert "Something like it is here already" in visitor.get(draft).content.decode()


def test_the_way_back_comes_by_letter_and_the_address_is_not_kept(visitor, tree):
    draft = begin(visitor)
    visitor.post(f"{draft}later/", {"email": "home@example.org"})
    assert draft in last_letter()
    assert Submission.objects.get().sender is None


def test_after_sending_the_link_for_writing_leads_nowhere(visitor, tree, people):
    draft = written(visitor)
    a_while_ago()
    visitor.post(f"{draft}send/", person())
    visitor.post(link_to_follow(), {"do": "confirm"})
    assert visitor.get(draft).status_code == 404
    assert "not here any more" in visitor.get(f"{draft}5/").content.decode()


def test_what_a_program_sent_is_set_apart_and_can_be_let_through(visitor, tree, people):
    link = send_in(visitor, website="https://spam.example/")
    visitor.post(link, {"do": "confirm"})
    submission = Submission.objects.get()
    assert (submission.state, submission.page) == (State.SUSPECT, None)
    screen = f"/admin/sent-in/{submission.pk}/"
    assert "A field was filled in" in people["moderator"].get(screen).content.decode()
    people["moderator"].post(screen, {"do": "let_through"})
    assert Submission.objects.get().state == State.RECEIVED


@pytest.mark.django_db(transaction=True)
def test_a_form_begun_six_times_at_once_is_one_draft(tree):
    visitor = Client(headers={"host": "localhost"})
    opened = visitor.get(BEGIN)
    sent = {name: hidden(opened, name) for name in ("token", "mark")}

    def post():
        client = Client(headers={"host": "localhost"})
        return client.post(BEGIN, {**sent, "title": "One"}).status_code

    assert set(at_once(*[post] * 6)) == {302}
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_sent_many_times_at_once_it_is_one_page(tree, people):
    visitor = Client(headers={"host": "localhost"})
    draft = written(visitor)
    a_while_ago()

    def post(address, values):
        return Client(headers={"host": "localhost"}).post(address, values).status_code

    assert set(at_once(*[partial(post, f"{draft}send/", person())] * 5)) == {302}
    assert letters().count() == 1
    link = link_to_follow()
    assert set(at_once(*[partial(post, link, {"do": "confirm"})] * 5)) == {302}
    assert type(Submission.objects.get().page.specific).objects.count() == 1


@pytest.mark.parametrize(
    ("address", "is_said"), [(BEGIN, True), ("/share/km-story/", False)]
)
def test_a_bonus_is_spoken_of_where_there_is_one(visitor, tree, address, is_said):
    draft = begin(visitor, address, title="The list")
    text = visitor.get(draft).content.decode()
    assert "How we read it" in text
    assert ("a bonus" in text) is is_said
