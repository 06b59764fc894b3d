"""Let communications staff arrange the menus, which they translate as well."""

from django.db import migrations

GROUP = "Communications staff"
PERMISSIONS = {
    "add_menu": "Can add menu",
    "change_menu": "Can change menu",
    "publish_menu": "Can publish menu",
}


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    group = apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP).first()
    if group is None:
        return
    content_type, _created = content_types.get_or_create(app_label="core", model="menu")
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
        group.permissions.remove(*permissions.filter(codename__in=PERMISSIONS))


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0008_outcome"),
        ("core", "0005_menus"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
