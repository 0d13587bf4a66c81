"""Migrations that the code of before survives, by django-migration-linter's rules.

While a new version comes in, processes of the old one still serve: a column that is new
may be empty for them, and none that they know goes or changes its name in the same step.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import (
    analyse_sql_statements,
    get_sql_analyser_class,
)

# They came before the first release: no older code runs beside them.
BEFORE_THE_FIRST_RELEASE = {
    "0002_proposals",
    "0003_origin",
    "0003_written",
    "0004_own_part",
    "0004_proposals",
    "0005_pictures_cleaned",
    "0005_written",
    "0006_brief",
    "0007_known_names",
    "0007_proposals",
    "0007_words_hash",
}
# Names in data migrations are ours to choose; going back is by a backup.
NO_RULES_OF_OURS = ["RUNPYTHON_REVERSIBLE", "RUNPYTHON_MODEL_VARIABLE_NAME"]


@pytest.mark.django_db
def test_the_code_of_before_survives_each_migration(capsys):
    ours = {
        app.label
        for app in apps.get_app_configs()
        if Path(app.path).parent == settings.BASE_DIR
    }
    linter = MigrationLinter(
        path=str(settings.BASE_DIR),
        include_apps=sorted(ours),
        ignore_name=BEFORE_THE_FIRST_RELEASE,
        ignore_initial_migrations=True,
        exclude_migration_tests=NO_RULES_OF_OURS,
        no_cache=True,
    )
    linter.lint_all_migrations()
    assert linter.nb_total > len(ours)
    assert not linter.has_errors, capsys.readouterr().out


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "feed_item" ADD COLUMN "hash" text NOT NULL',
        'ALTER TABLE "feed_item" DROP COLUMN "hash"',
        'ALTER TABLE "feed_item" RENAME TO "item"',
        'CREATE INDEX "hashes" ON "feed_item" ("hash")',
    ],
)
def test_what_it_would_not_survive_is_seen(statement):
    analyser = get_sql_analyser_class("postgresql")
    errors, _, warnings = analyse_sql_statements(analyser, [statement])
    assert errors or warnings
