"""Let a note stay private when its last page is deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0004_communications_staff_comments")]

    operations = [
        migrations.AddField(
            model_name="guidancenote",
            name="is_withheld",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="kept from the public"
            ),
        ),
    ]
