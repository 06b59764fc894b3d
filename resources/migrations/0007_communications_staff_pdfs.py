"""Let communications staff see how the PDFs of editions stand, and have them tried again."""

from django.db import migrations

STAFF = "Communications staff"
PERMISSIONS = {
    "view_editionpdf": "Can view PDF of an edition",
    "change_editionpdf": "Can change PDF of an edition",
}


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    # Petitions make the group as well, before or after.
    staff, _created = groups.get_or_create(name=STAFF)
    content_type, _created = content_types.get_or_create(app_label="resources", model="editionpdf")
    for codename, name in PERMISSIONS.items():
        permission, _created = permissions.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        staff.permissions.add(permission)


def remove_permissions(apps, schema_editor):
    """Take them from the group; the permissions belong to the model and stay."""
    alias = schema_editor.connection.alias
    staff = apps.get_model("auth", "Group").objects.using(alias).filter(name=STAFF).first()
    if staff is not None:
        permissions = apps.get_model("auth", "Permission").objects.using(alias)
        staff.permissions.remove(
            *permissions.filter(content_type__app_label="resources", codename__in=PERMISSIONS)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0006_communications_staff_subjects"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
