"""Let communications staff read stories that were sent in, make drafts of them and erase them."""

from django.db import migrations

GROUP = "Communications staff"

# With the names that Django gives them.
PERMISSIONS = {
    "view_sentstory": "Can view story sent in",
    "change_sentstory": "Can change story sent in",
    "delete_sentstory": "Can delete story sent in",
}


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    # Petitions make the group as well, before or after.
    group, _created = groups.get_or_create(name=GROUP)
    content_type, _created = content_types.get_or_create(app_label="campaigns", model="sentstory")
    for codename, name in PERMISSIONS.items():
        permission, _created = permissions.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        group.permissions.add(permission)


def remove_permissions(apps, schema_editor):
    """Take them from the group; the permissions belong to the model and stay."""
    alias = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP).first()
    if group is not None:
        permissions = apps.get_model("auth", "Permission").objects.using(alias)
        group.permissions.remove(
            *permissions.filter(content_type__app_label="campaigns", codename__in=PERMISSIONS)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0008_stories"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
