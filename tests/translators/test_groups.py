"""The group of each language's translators."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Locale, Page, Site

from core.models import HomePage
from tests.factories import HomePageFactory
from tests.translating import add_language, staff, translator
from translators.groups import set_up_group
from translators.models import TranslatorGroup
from translators.permissions import locales_of, may_work_in

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def rights_on_pages(group: Group) -> set[tuple[int, str]]:
    rights = GroupPagePermission.objects.filter(group=group)
    return set(rights.values_list("page", "permission__codename"))


def test_it_may_change_and_publish_its_language_and_choose_files(home: HomePage) -> None:
    group = add_language("th").translators.group
    page = Page.objects.get(depth=2, locale__language_code="th")
    assert group.name == "Translators: Thai"
    assert rights_on_pages(group) == {(page.pk, "change_page"), (page.pk, "publish_page")}
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        *(
            f"{action}_{model}"
            for action in ("change", "publish")
            for model in ("footer", "menu", "topic", "audience", "glossaryterm", "organisation")
        ),
    }
    assert set(
        group.collection_permissions.values_list("collection__depth", "permission__codename")
    ) == {(1, "choose_image"), (1, "choose_document")}


def test_what_people_have_given_it_stays(home: HomePage) -> None:
    thai = add_language("th")
    group = thai.translators.group
    given = Permission.objects.get(codename="view_signature")
    group.permissions.add(given)
    group.name = "นักแปล"
    group.save()
    before = rights_on_pages(group)
    assert set_up_group(thai).group == group
    assert given in group.permissions.all()
    assert rights_on_pages(group) == before
    assert Group.objects.get(pk=group.pk).name == "นักแปล"


def test_what_was_taken_from_it_by_mistake_is_given_again(home: HomePage) -> None:
    thai = add_language("th")
    group = thai.translators.group
    before = rights_on_pages(group)
    GroupPagePermission.objects.filter(group=group).delete()
    group.permissions.clear()
    set_up_group(thai)
    assert rights_on_pages(group) == before
    assert group.permissions.filter(codename="access_admin").exists()


def test_a_group_of_that_name_is_not_taken_over(home: HomePage) -> None:
    """Its members were never meant to publish in Thai."""
    by_hand = Group.objects.create(name="Translators: Thai")
    group = add_language("th").translators.group
    assert group != by_hand
    assert group.name == "Translators: Thai (2)"
    assert rights_on_pages(by_hand) == set()


def test_every_site_is_covered(home: HomePage) -> None:
    other = HomePageFactory(parent=Page.objects.get(depth=1), slug="other", title="Other")
    Site.objects.create(hostname="other.example.org", root_page=other)
    group = add_language("th").translators.group
    pages = Page.objects.filter(depth=2, locale__language_code="th")
    assert pages.count() == 2
    assert {page for page, _ in rights_on_pages(group)} == {page.pk for page in pages}


def test_a_tree_that_is_made_later_is_covered(db: Any) -> None:
    Page.objects.filter(depth=2).delete()
    thai = Locale.objects.create(language_code="th")
    group = set_up_group(thai).group
    assert rights_on_pages(group) == set()
    page = HomePageFactory(parent=Page.objects.get(depth=1), slug="th", locale=thai)
    assert {page for page, _ in rights_on_pages(group)} == {page.pk}


def test_a_group_that_was_deleted_is_made_anew(home: HomePage) -> None:
    thai = add_language("th")
    thai.translators.group.delete()
    group = set_up_group(Locale.objects.get(pk=thai.pk)).group
    assert len(rights_on_pages(group)) == 2


def test_it_goes_with_its_language_and_its_members_stay(home: HomePage) -> None:
    """Else its members could still log in, and would get a later language of that name."""
    thai = add_language("th")
    user = translator(thai)
    for page in Page.objects.filter(locale=thai).order_by("-depth"):
        page.delete()
    group = thai.translators.group
    Locale.objects.get(pk=thai.pk).delete()
    assert not TranslatorGroup.objects.exists()
    assert not Group.objects.filter(pk=group.pk).exists()
    user.refresh_from_db()
    assert not user.groups.exists()


class TestLanguagesOfAUser:
    """Who may work in which language."""

    def test_a_translator_has_one(self, home: HomePage) -> None:
        thai, spanish = add_language("th"), add_language("es")
        user = translator(thai)
        assert locales_of(user) == [thai]
        assert may_work_in(user, thai)
        assert not may_work_in(user, spanish)
        assert not may_work_in(user, Locale.get_default())

    def test_somebody_in_two_groups_has_two(self, home: HomePage) -> None:
        thai, spanish = add_language("th"), add_language("es")
        user = translator(thai)
        user.groups.add(spanish.translators.group)
        assert set(locales_of(user)) == {thai, spanish}

    @pytest.mark.parametrize("who", ["staff", "superuser"])
    def test_who_has_the_whole_tree_has_all(self, home: HomePage, admin: Any, who: str) -> None:
        """Those too whose tree is yet to be made."""
        thai = add_language("th")
        bare = Locale.objects.create(language_code="fr")
        user = staff() if who == "staff" else admin
        assert set(locales_of(user)) == {Locale.get_default(), thai, bare}

    def test_who_is_no_longer_active_has_none(self, home: HomePage, admin: Any) -> None:
        user = translator(add_language("th"))
        for somebody in (user, admin):
            somebody.is_active = False
            somebody.save()
            assert locales_of(somebody) == []

    def test_to_look_takes_two_queries_and_those_for_permissions(
        self, home: HomePage, django_assert_num_queries: Any
    ) -> None:
        user = translator(add_language("th"))
        locales_of(user)
        with django_assert_num_queries(2):
            locales_of(user)


def test_the_command_can_be_run_again_and_again(home: HomePage, capsys: Any) -> None:
    thai = Locale.objects.create(language_code="th")
    call_command("set_up_translators")
    assert "th: pages added: 1" in capsys.readouterr().out
    translator(Locale.objects.get(pk=thai.pk))
    HomePageFactory(parent=home, slug="by-a-script")
    call_command("set_up_translators")
    told = capsys.readouterr().out
    assert "th: pages added: 1; members of the group “Translators: Thai”: 1" in told
    before = rights_on_pages(thai.translators.group)
    call_command("set_up_translators")
    assert "th: pages added: 0" in capsys.readouterr().out
    assert rights_on_pages(thai.translators.group) == before
