"""The translators' list: their own languages only, from which each item opens in the editor."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from core.models import Footer, HomePage
from petitions.models import PetitionPage
from tests.factories import PetitionPageFactory, StandardPageFactory, UserFactory
from tests.petitions.threads import at_once, needs_postgresql, times
from tests.translating import add_language, fill_in, staff, start, translate, translator
from translators.models import SourceText
from translators.sources import follow
from translators.worklist import State
from users.models import User

pytestmark = pytest.mark.one_database

LIST = "/admin/translations/"


def browser(user: User) -> Client:
    """A browser with the user logged in."""
    client = Client()
    client.force_login(user)
    return client


def titles(client: Client, query: str = "") -> list[str]:
    """The titles in the list, in their order."""
    return [item.title for item in client.get(LIST + query).context["object_list"]]


def start_url(instance: Any, language: str) -> str:
    """What the button "Translate" posts to."""
    source = follow(instance).source
    return reverse("translators:start", args=[source.pk, language])


def test_a_translator_sees_what_waits_in_their_language_and_no_other(page: PetitionPage) -> None:
    thai = add_language("th")
    add_language("es")
    client = browser(translator(thai))
    listed = client.get(LIST)
    assert {item.locale for item in listed.context["object_list"]} == {thai}
    assert [item.title for item in listed.context["object_list"]] == [
        "Home",
        "Petitions",
        "Dignity in the news",
    ]
    # Nor by asking for it.
    assert {item.locale for item in client.get(f"{LIST}?language=es").context["object_list"]} == {
        thai
    }


def test_staff_see_every_language(page: PetitionPage) -> None:
    for code in ("es", "th"):
        add_language(code)
    client = browser(staff())
    listed = client.get(LIST)
    assert {item.locale.language_code for item in listed.context["object_list"]} == {"es", "th"}
    assert len(titles(client, "?language=th")) == 3
    assert "Translations" in {item.label for item in _menu(client)}


def _menu(client: Client) -> list[Any]:
    return admin_menu.menu_items_for_request(client.get(LIST).wsgi_request)


def test_those_who_translate_nothing_have_no_list(page: PetitionPage) -> None:
    add_language("es")
    english = UserFactory()
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=page.get_ancestors().get(depth=2),
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        ),
    )
    english.groups.add(group)
    client = browser(english)
    assert client.get(LIST).status_code == 302
    home = client.get("/admin/")
    assert home.status_code == 200
    assert LIST not in home.content.decode()


@pytest.mark.both_databases
def test_each_state_is_counted_and_can_be_chosen(page: PetitionPage, home: HomePage) -> None:
    spanish = add_language("es")
    translate(home, spanish)
    index = page.get_parent().specific
    fill_in(start(index, spanish))
    client = browser(translator(spanish))
    counts = {state["label"]: state["number"] for state in client.get(LIST).context["states"]}
    assert counts == {
        "All states": 3,
        State.OUTDATED.label: 0,
        State.WAITING.label: 1,
        State.IN_PROGRESS.label: 1,
        State.DONE.label: 1,
    }
    assert titles(client, "?state=done") == ["Home"]
    assert titles(client, "?state=in_progress") == ["Petitions"]
    assert titles(client, "?kind=petitions.petitionpage") == ["Dignity in the news"]
    assert titles(client, "?q=dignity") == ["Dignity in the news"]
    assert titles(client, "?q=nowhere") == []
    # The counts follow the search, and not the state that is chosen.
    searched = client.get(f"{LIST}results/?q=petitions&state=done")
    assert [state["number"] for state in searched.context["states"]] == [1, 0, 0, 1, 0]


def test_what_is_begun_opens_in_the_editor_with_what_is_left_to_do(page: PetitionPage) -> None:
    spanish = add_language("es")
    translation = start(page, spanish)
    fill_in(translation)
    StringTranslation.objects.filter(data="es: Dignity in the news").update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )
    StringTranslation.objects.filter(data__startswith="es: Editors").delete()
    client = browser(translator(spanish))
    listed = client.get(LIST).content.decode()
    edit_url = translation.get_target_instance_edit_url()
    assert f'href="{edit_url}"' in listed
    number = translation.source.stringsegment_set.count()
    assert f"1 of {number} to translate" in listed
    assert "1 made by a machine" in listed
    assert reverse("translators:review", args=[translation.pk]) in listed
    assert "Dignity in the news" in client.get(edit_url).content.decode()


def test_a_page_translated_by_hand_has_no_strings_to_count(home: HomePage) -> None:
    spanish = add_language("es")
    by_hand = home.get_translation(spanish)
    by_hand.alias_of = None
    by_hand.title = "Inicio"
    by_hand.save()
    by_hand.save_revision().publish()
    assert "translated by hand" in browser(translator(spanish)).get(LIST).content.decode()


@pytest.mark.both_databases
def test_a_source_that_changes_is_outdated_at_the_top_of_the_list(
    page: PetitionPage, home: HomePage
) -> None:
    spanish = add_language("es")
    translate(home, spanish)
    home.introduction = "<p>Something new</p>"
    home.save_revision().publish()
    client = browser(translator(spanish))
    assert titles(client)[0] == "Home"
    assert titles(client, "?state=outdated") == ["Home"]


@pytest.mark.both_databases
def test_the_list_takes_the_same_queries_however_long_it_is(
    page: PetitionPage, home: HomePage
) -> None:
    spanish = add_language("es")
    thai = add_language("th")
    everybody = browser(staff())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert everybody.get(LIST).status_code == 200
        return len(captured)

    def add(name: str, number: int) -> None:
        for n in range(number):
            translate(PetitionPageFactory(parent=page.get_parent(), title=f"{name}{n}"), spanish)
            start(StandardPageFactory(parent=home, title=f"{name}{n}"), thai)

    add("a", 2)
    # What Wagtail keeps from the first request on.
    queries()
    few = queries()
    add("b", 4)
    assert queries() == few <= 40


def test_beginning_opens_the_editor(page: PetitionPage) -> None:
    spanish = add_language("es")
    client = browser(translator(spanish))
    url = start_url(page, "es")
    assert f'action="{url}"' in client.get(LIST).content.decode()
    response = client.post(url)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    target = translation.get_target_instance()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert target.alias_of is None
    assert not target.live
    # Pressed once more: the same one.
    assert client.post(url)["Location"] == response["Location"]
    assert Translation.objects.filter(source__object_id=page.translation_key).count() == 1


def test_beginning_leaves_a_page_translated_by_hand_as_it_is(home: HomePage) -> None:
    spanish = add_language("es")
    by_hand = home.get_translation(spanish)
    by_hand.alias_of = None
    by_hand.title = "Inicio"
    by_hand.save()
    browser(translator(spanish)).post(start_url(home, "es"))
    assert home.get_translation(spanish).title == "Inicio"
    assert not Translation.objects.exists()


def test_a_snippet_is_begun_and_opened_in_the_same_way(home: HomePage) -> None:
    spanish = add_language("es")
    footer = Footer.objects.create(title="Foot", text="<p>Words</p>", locale=Locale.get_default())
    client = browser(translator(spanish))
    response = client.post(start_url(footer, "es"))
    target = Footer.objects.get(locale=spanish)
    assert response["Location"] == reverse("wagtailsnippets_core_footer:edit", args=[target.pk])
    assert titles(client, "?kind=core.footer") == ["Foot"]


def test_nobody_begins_in_another_language(page: PetitionPage) -> None:
    thai = add_language("th")
    add_language("es")
    client = browser(translator(thai))
    client.post(start_url(page, "es"))
    client.post(start_url(page, "en"))
    assert not Translation.objects.exists()
    assert client.get(start_url(page, "th")).status_code == 405


def test_only_what_is_followed_is_begun(page: PetitionPage) -> None:
    spanish = add_language("es")
    url = start_url(page, "es")
    SourceText.objects.all().delete()
    assert browser(translator(spanish)).post(url).status_code == 404
    assert not Translation.objects.exists()


def log_in(user: User, **data: str) -> Any:
    """Log in by the form."""
    return Client().post(
        reverse("wagtailadmin_login"),
        {"username": user.email, "password": "correct horse battery", **data},
    )


def test_a_translator_comes_to_the_list_after_logging_in(page: PetitionPage) -> None:
    thai = add_language("th")
    person = translator(thai)
    assert log_in(person)["Location"] == LIST
    # The admin's first page is where the login itself was asked for.
    assert log_in(person, next="/admin/")["Location"] == LIST
    elsewhere = reverse("wagtailadmin_account")
    assert log_in(person, next=elsewhere)["Location"] == elsewhere
    assert log_in(person, next="https://example.org/")["Location"] == LIST
    assert browser(person).get(reverse("wagtailadmin_login"))["Location"] == LIST


def test_others_come_to_the_first_page_which_sums_up_their_languages(page: PetitionPage) -> None:
    for code in ("es", "th"):
        add_language(code)
    person = staff()
    assert log_in(person)["Location"] == "/admin/"
    home = browser(person).get("/admin/").content.decode()
    assert f"{LIST}?language=th&amp;state=waiting" in home


def test_the_editors_header_leads_back_and_costs_five_queries_at_most(
    page: PetitionPage, django_assert_max_num_queries: Any
) -> None:
    spanish = add_language("es")
    translation = start(page, spanish)
    fill_in(translation)
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    with django_assert_max_num_queries(5):
        header = render_to_string("translators/editor_header.html", {"translation": translation})
    assert f"{LIST}?language=es" in header
    assert "made by a machine" in header
    assert reverse("translators:review", args=[translation.pk]) in header


class TestAtOnce:
    pytestmark = needs_postgresql

    @pytest.mark.both_databases
    def test_those_who_begin_at_once_have_one_translation(self, page: PetitionPage) -> None:
        spanish = add_language("es")
        # What has an alias in the language, and what has nothing there yet.
        footer = Footer.objects.create(
            title="Foot", text="<p>Words</p>", locale=Locale.get_default()
        )
        person = translator(spanish)
        for begun, instance in enumerate((page, footer), start=1):
            url = start_url(instance, "es")
            answers = at_once(*times(6, lambda url: browser(person).post(url)["Location"], url))
            assert len(set(answers)) == 1
            assert (
                Translation.objects.filter(source__object_id=instance.translation_key).count() == 1
            )
            assert instance.get_translations().filter(locale=spanish).count() == 1
            # The others found it begun.
            assert TranslationLog.objects.filter(locale=spanish).count() == begun
