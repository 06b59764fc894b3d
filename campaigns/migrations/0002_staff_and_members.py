"""Let communications staff look after the directory, translators after their language's part of
it, and members of the coalition see whom they can turn to.
"""

from django.db import migrations

STAFF = "Communications staff"
MEMBERS = "Members of the coalition"

OF_STAFF = {
    "organisation": {
        "add": "Can add organisation",
        "change": "Can change organisation",
        "delete": "Can delete organisation",
        "publish": "Can publish organisation",
        "view": "Can view organisation",
    },
    "liaison": {
        "add": "Can add liaison",
        "change": "Can change liaison",
        "delete": "Can delete liaison",
        "view": "Can view liaison",
    },
    "organisationimport": {
        "add": "Can add import of organisations",
        "view": "Can view import of organisations",
        "export": "Can take the directory with its liaisons out",
    },
}
OF_TRANSLATORS = {
    "organisation": {
        "change": "Can change organisation",
        "publish": "Can publish organisation",
    },
}
OF_MEMBERS = {"liaison": {"view": "Can view liaison"}}


def add_permissions(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(alias)
    # Petitions make the group as well, before or after.
    staff, _created = groups.get_or_create(name=STAFF)
    members, _created = groups.get_or_create(name=MEMBERS)
    _give(apps, alias, staff, OF_STAFF)
    _give(apps, alias, members, OF_MEMBERS)
    # The groups of languages that come later have them from the start.
    for group in groups.filter(translators__isnull=False):
        _give(apps, alias, group, OF_TRANSLATORS)


def _give(apps, alias, group, permissions_of):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for model, names in permissions_of.items():
        content_type, _created = content_types.get_or_create(app_label="campaigns", model=model)
        for action, name in names.items():
            permission, _created = permissions.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": name},
            )
            group.permissions.add(permission)


def remove_permissions(apps, schema_editor):
    """Take them from the groups, and remove that of the members; the permissions stay."""
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    given = permissions.filter(
        content_type__app_label="campaigns", content_type__model__in=OF_STAFF
    )
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for group in groups.filter(name=STAFF) | groups.filter(translators__isnull=False):
        group.permissions.remove(*given)
    groups.filter(name=MEMBERS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_organisations"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("translators", "0001_initial"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
