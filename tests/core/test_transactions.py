"""What a transaction collects is dealt with as its last step, or not at all."""

import pytest
from django.db import connection, transaction

from community.models import Nation
from core.postgresql.transactions import collect


class Names:
    """Writes one nation for all the names that were collected."""

    rank = 0

    def __init__(self):
        self.names = []

    def finish(self):
        Nation.objects.create(name=" ".join(self.names), slug="all")


class Fails(Names):
    """Cannot be finished."""

    def finish(self):
        super().finish()
        raise LookupError


def add(name, kind=Names):
    with collect(kind) as work:
        work.names.append(name)


def names():
    return list(Nation.objects.filter(slug="all").values_list("name", flat=True))


@pytest.mark.django_db(transaction=True)
def test_it_is_done_once_at_the_end():
    with transaction.atomic():
        add("one")
        with transaction.atomic():
            add("two")
        assert names() == []
    assert names() == ["one two"]


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_it_is_done_at_once():
    add("one")
    assert names() == ["one"]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_forgets_it():
    with transaction.atomic():
        add("one")
        transaction.set_rollback(True)
    with transaction.atomic():
        Nation.objects.create(name="Other", slug="other")
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_what_it_raises_undoes_the_transaction():
    called = []

    def change():
        Nation.objects.create(name="Other", slug="other")
        transaction.on_commit(lambda: called.append(1))
        add("one", Fails)

    with pytest.raises(LookupError):
        transaction.atomic(change)()
    assert not Nation.objects.filter(slug__in=["other", "all"]).exists()
    with transaction.atomic():
        Nation.objects.create(name="Third", slug="third")
    assert called == []
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_it_may_use_savepoints():
    class Careful(Names):
        def finish(self):
            with transaction.atomic():
                Nation.objects.create(name="Undone", slug="undone")
                transaction.set_rollback(True)
            super().finish()

    add("one", Careful)
    assert names() == ["one"]
    assert not Nation.objects.filter(slug="undone").exists()


@pytest.mark.django_db(transaction=True)
def test_locks_are_taken_in_one_order_whatever_was_collected_first():
    done = []

    class Early:
        rank = 0

        def finish(self):
            done.append("early")

    class Late:
        rank = 1

        def finish(self):
            done.append("late")

    for kinds in ((Early, Late), (Late, Early)):
        with transaction.atomic():
            for kind in kinds:
                with collect(kind):
                    pass
    assert done == ["early", "late"] * 2
