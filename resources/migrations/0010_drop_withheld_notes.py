"""Drop what is kept for each language now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resources", "0009_withheld_notes_by_language")]

    operations = [migrations.RemoveField(model_name="guidancenote", name="is_withheld")]
