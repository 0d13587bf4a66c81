"""What the bench asks for at a large size is answered, whatever becomes of cursors."""

import pytest
from django.db import connection

from bench import large
from tests import factories


@pytest.fixture
def _one_connection(monkeypatch):
    """Let the bench see what the test has written."""

    def ask(statement, parameters=None):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    monkeypatch.setattr(large, "ask", ask)
    monkeypatch.setattr(large, "column", lambda text: [row[0] for row in ask(text)])


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("addresses", [large.pages_at_depths, large.changes_at_depths])
def test_its_addresses_are_answered(tree, visitor, addresses):
    factories.MapStoryFactory(parent=tree.stories)
    connection.finish_collected()
    found = addresses()
    assert found
    assert {visitor.get(address).status_code for address in found} == {200}
