"""The contract on exports: one state of the table, whatever is published meanwhile."""

import pytest

from tests import factories
from tests.feed.conftest import republish


@pytest.mark.django_db(transaction=True)
def test_an_export_shows_nothing_that_is_published_while_it_runs(tree, monkeypatch):
    from feed.query import selectors
    from feed.query.queries import Query

    monkeypatch.setattr(selectors, "CHUNK", 1)
    pages = [
        factories.KMStoryFactory(parent=tree.stories, title=f"Old {number}")
        for number in range(4)
    ]
    stream = selectors.export(Query(limit=None))
    state = next(stream)
    found = [*next(stream)]
    in_a_thread(lambda: [republish(page, title=f"New {page.pk}") for page in pages])
    found += [item for part in stream for item in part]
    assert not [item for item in found if '"title":"New' in item]
    assert len([item for item in found if '"title":"Old' in item]) == 4
    assert selectors.now().generation > state.generation


def in_a_thread(act):
    """Do something on another connection, to its end."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def run():
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(30)
