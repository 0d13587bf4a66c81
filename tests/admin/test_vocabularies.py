"""Vocabularies: a term that was ever used is never lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from community.models import IntegratedCareSystem, Organisation, Region
from community.vocabulary_admin import VocabularyGroup
from core.models import Alignment, GlossaryEntry, SearchWording, Theme
from core.vocabularies.registry import vocabularies
from stories.models import MapStoryPage
from tests import factories


@pytest.fixture
def themes(db):
    return factories.ThemeFactory(name="Old words"), factories.ThemeFactory(name="New")


def story_with(tree, theme, **fields):
    """A public story that has a theme, itself and in one of its rows."""
    rows = {"alignments": [Alignment(driver_text="Ours", theme=theme)]}
    fields = {"themes": [theme], "rows": rows, **fields}
    return factories.MapStoryFactory(parent=tree.stories, **fields)


def test_every_vocabulary_has_its_place_in_the_admin():
    shown = {admin.model for admin in VocabularyGroup.items}
    assert shown == {*vocabularies(), GlossaryEntry, SearchWording}


@pytest.mark.parametrize("model", [*vocabularies(), GlossaryEntry, SearchWording])
def test_the_steering_group_looks_after_every_vocabulary(person, model):
    member = person("Steering group").user
    for action in ("view", "add", "change", "delete"):
        name = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        assert member.has_perm(name), name


def test_a_term_on_a_page_is_not_deleted(tree, themes):
    old, _ = themes
    story_with(tree, old)
    for delete in (old.delete, Theme.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()
    assert Theme.objects.count() == 2


def test_a_term_in_a_draft_alone_is_not_deleted(tree, themes):
    old, _ = themes
    story_with(tree, old, live=False)
    with pytest.raises(ProtectedError):
        old.delete()


def test_a_term_in_an_earlier_version_alone_is_not_deleted(tree, themes):
    old, new = themes
    story = story_with(tree, old)
    story.themes = [new]
    story.alignments = [Alignment(driver_text="Ours", theme=new)]
    factories.publish(story)
    assert not old.has_pages()
    with pytest.raises(ProtectedError):
        old.delete()


def test_a_term_never_used_may_go(themes):
    themes[0].delete()
    assert Theme.objects.count() == 1


def test_merging_moves_pages_rows_drafts_and_versions(tree, themes):
    old, new = themes
    public, draft = story_with(tree, old), story_with(tree, old, live=False)
    first = public.latest_revision
    old.merge_into(new)
    public = MapStoryPage.objects.get(pk=public.pk)
    assert list(public.themes.all()) == [new]
    assert public.alignments.get().theme == new
    for version in (first.as_object(), draft.latest_revision.as_object()):
        assert list(version.themes.all()) == [new]
        assert version.alignments.all()[0].theme == new


def test_a_page_that_had_both_terms_has_one_after_the_merger(tree, themes):
    story = story_with(tree, themes[0], themes=list(themes))
    themes[0].merge_into(themes[1])
    assert list(MapStoryPage.objects.get(pk=story.pk).themes.all()) == [themes[1]]


def test_a_merged_term_stays_as_a_pointer(themes):
    old, new = themes
    third = factories.ThemeFactory()
    old.merge_into(new)
    new.merge_into(third)
    assert Theme.objects.resolve(old.slug) == third
    assert Theme.objects.resolve("nothing") is None
    with pytest.raises(ProtectedError):
        third.delete()


def test_merging_moves_what_hangs_on_a_place(db):
    old, new = factories.RegionFactory(), factories.RegionFactory()
    system = IntegratedCareSystem.objects.create(name="System", slug="s", region=old)
    place = Organisation.objects.create(name="Trust", slug="t", region=old)
    old.merge_into(new)
    system.refresh_from_db()
    place.refresh_from_db()
    assert (system.region, place.region) == (new, new)


@pytest.mark.parametrize("target", ["itself", "merged", "other kind"])
def test_mergers_that_make_no_sense_are_refused(themes, target):
    old, new = themes
    merged = factories.ThemeFactory()
    merged.merge_into(new)
    targets = {"itself": old, "merged": merged, "other kind": Region(pk=new.pk)}
    with pytest.raises(ValidationError):
        old.merge_into(targets[target])


def address(action, term):
    """The address of an action on a theme in the admin."""
    return reverse(f"core_theme_modeladmin_{action}", args=(term.pk,))


def test_the_list_shows_how_often_each_term_is_used(tree, themes, person):
    story_with(tree, themes[0])
    story_with(tree, themes[0], live=False)
    text = person("Steering group").get("/admin/core/theme/").content.decode()
    assert "2 pages" in text
    assert "Not used yet" in text


@pytest.mark.parametrize("vocabulary", vocabularies())
def test_use_is_counted_in_every_vocabulary(db, vocabulary):
    assert list(vocabulary.objects.with_usage()) == list(vocabulary.objects.all())


def test_a_page_that_holds_a_term_twice_is_counted_once(tree, themes):
    story_with(tree, themes[0])
    counts = dict(Theme.objects.with_usage().values_list("name", "usage"))
    assert counts == {"Old words": 1, "New": 0}


def test_the_list_can_be_searched(themes, person):
    client = person("Steering group")
    text = client.get("/admin/core/theme/?q=Old").content.decode()
    assert "Old words" in text
    assert ">New<" not in text


def test_inspecting_a_term_shows_its_pages(tree, themes, person):
    story = story_with(tree, themes[0])
    response = person("Steering group").get(address("inspect", themes[0]))
    assert story.title in response.content.decode()
    assert "Short name in addresses" in response.content.decode()


def test_deleting_a_used_term_in_the_admin_is_refused_kindly(tree, themes, person):
    story_with(tree, themes[0], live=False)
    client = person("Steering group")
    for ask in (client.get, client.post):
        response = ask(address("delete", themes[0]))
        assert "it cannot be deleted" in response.content.decode()
    assert Theme.objects.filter(pk=themes[0].pk).exists()


def test_retiring_keeps_the_short_name(themes, person):
    old, _ = themes
    data = {"name": "Older words", "slug": "changed", "retired": "on"}
    response = person("Steering group").post(address("edit", old), data)
    assert response.status_code == 302
    old.refresh_from_db()
    assert (old.name, old.slug, old.retired) == ("Older words", old.slug, True)
    assert old.slug != "changed"
    assert old not in Theme.objects.offered()


@pytest.mark.parametrize("group", ["Content Editors", "Moderators"])
def test_vocabularies_are_the_steering_groups(themes, person, group):
    client = person(group)
    for action in ("merge", "edit", "delete"):
        data = {"target": themes[1].pk}
        client.post(address(action, themes[0]), data)
        themes[0].refresh_from_db()
        assert themes[0].merged_into is None
    assert "Vocabularies" not in client.get("/admin/").content.decode()
