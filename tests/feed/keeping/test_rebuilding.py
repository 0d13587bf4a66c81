"""Differences between the table and the pages are named and mended."""

import pytest
from django.core.management import call_command

from editorial.actions import withdrawal
from feed.index.consistency import differences, rebuild
from feed.models import Item
from tests.feed.conftest import item_of, settle

pytestmark = pytest.mark.usefixtures("agreed")


def test_rebuilding_changes_neither_ids_nor_sequences(tree, aligned, story, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.")
    settle()
    before = list(Item.objects.order_by("pk").values_list("pk", "sequence", "hash"))
    done = rebuild()
    assert done.changed == 0
    after = list(Item.objects.order_by("pk").values_list("pk", "sequence", "hash"))
    assert after == before


def test_rebuilding_mends_what_is_wrong(tree, aligned, story):
    good = item_of(aligned)
    Item.objects.filter(page=aligned.pk).update(full="{}", hash="0", facets=[])
    Item.objects.filter(page=story.pk).delete()
    assert len(list(differences())) == 2
    assert rebuild().changed == 2
    assert list(differences()) == []
    assert item_of(aligned).hash == good.hash
    assert item_of(story).pk == story.translation_key


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Other"},
        {"card": "{}"},
        {"facets": []},
        {"sources": []},
        {"sequence": None},
        {"is_public": False},
        {"sequence": 10**9},
    ],
    ids=str,
)
def test_every_difference_is_named(story, wrong):
    good = item_of(story)
    Item.objects.filter(page=story.pk).update(**wrong)
    assert list(differences())
    Item.objects.filter(page=story.pk).update(
        **{name: getattr(good, name) for name in wrong}
    )


def test_the_commands_say_what_they_did(story, capsys):
    settle()
    call_command("feed_check")
    assert "0 differences." in capsys.readouterr().out
    Item.objects.filter(page=story.pk).delete()
    with pytest.raises(SystemExit):
        call_command("feed_check")
    assert "is public and not in the feed." in capsys.readouterr().out
    call_command("feed_rebuild")
    assert "1 items written anew." in capsys.readouterr().out
    call_command("feed_rebuild", if_needed=True)
    assert capsys.readouterr().out == ""
    Item.objects.all().delete()
    call_command("feed_rebuild", if_needed=True)
    assert "2 items written anew." in capsys.readouterr().out
