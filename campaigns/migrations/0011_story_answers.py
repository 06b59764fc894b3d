"""What staff wrote to senders of stories, and which stories they declined."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_import_rows_by_host"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentstory",
            name="answers",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="sentstory",
            name="declined_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="declined"),
        ),
    ]
