"""What the guards let through, and what they say where they do not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation

from core.models import Footer
from petitions.models import PetitionPage
from tests.factories import StandardPageFactory, UserFactory
from tests.translating import add_language, fill_in, staff, start, translate, translator
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

NO_ENTRY = "you do not have permission"


@pytest.fixture
def footer(page: PetitionPage) -> Footer:
    """A live English footer, before there are other languages."""
    footer = Footer(title="Footer", text="<p>Write to us.</p>", locale=Locale.get_default())
    footer.save()
    footer.save_revision().publish()
    return footer


@pytest.fixture
def thai(footer: Footer) -> Locale:
    return add_language("th")


@pytest.fixture
def spanish(footer: Footer) -> Locale:
    return add_language("es")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def people(thai: Locale, spanish: Locale) -> dict[str, User]:
    """Everybody who may work in Thai."""
    both = translator(thai)
    both.groups.add(spanish.translators.group)
    return {
        "translator": translator(thai),
        "translator of two languages": both,
        "staff": staff(),
        "superuser": User.objects.create_superuser("root@example.org", "correct horse battery"),
    }


@pytest.mark.parametrize("who", ["translator", "translator of two languages", "staff", "superuser"])
def test_ones_own_language_is_open(
    page: PetitionPage,
    footer: Footer,
    thai: Locale,
    spanish: Locale,
    who: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Opening, translating, previewing, PO files, publishing, stopping, beginning again."""
    client = logged_in(people(thai, spanish)[who])
    for original in (page, footer):
        translation = start(original, thai)
        fill_in(translation)
        target = translation.get_target_instance()
        edit = translation.get_target_instance_edit_url()
        assert client.get(edit).status_code == 200
        segment = translation.source.stringsegment_set.first()
        string = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )
        value = encode_multipart(BOUNDARY, {"value": "คำ"})
        assert client.put(string, value, content_type=MULTIPART_CONTENT).status_code == 200
        download = reverse("wagtail_localize:download_pofile", args=[translation.pk])
        file = client.get(download).content
        upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        sent = {"file": SimpleUploadedFile("th.po", file)}
        assert NO_ENTRY not in client.post(upload, sent, follow=True).content.decode()
        if isinstance(target, Page):
            preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
            assert client.get(preview).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            client.post(edit, {"action": "publish"})
        target.refresh_from_db()
        assert target.live
        stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        client.post(stop)
        assert not Translation.objects.get(pk=translation.pk).enabled
        client.post(edit, {"localize-restart-translation": "1"})
        assert Translation.objects.get(pk=translation.pk).enabled


def test_somebody_with_two_languages_is_kept_from_the_third(
    page: PetitionPage, footer: Footer, thai: Locale, spanish: Locale
) -> None:
    french = add_language("fr")
    client = logged_in(people(thai, spanish)["translator of two languages"])
    reached = {
        locale.language_code: client.get(
            start(footer, locale).get_target_instance_edit_url()
        ).status_code
        for locale in (thai, spanish, french)
    }
    assert reached == {"th": 200, "es": 200, "fr": 302}


def test_the_refusal_is_in_words(footer: Footer, thai: Locale, spanish: Locale) -> None:
    client = logged_in(translator(thai))
    url = start(footer, spanish).get_target_instance_edit_url()
    assert NO_ENTRY in client.get(url, follow=True).content.decode()
    assert client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_strangers_are_asked_to_log_in(footer: Footer, spanish: Locale, client: Client) -> None:
    url = start(footer, spanish).get_target_instance_edit_url()
    assert client.get(url).url.startswith(reverse("wagtailadmin_login"))


def test_a_list_of_snippets_begins_with_ones_own_language(
    footer: Footer, thai: Locale, spanish: Locale
) -> None:
    own = translate(footer, thai)
    client = logged_in(translator(thai))
    for name in ("wagtailsnippets_core_footer:list", "wagtailsnippetchoosers_core_footer:choose"):
        response = client.get(reverse(name), {"q": ""})
        assert response.status_code == 302
        assert "locale=th" in response.url
        listed = client.get(response.url).content.decode()
        assert f"/{own.pk}/" in listed
        assert f"/{footer.pk}/" not in listed
        for other in ("es", "en", "xx"):
            assert client.get(reverse(name), {"locale": other}).status_code == 302


def test_staff_see_the_lists_of_every_language(
    footer: Footer, thai: Locale, spanish: Locale
) -> None:
    client = logged_in(staff())
    name = reverse("wagtailsnippets_core_footer:list")
    assert client.get(name).status_code == 200
    assert client.get(name, {"locale": "es"}).status_code == 200
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "site-history" in menu


def test_reports_on_all_languages_are_not_in_a_translators_menu(
    page: PetitionPage, thai: Locale
) -> None:
    client = logged_in(translator(thai))
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "site-history" not in menu
    assert "page-types-usage" not in menu
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 302


def test_who_has_rights_on_snippets_and_no_language_sees_none(footer: Footer, thai: Locale) -> None:
    user = UserFactory()
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="core", content_type__model="footer"),
    )
    client = logged_in(user)
    assert client.get(reverse("wagtailsnippets_core_footer:list")).status_code == 302
    edit = reverse("wagtailsnippets_core_footer:edit", args=[footer.pk])
    assert client.get(edit).status_code == 302


def test_a_kind_of_snippet_with_which_one_may_do_nothing_is_not_listed(
    page: PetitionPage, thai: Locale
) -> None:
    """wagtail-localize lists whatever is a snippet to whoever can log in: signatures, too."""
    client = logged_in(translator(thai))
    url = reverse("wagtail_localize:snippets_api_listing", args=["petitions", "signature"])
    assert client.get(url).status_code == 302


def test_translating_is_offered_into_ones_own_languages(
    page: PetitionPage, footer: Footer, thai: Locale, spanish: Locale
) -> None:
    """Somebody who writes the source and knows Thai begins no Spanish translation."""
    user = translator(thai)
    english = Group.objects.create(name="Writers")
    home = Page.objects.get(depth=2, locale=Locale.get_default())
    for permission in Permission.objects.filter(codename="change_page"):
        GroupPagePermission.objects.create(group=english, page=home, permission=permission)
    english.permissions.add(Permission.objects.get(codename="submit_translation"))
    user.groups.add(english)
    client = logged_in(user)
    for url in (
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        reverse("wagtail_localize:submit_snippet_translation", args=["core", "footer", footer.pk]),
    ):
        form = client.get(url).context["form"]
        assert list(form.fields["locales"].queryset) == [thai]
        assert client.post(url, {"locales": [spanish.pk]}).status_code == 200
        assert not Translation.objects.filter(target_locale=spanish).exists()
        assert client.post(url, {"locales": [thai.pk]}).status_code == 302
        assert Translation.objects.filter(target_locale=thai).exists()
        Translation.objects.all().delete()
        StringTranslation.objects.all().delete()


def test_all_languages_are_brought_up_to_date_by_who_works_in_all(
    page: PetitionPage, thai: Locale, spanish: Locale
) -> None:
    """To bring translations up to date may publish every one of them."""
    for locale in (thai, spanish):
        start(page, locale)
    source = Translation.objects.get(target_locale=thai).source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    user = translator(thai)
    user.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    assert logged_in(user).get(url).status_code == 302
    assert logged_in(staff()).get(url).status_code == 200


def test_links_are_chosen_in_ones_own_tree(
    page: PetitionPage, thai: Locale, spanish: Locale
) -> None:
    """Each page of the source has its place there, so that no link leaves the language."""
    client = logged_in(translator(thai))
    own = page.get_translation(thai)
    below = reverse("wagtailadmin_choose_page_child", args=[own.get_parent().pk])
    assert f'data-id="{own.pk}"' in client.get(below).json()["html"]
    firsts = client.get(reverse("wagtailadmin_choose_page")).json()["html"]
    homes = Page.objects.filter(depth=2)
    offered = {home.locale for home in homes if f'data-id="{home.pk}"' in firsts}
    assert offered == {thai}
    foreign = page.get_translation(spanish).get_parent()
    below = reverse("wagtailadmin_choose_page_child", args=[foreign.pk])
    assert client.get(below).status_code == 302


def test_a_reviewer_without_a_language_of_his_own_reaches_what_waits_for_him(
    page: PetitionPage, thai: Locale
) -> None:
    """Wagtail lets those review who have no rights on pages."""
    group = Group.objects.create(name="Reviewers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    reviewer = UserFactory()
    reviewer.groups.add(group)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert logged_in(reviewer).get(edit).status_code == 302
    page.save_revision()
    workflow.start(page, UserFactory())
    assert logged_in(reviewer).get(edit).status_code == 200


PLACING = {
    "delete": {},
    "copy": {"new_title": "Copy", "new_slug": "copy", "alias": ""},
    "set_privacy": {"restriction_type": "login"},
    "convert_alias": {},
    "move": {},
    "set_page_position": {"position": "0"},
}


@pytest.mark.parametrize("name", PLACING)
@pytest.mark.parametrize("is_alias", [True, False])
def test_that_a_translation_exists_and_where_is_decided_with_its_source(
    page: PetitionPage, thai: Locale, name: str, is_alias: bool
) -> None:
    """Deleting one destroys its strings, and opening one makes public what is not."""
    translate(page.get_parent().specific, thai)
    own = page.get_translation(thai) if is_alias else translate(page, thai)
    before = list(Page.objects.order_by("pk").values())
    url = reverse(f"wagtailadmin_pages:{name}", args=[own.pk])
    response = logged_in(translator(thai)).post(url, PLACING[name])
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert list(Page.objects.order_by("pk").values()) == before
    assert not PageViewRestriction.objects.exists()


def test_nor_is_a_translation_moved_or_deleted_by_another_way(
    page: PetitionPage, thai: Locale
) -> None:
    own = translate(page, thai)
    home = Page.objects.get(depth=2, locale=thai)
    client = logged_in(translator(thai))
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[own.pk, home.pk])
    assert client.post(confirm).url == reverse("wagtailadmin_home")
    for action in ("delete", "move"):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        assert client.post(f"{url}?id={own.pk}", {"chooser": home.pk}).status_code == 302
        assert client.get(f"{url}?id={own.pk}").url == reverse("wagtailadmin_home")
        url = reverse("wagtailadmin_api:pages:action", args=[own.pk, action])
        body = {"destination_page_id": home.pk}
        assert client.post(url, body, content_type="application/json").status_code == 302
    own.refresh_from_db()
    assert not own.is_child_of(home)


def test_what_is_written_in_the_language_is_its_own(page: PetitionPage, thai: Locale) -> None:
    home = Page.objects.get(depth=2, locale=thai)
    own = StandardPageFactory(parent=home, locale=thai, slug="thai-only")
    client = logged_in(translator(thai))
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[own.pk])
    assert client.post(privacy, {"restriction_type": "login"}).status_code == 200
    assert own.view_restrictions.get().restriction_type == "login"
    client.post(reverse("wagtailadmin_pages:delete", args=[own.pk]))
    assert not Page.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("name", ["delete", "set_privacy"])
def test_who_writes_the_source_decides_for_its_translations(
    page: PetitionPage, thai: Locale, name: str
) -> None:
    own = translate(page, thai)
    url = reverse(f"wagtailadmin_pages:{name}", args=[own.pk])
    response = logged_in(staff()).get(url)
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["po_download", "review", "start", "machine_translate"])
def test_rights_on_snippets_can_be_taken_from_translators(
    footer: Footer, thai: Locale, name: str
) -> None:
    """Working in a language is not enough: the kind must be theirs to change, too."""
    translation = start(footer, thai)
    fill_in(translation, tool_name="x")
    source = translation.source
    group = thai.translators.group
    group.permissions.remove(*group.permissions.filter(content_type__model="footer"))
    client = logged_in(translator(thai))
    request, url = {
        "po_download": (
            client.get,
            reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        ),
        "review": (client.get, reverse("translators:review", args=[translation.pk])),
        "start": (client.post, reverse("translators:start", args=[source.pk, "th"])),
        "machine_translate": (
            client.post,
            reverse("wagtail_localize:machine_translate", args=[translation.pk]),
        ),
    }[name]
    response = request(url)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
