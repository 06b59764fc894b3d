"""Carry over which notes are kept from the public: in all languages that they have."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def to_languages(apps, schema_editor):
    """No page is left of a note that was withheld, so each language is withheld by itself."""
    alias = schema_editor.connection.alias
    notes = apps.get_model("resources", "GuidanceNote").objects.using(alias)
    texts = apps.get_model("resources", "EditionText").objects.using(alias)
    drafts = apps.get_model("resources", "Consultation").objects.using(alias)
    withheld = apps.get_model("resources", "Withheld").objects.using(alias)
    now = timezone.now()
    for note in notes.filter(is_withheld=True):
        languages = {
            settings.LANGUAGE_CODE,
            *texts.filter(edition__note=note).values_list("language", flat=True),
            *drafts.filter(note=note).values_list("language", flat=True),
        }
        for language in languages:
            withheld.create(note=note, language=language, until=now)


def to_notes(apps, schema_editor):
    """Of what is withheld in a language, all is withheld: nothing must become public."""
    alias = schema_editor.connection.alias
    notes = apps.get_model("resources", "GuidanceNote").objects.using(alias)
    withheld = apps.get_model("resources", "Withheld").objects.using(alias).all()
    notes.filter(pk__in=list(withheld.values_list("note", flat=True))).update(is_withheld=True)
    withheld.delete()


class Migration(migrations.Migration):
    dependencies = [("resources", "0008_withheld_languages")]

    operations = [migrations.RunPython(to_languages, to_notes)]
