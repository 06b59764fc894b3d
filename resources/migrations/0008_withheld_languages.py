"""Keep, for each language, that a note's page was private when it was deleted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0007_communications_staff_pdfs")]

    operations = [
        migrations.CreateModel(
            name="Withheld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("until", models.DateTimeField()),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="withheld",
                        to="resources.guidancenote",
                    ),
                ),
            ],
            options={
                "verbose_name": "language kept from the public",
                "verbose_name_plural": "languages kept from the public",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("note", "language"), name="withheld_once_per_language"
                    )
                ],
            },
        ),
    ]
