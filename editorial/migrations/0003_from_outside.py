from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0002_workflow"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="from_outside",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="reviewstate",
            name="from_outside",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
