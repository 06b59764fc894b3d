"""Who may see, decide, export and enter; and the group that most staff are in."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from petitions.models import PetitionPage, Signature
from tests.factories import SignatureFactory, UserFactory, petition_of
from tests.petitions.staff import EDITOR_OF_PAPER, EXPORTER, MODERATOR, browser

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

LIST = reverse("petitions_signatures:list")
EXPORT = reverse("petitions_signatures:export")
PAPER = reverse("petitions_paper:index")
NEW_PAPER = reverse("petitions_paper:add")


@pytest.fixture
def signature(page: PetitionPage) -> Signature:
    """A signature held for a check."""
    return SignatureFactory(petition=petition_of(page), status="quarantined")


def addresses(signature: Signature) -> dict[str, str]:
    """Return what there is to visit."""
    release = reverse("wagtail_bulk_action", args=["petitions", "signature", "release"])
    return {
        "list": LIST,
        "results": reverse("petitions_signatures:list_results"),
        "detail": reverse("petitions_signatures:inspect", args=[signature.pk]),
        "decide": f"{release}?id={signature.pk}",
        "export": EXPORT,
        "paper": PAPER,
        "new paper": NEW_PAPER,
    }


@pytest.mark.parametrize(
    ("codenames", "allowed"),
    [
        ((), set()),
        (("view_signature",), {"list", "results", "detail"}),
        (MODERATOR, {"list", "results", "detail", "decide"}),
        (EXPORTER, {"list", "results", "detail", "export"}),
        # Neither works without being allowed to look.
        (("moderate_signature",), set()),
        (("export_signature",), set()),
        (("view_paperbatch",), {"paper"}),
        (EDITOR_OF_PAPER, {"paper", "new paper"}),
    ],
)
def test_each_permission_opens_what_it_should(
    codenames: tuple[str, ...], allowed: set[str], signature: Signature
) -> None:
    client = browser(*codenames)
    opened = {
        name for name, url in addresses(signature).items() if client.get(url).status_code == 200
    }
    assert opened == allowed
    # Wagtail answers a refusal with the way home.
    home = reverse("wagtailadmin_home")
    posted = {
        name
        for name in ("decide", "export")
        if client.post(addresses(signature)[name]).get("Location") != home
    }
    assert posted == allowed & {"decide", "export"}
    signature.refresh_from_db()
    assert signature.status == ("pending" if "decide" in allowed else "quarantined")


def test_strangers_are_sent_to_the_login(client: Client, signature: Signature) -> None:
    for url in addresses(signature).values():
        response = client.get(url)
        assert response.status_code == 302
        assert reverse("wagtailadmin_login") in response["Location"]


def test_the_menu_shows_what_one_may_open(page: PetitionPage) -> None:
    def menu(*codenames: str) -> str:
        return browser(*codenames).get(reverse("wagtailadmin_home")).content.decode()

    assert LIST not in menu()
    assert PAPER not in menu()
    assert LIST in menu("view_signature")
    assert PAPER not in menu("view_signature")
    assert PAPER in menu("view_paperbatch")


def test_the_list_offers_only_what_one_may_do(signature: Signature) -> None:
    plain = browser("view_signature").get(LIST).content.decode()
    assert "bulk-action" not in plain
    assert EXPORT not in plain
    moderator = browser(*MODERATOR).get(LIST).content.decode()
    assert "Make invalid" in moderator
    assert EXPORT not in moderator
    assert EXPORT in browser(*EXPORTER).get(LIST).content.decode()


def test_nobody_edits_or_deletes_a_signature(signature: Signature, admin_client: Client) -> None:
    for name in ("add", "edit", "delete", "copy", "history", "usage"):
        with pytest.raises(NoReverseMatch):
            reverse(f"petitions_signatures:{name}", args=[signature.pk])
    # Wagtail has a way to delete snippets in bulk, which a superuser passes.
    url = reverse("wagtail_bulk_action", args=["petitions", "signature", "delete"])
    for method in (admin_client.get, admin_client.post):
        response = method(f"{url}?id={signature.pk}")
        assert response.status_code == 302
    assert Signature.objects.filter(pk=signature.pk).exists()


def test_no_chooser_lists_signatures(signature: Signature, admin_client: Client) -> None:
    url = "/admin/snippets/choose/petitions/signature/"
    assert admin_client.get(url, follow=True).status_code == 404


def test_the_group_editor_offers_the_permissions(admin_client: Client) -> None:
    content = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()
    for codename in ("moderate_signature", "export_signature", "view_signature", "view_paperbatch"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="petitions")
        assert f'value="{permission.pk}"' in content, codename


class TestGroup:
    """The migration that makes the group."""

    migration = import_module("petitions.migrations.0002_communications_staff")
    # All that the migration asks of a schema editor.
    editor = SimpleNamespace(connection=connection)

    def make(self) -> None:
        self.migration.make_group(apps, self.editor)

    def test_makes_the_group_where_no_permission_exists_yet(self, db: Any) -> None:
        Group.objects.all().delete()
        Permission.objects.filter(content_type__app_label="petitions").delete()
        self.make()
        self.make()
        group = Group.objects.get(name="Communications staff")
        assert set(group.permissions.values_list("codename", flat=True)) == {
            "access_admin",
            "view_signature",
            "moderate_signature",
            "submit_translation",
            *EDITOR_OF_PAPER,
        }
        # Named as Django would name them after the last migration, or it would add its own.
        for permission in group.permissions.filter(content_type__app_label="petitions"):
            options = apps.get_model("petitions", permission.content_type.model)._meta
            own = dict(options.permissions)
            action = permission.codename.partition("_")[0]
            assert permission.name == own.get(
                permission.codename, f"Can {action} {options.verbose_name_raw}"
            )

    def test_can_be_taken_back(self, db: Any) -> None:
        self.make()
        self.migration.remove_group(apps, self.editor)
        assert not Group.objects.filter(name="Communications staff").exists()
        assert Permission.objects.filter(codename="view_signature").exists()

    def test_a_member_can_write_and_publish_pages(self, page: PetitionPage) -> None:
        user = UserFactory()
        user.groups.add(Group.objects.get(name="Communications staff"))
        client = Client()
        client.force_login(user)
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert client.get(reverse("wagtailimages:add")).status_code == 200
        assert page.permissions_for_user(user).can_publish()

    def test_a_member_can_work_and_cannot_export(self, signature: Signature) -> None:
        self.make()
        user = UserFactory()
        user.groups.add(Group.objects.get(name="Communications staff"))
        client = Client()
        client.force_login(user)
        opened = {
            name for name, url in addresses(signature).items() if client.get(url).status_code == 200
        }
        assert opened == {"list", "results", "detail", "decide", "paper", "new paper"}
