"""An empty database is ready soon: the first migration of core says what comes before."""

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

# What came when there were databases already: the first migration must not ask for it.
CAME_LATER = {"otp_totp"}


def test_what_others_migrate_comes_before_our_models():
    graph = MigrationLoader(None).graph
    apps = {app for app, _ in graph.leaf_nodes()}
    others = {app for app in apps if not (settings.BASE_DIR / app).is_dir()}
    before = {app for app, _ in graph.forwards_plan(("core", "0001_initial"))}
    assert others - before == CAME_LATER
