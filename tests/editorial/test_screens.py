"""The screens of the editorial room, as people use them."""

import json
from datetime import timedelta

import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from core.page_checks import Finding
from core.pages.fingerprint import fingerprint
from editorial import validation
from editorial.models import Dismissal, ReviewState
from tests.editorial.conftest import ALL_YES, approve, now, rewrite, send, send_back
from tests.forms import edit_url, post_form


def review(state):
    """The address of a text's review screen."""
    return reverse("editorial:review", args=(state.pk,))


def decision_data(state, action, **fields):
    """What the review screen's form sends."""
    return {
        "revision": state.revision_id,
        "fingerprint": fingerprint(state.revision),
        "answers": [
            name for name in ALL_YES if name in ("achieved", "impact", "library")
        ],
        "action": action,
        **fields,
    }


def test_the_queue_shows_who_what_how_long_and_what_changed(draft, people):
    approve(send(draft, people["editor"].user), people["moderator"].user)
    rewrite(draft, people["editor"].user, title="Other title")
    state = send(draft, people["editor"].user, note="Only the title")
    text = people["moderator"].get(reverse("editorial:queue")).content.decode()
    for words in ("Other title", "less than an hour", "Only the title", "Title"):
        assert words in text
    for query in ("show=overdue", "show=mine", "type=999999", "section=999999"):
        narrowed = people["moderator"].get(f"{reverse('editorial:queue')}?{query}")
        assert "Nothing here fits" in narrowed.content.decode()
    section = state.revision.content_object.get_parent().pk
    for query in (f"section={section}", "type=x", "show=nonsense", "p=99"):
        shown = people["moderator"].get(f"{reverse('editorial:queue')}?{query}")
        assert "Other title" in shown.content.decode()


def test_an_empty_queue_is_kind(people):
    text = people["moderator"].get(reverse("editorial:queue")).content.decode()
    assert "Nothing waits" in text


def test_approving_on_the_screen(draft, people):
    state = send(draft, people["editor"].user)
    client = people["moderator"]
    assert client.get(review(state)).status_code == 200
    version = client.get(reverse("editorial:version", args=(state.pk,)))
    assert draft.title in version.content.decode()
    response = client.post(review(state), decision_data(state, "approve"))
    assert response.url == reverse("editorial:queue")
    assert now(draft).live


def test_a_change_meanwhile_is_shown_and_nothing_is_published(draft, people):
    state = send(draft, people["editor"].user)
    data = decision_data(state, "approve")
    rewrite(draft, people["moderator2"].user, title="Slipped in")
    response = people["moderator"].post(review(state), data)
    assert response.status_code == 409
    text = response.content.decode()
    assert "changed since you opened it" in text
    assert "Slipped in" in text
    assert not now(draft).live


def test_the_second_to_decide_is_told_who_was_first(draft, people):
    state = send(draft, people["editor"].user)
    data = decision_data(state, "approve")
    send_back(state, people["moderator2"].user)
    response = people["moderator"].post(review(state), data)
    assert response.status_code == 409
    assert "returned it on" in response.content.decode()
    assert people["moderator"].get(review(state)).status_code == 302


def test_ones_own_text_is_left_to_the_others(draft, people):
    state = send(draft, people["moderator"].user)
    client = people["moderator"]
    text = client.get(review(state)).content.decode()
    assert "Somebody else decides" in text
    assert client.post(review(state), decision_data(state, "approve")).status_code == 403


def test_claims_are_seen_given_back_and_lapse(draft, people):
    state = send(draft, people["editor"].user)
    claim = reverse("editorial:claim", args=(state.pk,))
    people["moderator"].post(claim)
    people["moderator2"].post(claim)
    state.refresh_from_db()
    assert state.holder == people["moderator"].user
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        assert state.holder is None
    people["moderator"].post(claim)
    state.refresh_from_db()
    assert state.holder is None


def test_sending_shows_what_is_in_the_way(draft, people):
    rewrite(draft, people["editor"].user, team="")
    address = reverse("editorial:send", args=(draft.pk,))
    response = people["editor"].get(address, follow=True)
    assert response.redirect_chain == [(f"{edit_url(draft)}?needed=1", 302)]
    lines = embedded(response, "editorial-lines")
    assert [(line["way"], line["label"]) for line in lines] == [("team", "Project team")]
    assert "Say who took part" in lines[0]["sentence"]
    assert people["editor"].post(address, {"change": "minor"}).status_code == 422
    assert not now(draft).workflow_in_progress


def embedded(response, name):
    """What a screen holds for its script."""
    soup = BeautifulSoup(response.content, "html.parser")
    script = soup.find("script", id=name)
    return json.loads(script.text) if script else None


def test_what_is_in_the_way_leads_from_every_screen_to_its_field(draft, people):
    state = send(draft, people["editor"].user)
    revision = state.revision
    revision.content = {**revision.content, "team": ""}
    revision.save()
    link = f'href="{edit_url(draft)}?needed=1#:w:contentpath=team"'
    assert link in people["moderator"].get(review(state)).content.decode()
    glass = reverse("editorial:break_glass", args=(draft.pk,))
    assert link in people["steering"].get(glass).content.decode()
    form = people["moderator"].get(f"{edit_url(draft)}?needed=1")
    assert [line["way"] for line in embedded(form, "editorial-lines")] == ["team"]
    assert embedded(form, "editorial-needs") is None


def test_the_form_says_what_it_needs_before_anything_is_saved(tree, people):
    names = ("stories", "mapstorypage", tree.stories.pk)
    form = people["editor"].get(reverse("wagtailadmin_pages:add", args=names))
    needs = embedded(form, "editorial-needs")
    assert [need["label"] for need in needs] == [
        "Title",
        "In one or two sentences",
        "Organisation",
        "Project team",
        "The story",
        "Impact for the library",
        "Alignment to local, regional and national drivers",
    ]
    assert embedded(form, "editorial-lines") is None
    buttons = BeautifulSoup(form.content, "html.parser").select(
        ".editorial-form-buttons > button"
    )
    words = [" ".join(button.text.split()) for button in buttons]
    assert words == ["Save draft", "Send for approval"]


def test_a_major_change_needs_a_sentence_for_readers(draft, people):
    address = reverse("editorial:send", args=(draft.pk,))
    assert people["editor"].post(address, {"change": "major"}).status_code == 422
    data = {"change": "major", "change_note": "New figures"}
    assert people["editor"].post(address, data).status_code == 302
    assert ReviewState.objects.waiting().get().change_note == "New figures"


def test_the_button_saves_and_goes_on_to_sending(draft, people):
    response = post_form(people["editor"], draft, **{"action-send": "1"})
    assert response.url == reverse("editorial:send", args=(draft.pk,))


def test_taking_back_is_for_those_who_sent_it(draft, people):
    send(draft, people["editor"].user)
    address = reverse("editorial:take_back", args=(draft.pk,))
    people["editor2"].post(address)
    assert now(draft).workflow_in_progress
    people["editor"].post(address)
    assert not now(draft).workflow_in_progress


def test_a_moderator_is_warned_before_becoming_an_author(draft, people):
    send(draft, people["editor"].user)
    warning = "you become an author too"
    assert warning in people["moderator"].get(edit_url(draft)).content.decode()
    own = people["editor"].get(edit_url(draft))
    assert own.status_code == 200
    assert warning not in own.content.decode()


def test_hints_are_dismissed_once(draft, people, monkeypatch):
    hint = Finding("click-here", "Say where it leads.", "story", "click here")
    monkeypatch.setattr(validation, "findings_on", lambda page: [hint])
    address = reverse("editorial:send", args=(draft.pk,))
    assert "Say where it leads." in people["editor"].get(address).content.decode()
    people["editor"].post(address, {"change": "minor", "dismiss": [hint.key, "other"]})
    assert [row.key for row in Dismissal.objects.all()] == [hint.key]
    state = ReviewState.objects.waiting().get()
    assert (
        "Say where it leads."
        not in people["moderator"].get(review(state)).content.decode()
    )


def test_the_report_can_be_taken_away_as_csv(draft, people):
    approve(send(draft, people["editor"].user), people["moderator"].user, words="Fine")
    address = reverse("editorial:decisions")
    assert draft.title in people["editor"].get(address).content.decode()
    response = people["editor"].get(f"{address}?export=csv")
    text = b"".join(response.streaming_content).decode()
    assert "Decided by" in text
    assert "Fine" in text


def test_the_history_tells_the_story_after_versions_were_purged(draft, people):
    state = send(draft, people["editor"].user)
    send_back(state, people["moderator"].user, words="Longer, please")
    rewrite(draft, people["editor"].user, award="Winner")
    approve(send(draft, people["editor"].user), people["moderator"].user, words="Good")
    draft.revisions.exclude(pk=now(draft).live_revision_id).delete()
    address = reverse("wagtailadmin_pages:history", args=(draft.pk,))
    text = people["moderator"].get(address).content.decode()
    assert "Longer, please" in text
    assert "approved what" in text


def test_the_dashboard_says_what_came_back_and_what_is_mine(draft, people):
    send_back(send(draft, people["editor"].user), people["moderator"].user, words="Why?")
    assert "Why?" in people["editor"].get("/admin/").content.decode()
    assert "Why?" in people["editor"].get(edit_url(draft)).content.decode()


def test_with_fewer_than_two_moderators_the_dashboard_says_so(people):
    assert "only one person" not in people["moderator"].get("/admin/").content.decode()
    people["moderator2"].user.groups.clear()
    assert "only one person" in people["moderator"].get("/admin/").content.decode()


def test_a_comment_can_be_left_as_moderators_are_advised(draft, people):
    text = people["moderator"].get(edit_url(draft)).content.decode()
    assert "You could leave a comment instead" in text
    assert 'id="comments-output"' in text
