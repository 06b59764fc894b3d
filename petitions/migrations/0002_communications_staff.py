"""Make the group of those who write pages, translate them and look after petitions."""

from django.db import migrations

GROUP = "Communications staff"

# Permissions by app and model, with the names that Django or Wagtail gives them.
PERMISSIONS = {
    ("wagtailadmin", "admin"): {"access_admin": "Can access Wagtail admin"},
    ("wagtail_localize", "translation"): {"submit_translation": "Can submit translations"},
    ("petitions", "signature"): {
        "view_signature": "Can view signature",
        "moderate_signature": "Can release, invalidate and restore signatures",
    },
    ("petitions", "paperbatch"): {
        "add_paperbatch": "Can add batch of paper signatures",
        "change_paperbatch": "Can change batch of paper signatures",
        "delete_paperbatch": "Can delete batch of paper signatures",
        "view_paperbatch": "Can view batch of paper signatures",
    },
}


def make_group(apps, schema_editor):
    """Django makes permissions after the last migration; this one cannot wait for them."""
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    group, _created = groups.get_or_create(name=GROUP)
    for (app_label, model), names in PERMISSIONS.items():
        content_type, _created = content_types.get_or_create(app_label=app_label, model=model)
        for codename, name in names.items():
            permission, _created = permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)
    _copy_rights_on_pages_and_files(apps, alias, group)


def _copy_rights_on_pages_and_files(apps, alias, group):
    """Let the group do with pages, images and documents what Wagtail's Moderators may."""
    for model, place in (
        ("GroupPagePermission", "page"),
        ("GroupCollectionPermission", "collection"),
    ):
        rights = apps.get_model("wagtailcore", model).objects.using(alias)
        for right in rights.filter(group__name="Moderators"):
            rights.get_or_create(
                group=group,
                permission_id=right.permission_id,
                **{f"{place}_id": getattr(right, f"{place}_id")},
            )


def remove_group(apps, schema_editor):
    """Remove the group; the permissions belong to the models and stay."""
    alias = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
