"""Autosave never writes over what somebody was asked to read, or reads already."""

from tests.editorial.conftest import approve, now, send


def test_autosave_never_writes_over_what_somebody_was_asked_to_read(draft, people):
    editor = people["editor"].user
    state = send(draft, editor)
    page = now(draft).get_latest_revision_as_object()
    page.title = "Slipped in"
    saved = page.save_revision(user=editor, overwrite_revision=state.revision)
    assert saved.pk != state.revision_id
    state.revision.refresh_from_db()
    assert state.revision.content["title"] != "Slipped in"


def test_autosave_never_writes_over_what_is_public(draft, people):
    decision = approve(send(draft, people["editor"].user), people["moderator"].user)
    page = now(draft)
    page.title = "Slipped in"
    saved = page.save_revision(
        user=people["editor"].user, overwrite_revision=decision.revision
    )
    assert saved.pk != decision.revision_id


def test_autosave_writes_over_its_own_draft(draft, people):
    editor = people["editor"].user
    page = now(draft).get_latest_revision_as_object()
    saved = page.save_revision(user=editor, overwrite_revision=draft.latest_revision)
    assert saved.pk == draft.latest_revision.pk
