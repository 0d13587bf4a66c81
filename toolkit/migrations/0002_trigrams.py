"""PostgreSQL's extension that tells how alike two titles are."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("toolkit", "0001_initial")]

    operations = [TrigramExtension()]
