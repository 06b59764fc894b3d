"""Let communications staff read the questions that people send before an event."""

from django.db import migrations

GROUP = "Communications staff"

# Permissions by model, with the names that Django gives them.
PERMISSIONS = {
    "eventquestion": {
        "view_eventquestion": "Can view question for an event",
        "delete_eventquestion": "Can delete question for an event",
        "export_eventquestion": "Can export questions",
    },
}


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    # Petitions make the group as well, before or after.
    group, _created = groups.get_or_create(name=GROUP)
    for model, names in PERMISSIONS.items():
        content_type, _created = content_types.get_or_create(app_label="campaigns", model=model)
        for codename, name in names.items():
            permission, _created = permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def remove_permissions(apps, schema_editor):
    """Take them from the group; the permissions belong to the models and stay."""
    alias = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP).first()
    if group is not None:
        permissions = apps.get_model("auth", "Permission").objects.using(alias)
        codenames = [codename for names in PERMISSIONS.values() for codename in names]
        group.permissions.remove(
            *permissions.filter(content_type__app_label="campaigns", codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_events"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
