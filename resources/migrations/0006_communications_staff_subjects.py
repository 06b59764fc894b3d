"""Let communications staff look after topics, audiences and the glossary, and translators after
them in their language, as after all that is translated.
"""

from django.db import migrations

STAFF = "Communications staff"
SUBJECTS = {"topic": "topic", "audience": "audience", "glossaryterm": "glossary term"}
OF_STAFF = ("add", "change", "publish", "view")
OF_TRANSLATORS = ("change", "publish")


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(alias)
    # Petitions make the group as well, before or after.
    staff, _created = groups.get_or_create(name=STAFF)
    _give(apps, alias, staff, OF_STAFF)
    # The groups of languages that come later have them from the start.
    for group in groups.filter(translators__isnull=False):
        _give(apps, alias, group, OF_TRANSLATORS)


def _give(apps, alias, group, actions):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for model, name in SUBJECTS.items():
        content_type, _created = content_types.get_or_create(app_label="resources", model=model)
        for action in actions:
            permission, _created = permissions.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            group.permissions.add(permission)


def remove_permissions(apps, schema_editor):
    """Take them from the groups; the permissions belong to the models and stay."""
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    given = permissions.filter(
        content_type__app_label="resources",
        codename__in=[f"{action}_{model}" for model in SUBJECTS for action in OF_STAFF],
    )
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for group in groups.filter(name=STAFF) | groups.filter(translators__isnull=False):
        group.permissions.remove(*given)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0005_withheld_notes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("translators", "0001_initial"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
