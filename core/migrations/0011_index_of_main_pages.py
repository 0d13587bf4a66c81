"""An index of the few pages that the menu may show, which every page of the site asks for.

Without it that question reads all pages there are.
"""

from django.db import migrations

INDEX = """
CREATE INDEX core_main_pages ON wagtailcore_page (path)
WHERE depth = 3 OR (depth = 4 AND show_in_menus)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_document_key"),
    ]

    operations = [
        migrations.RunSQL(INDEX, "DROP INDEX core_main_pages"),
    ]
