"""What the rooms need of PostgreSQL besides tables.

Two extensions, one to tell how alike two texts are, one to look past accents; and an
index of the few pages that the menu may show, which every page of the site asks for:
without it that question reads all pages there are.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

INDEX = """
CREATE INDEX core_main_pages ON wagtailcore_page (path)
WHERE depth = 3 OR (depth = 4 AND show_in_menus)
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(INDEX, "DROP INDEX core_main_pages"),
    ]
