"""What somebody may do with a page, where the screens never ask for it."""

import pytest

from core.pages.permissions import PagePermissions
from tests import factories


@pytest.fixture
def moderator(people):
    return people["moderator"].user


def test_whoever_may_not_sign_in_looks_after_nothing(draft, moderator):
    assert draft.permissions_for_user(moderator).looks_after
    moderator.is_active = False
    assert not draft.permissions_for_user(moderator).looks_after


def test_nobody_looks_after_the_root(tree, people):
    admin = people["admin"].user
    assert PagePermissions(admin, tree.home).looks_after
    assert not PagePermissions(admin, tree.root).looks_after


def test_a_page_goes_neither_to_itself_nor_below_itself(tree, moderator):
    below = factories.SectionFactory(parent=tree.section)
    permissions = tree.section.permissions_for_user(moderator)
    assert permissions.can_move_to(tree.toolkit)
    assert not permissions.can_move_to(tree.section)
    assert not permissions.can_move_to(below)


def test_a_page_goes_only_where_its_type_may_stand(draft, tree, moderator):
    permissions = draft.permissions_for_user(moderator)
    assert permissions.can_move_to(tree.stories)
    assert not permissions.can_move_to(tree.drivers)


@pytest.mark.parametrize("role", ["admin", "moderator"])
def test_who_may_add_to_a_place_may_move_there(tree, people, role):
    section = factories.SectionFactory(parent=tree.toolkit)
    permissions = tree.section.permissions_for_user(people[role].user)
    assert permissions.can_move_to(section)


def test_who_may_not_add_to_a_place_may_not_move_there(tree, people, moderator):
    section = factories.SectionFactory(parent=tree.toolkit)
    for group in moderator.groups.all():
        group.page_permissions.filter(permission__codename="add_page").delete()
    assert not tree.section.permissions_for_user(moderator).can_move_to(section)
