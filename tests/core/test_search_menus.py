"""The menus that editors arrange: what readers are shown of them, in each language."""

import json
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation

from core.menus.shown import MenuGroup
from core.models import HomePage, Menu, SiteSettings, StandardPage
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, fill_in, put_live, staff, start, translate, translator
from translators.worklist import State, work_items

pytestmark = pytest.mark.one_database


def page_item(page: Page, label: str = "") -> dict[str, Any]:
    return {"id": str(uuid4()), "type": "page", "value": {"page": page.pk, "label": label}}


def link_item(label: str, url: str = "https://example.org/") -> dict[str, Any]:
    return {"id": str(uuid4()), "type": "link", "value": {"label": label, "url": url}}


def group_item(label: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(uuid4()), "type": "group", "value": {"label": label, "items": list(items)}}


def make_menu(*items: dict[str, Any], locale: Locale | None = None) -> Menu:
    """Publish a menu."""
    menu = Menu(
        title="Menu", items=json.dumps(items), locale=locale or Locale.get_default(), live=False
    )
    menu.save()
    menu.save_revision().publish()
    menu.refresh_from_db()
    return menu


def choose(main: Menu | None = None, footer: Menu | None = None) -> None:
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"main_menu": main, "footer_menu": footer}
    )


def read(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def shown(url: str, place: str = "main") -> list[Any]:
    """Return the labels at the head or the foot of a page; those of a group in a list below it."""
    menus = Client().get(url).context["menus"]
    labels: list[Any] = []
    for entry in getattr(menus, place):
        labels.append(entry.label)
        if isinstance(entry, MenuGroup):
            labels.append([link.label for link in entry.links])
    return labels


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    return StandardPageFactory(parent=home, title="About us", slug="about")


@pytest.fixture
def menu(about: StandardPage, page: PetitionPage, petition_index: PetitionIndexPage) -> Menu:
    """A page, a group with a page under another label and a link elsewhere, a link elsewhere."""
    made = make_menu(
        page_item(petition_index),
        group_item("The coalition", page_item(about, "Who we are"), link_item("Partners")),
        link_item("News", "https://news.example.org/"),
    )
    choose(main=made)
    return made


# --- what is shown -------------------------------------------------------------


def test_without_a_menu_the_pages_that_say_so_are_shown(
    petition_index: PetitionIndexPage, about: StandardPage
) -> None:
    assert shown(about.url) == ["Petitions"]
    assert "menu.js" not in read(about.url)
    assert SiteSettings.objects.get().main_menu is None


def test_a_menu_is_shown_as_it_is_arranged(menu: Menu, home: HomePage) -> None:
    assert shown(home.url) == ["Petitions", "The coalition", ["Who we are", "Partners"], "News"]
    html = read(home.url)
    assert '<details class="menu__group" name="main-menu">' in html
    assert '<summary class="menu__link">The coalition</summary>' in html
    assert '<a class="menu__link" href="/en/about/">Who we are</a>' in html
    assert '<a class="menu__link" href="https://news.example.org/">News</a>' in html
    assert "js/menu.js" in html


def test_what_is_read_now_is_marked(
    menu: Menu, about: StandardPage, page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    html = read(about.url)
    assert 'href="/en/about/" aria-current="page">Who we are</a>' in html
    assert '<summary class="menu__link" aria-current="true">The coalition</summary>' in html
    assert 'href="/en/petitions/" aria-current="page">' in read(petition_index.url)
    assert 'href="/en/petitions/" aria-current="true">' in read(page.url)


def test_the_home_page_is_not_above_everything(home: HomePage, about: StandardPage) -> None:
    choose(main=make_menu(page_item(home)))
    assert 'href="/en/" aria-current="page">Home</a>' in read(home.url)
    assert '<a class="menu__link" href="/en/">Home</a>' in read(about.url)


def test_what_nobody_may_read_is_left_out(
    menu: Menu, about: StandardPage, home: HomePage, petition_index: PetitionIndexPage
) -> None:
    about.unpublish()
    assert shown(home.url) == ["Petitions", "The coalition", ["Partners"], "News"]
    PageViewRestriction.objects.create(page=petition_index, restriction_type="login")
    assert shown(home.url) == ["The coalition", ["Partners"], "News"]
    # Deleted, it leaves nothing either.
    about.delete()
    assert shown(home.url) == ["The coalition", ["Partners"], "News"]


def test_a_group_without_links_is_left_out(about: StandardPage, home: HomePage) -> None:
    choose(main=make_menu(group_item("Empty", page_item(about)), link_item("News")))
    about.unpublish()
    assert shown(home.url) == ["News"]


def test_a_menu_that_is_not_live_is_not_shown(
    menu: Menu, home: HomePage, petition_index: PetitionIndexPage
) -> None:
    menu.items = json.dumps([link_item("Draft")])
    menu.save_revision()
    assert "Draft" not in str(shown(home.url))
    menu.unpublish()
    assert shown(home.url) == ["Petitions"]
    menu.delete()
    assert shown(home.url) == ["Petitions"]


def test_a_menu_at_the_foot(menu: Menu, home: HomePage) -> None:
    assert shown(home.url, "footer") == []
    assert "footer-menu" not in read(home.url)
    choose(footer=menu)
    assert shown(home.url, "footer") == shown_labels(menu)
    assert shown(home.url) == ["Petitions"]
    foot = read(home.url).partition('<footer class="site-footer">')[2]
    assert '<p class="footer-menu__label" id="footer-menu-2">The coalition</p>' in foot
    assert '<ul class="footer-menu__below" aria-labelledby="footer-menu-2">' in foot


def shown_labels(menu: Menu) -> list[Any]:
    return ["Petitions", "The coalition", ["Who we are", "Partners"], "News"]


def test_labels_are_text(home: HomePage) -> None:
    choose(main=make_menu(link_item("<b>Fish & chips</b>")))
    assert "&lt;b&gt;Fish &amp; chips&lt;/b&gt;</a>" in read(home.url)


# --- languages -------------------------------------------------------------------


@pytest.fixture
def spanish(home: HomePage, menu: Menu) -> Locale:
    locale = add_language("es")
    translate(home, locale)
    return locale


def test_pages_are_in_the_readers_language_where_the_menu_is_not(
    menu: Menu, about: StandardPage, spanish: Locale
) -> None:
    # Nothing else is translated: aliases, with labels in the menu's own language.
    assert shown("/es/") == ["Petitions", "The coalition", ["Who we are", "Partners"], "News"]
    html = read("/es/")
    assert '<summary class="menu__link" lang="en" dir="ltr">The coalition</summary>' in html
    assert 'href="/es/about/" lang="en" dir="ltr" hreflang="en">Who we are</a>' in html
    translate(about, spanish)
    # A title that readers understand in place of a label that they do not.
    assert shown("/es/")[2] == ["es: About us", "Partners"]
    assert '<a class="menu__link" href="/es/about/">es: About us</a>' in read("/es/")


def test_a_translated_menu(menu: Menu, about: StandardPage, spanish: Locale) -> None:
    translated = translate(menu, spanish)
    assert translated.live
    assert shown("/es/") == [
        "Petitions",
        "es: The coalition",
        ["es: Who we are", "es: Partners"],
        "es: News",
    ]
    html = read("/es/")
    # The page that it leads to is in English still.
    assert 'href="/es/about/" hreflang="en">es: Who we are</a>' in html
    translate(about, spanish)
    assert '<a class="menu__link" href="/es/about/">es: Who we are</a>' in read("/es/")
    assert shown("/en/") == shown_labels(menu)


def test_a_page_whose_translation_is_not_live_is_read_in_the_source_language(
    menu: Menu, about: StandardPage, spanish: Locale
) -> None:
    translate(about, spanish).unpublish()
    html = read("/es/")
    assert 'href="/en/about/" lang="en" dir="ltr" hreflang="en">Who we are</a>' in html


def test_a_private_translation_is_left_out(
    menu: Menu, about: StandardPage, spanish: Locale
) -> None:
    private = translate(about, spanish)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert shown("/es/")[2] == ["Partners"]
    assert shown("/en/")[2] == ["Who we are", "Partners"]


def test_a_page_of_one_language_alone(home: HomePage, spanish: Locale) -> None:
    """Chosen in Spanish, and never in English."""
    first = HomePage.objects.get(locale=spanish)
    own = StandardPageFactory(parent=first, title="Aquí", slug="aqui", locale=spanish)
    choose(main=make_menu(page_item(own)))
    assert shown("/en/") == ["Aquí"]
    assert 'href="/es/aqui/" lang="es" dir="ltr" hreflang="es">Aquí</a>' in read("/en/")


def test_a_language_arranges_its_menu_by_itself(
    menu: Menu, about: StandardPage, spanish: Locale, admin_client: Client
) -> None:
    """It stops the translation; what the source says from then on is its own affair."""
    translated = translate(menu, spanish)
    translation = Translation.objects.get(
        source__object_id=menu.translation_key, target_locale=spanish
    )
    stopped = admin_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert stopped.status_code == 302
    edit = f"/admin/snippets/core/menu/edit/{translated.pk}/"
    used = {template.name for template in admin_client.get(edit).templates}
    assert "wagtailsnippets/snippets/edit.html" in used
    assert "wagtail_localize/admin/edit_translation.html" not in used
    form = nested_form_data(
        {
            "title": "Menu",
            "items": streamfield(
                [
                    ("link", {"label": "Noticias de aquí", "url": "https://es.example.org/"}),
                    ("page", {"page": about.pk, "label": "Quiénes somos"}),
                ]
            ),
            "action-publish": "1",
        }
    )
    answer = admin_client.post(edit, form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert shown("/es/") == ["Noticias de aquí", "Quiénes somos"]
    menu.items = json.dumps([link_item("Elsewhere")])
    menu.save_revision().publish()
    assert shown("/en/") == ["Elsewhere"]
    assert shown("/es/") == ["Noticias de aquí", "Quiénes somos"]


def test_translators_find_it_in_their_list(menu: Menu, spanish: Locale) -> None:
    def item() -> Any:
        return next(item for item in work_items([spanish]) if item.title == "Menu")

    assert item().state == State.WAITING
    assert item().source.specific_content_type.model == "menu"
    # The labels; the titles of pages are translated with the pages.
    assert item().progress.strings == 4
    translation = start(menu, spanish)
    client = Client()
    client.force_login(translator(spanish))
    assert "Menu" in client.get("/admin/translations/").content.decode()
    fill_in(translation)
    put_live(translation)
    assert item().state == State.DONE


# --- in the admin ------------------------------------------------------------------


def test_communications_staff_make_menus(
    home: HomePage, about: StandardPage, petition_index: PetitionIndexPage
) -> None:
    client = Client()
    client.force_login(staff())
    form = nested_form_data(
        {
            "title": "Main menu",
            "items": streamfield(
                [
                    ("page", {"page": about.pk, "label": ""}),
                    (
                        "group",
                        {
                            "label": "Act",
                            "items": streamfield(
                                [("page", {"page": petition_index.pk, "label": "Sign"})]
                            ),
                        },
                    ),
                ]
            ),
            "action-publish": "1",
        }
    )
    answer = client.post("/admin/snippets/core/menu/add/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    menu = Menu.objects.get()
    assert menu.live
    choose(main=menu)
    assert shown(home.url) == ["About us", "Act", ["Sign"]]


def test_what_is_missing_is_said(home: HomePage, admin_client: Client) -> None:
    form = nested_form_data(
        {
            "title": "Main menu",
            "items": streamfield([("link", {"label": "", "url": "no address"})]),
            "action-publish": "1",
        }
    )
    answer = admin_client.post("/admin/snippets/core/menu/add/", form)
    assert answer.status_code == 200
    assert "This field is required." in answer.content.decode()
    assert "Enter a valid URL." in answer.content.decode()


def test_menus_are_chosen_in_the_settings(menu: Menu, admin_client: Client) -> None:
    html = admin_client.get(
        reverse("wagtailsettings:edit", args=["core", "sitesettings", Site.objects.get().pk])
    ).content.decode()
    assert 'name="main_menu"' in html
    assert 'name="footer_menu"' in html


def test_the_migration_can_be_undone(db: Any) -> None:
    migration: Any = import_module("petitions.migrations.0009_communications_staff_menus")
    group = Group.objects.get(name="Communications staff")
    held = group.permissions.filter(content_type__model="menu")
    assert {permission.codename for permission in held} == set(migration.PERMISSIONS)
    editor: Any = SimpleNamespace(connection=connection)
    migration.remove_permissions(apps, editor)
    assert not held.all().exists()
    migration.add_permissions(apps, editor)
    assert held.all().count() == len(migration.PERMISSIONS)


def test_a_preview_shows_the_draft_as_its_readers_will_see_it(
    menu: Menu, about: StandardPage, spanish: Locale
) -> None:
    translate(about, spanish)
    translated = translate(menu, spanish)
    translated.items = json.dumps([page_item(about), link_item("Borrador")])
    response = translated.make_preview_request()
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="es"' in html
    for part in (html.partition("<main")[0], html.partition("</main>")[2]):
        assert ">es: About us</a>" in part
        assert ">Borrador</a>" in part
    assert "Borrador" not in read("/es/")


# --- cost ------------------------------------------------------------------------


def cost(url: str) -> int:
    Client().get(url)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_menus_have_their_price(menu: Menu, about: StandardPage, spanish: Locale) -> None:
    choose()
    # Restrictions and pages.
    without = {code: cost(f"/{code}/") - 2 for code in ("en", "es")}
    choose(main=menu, footer=menu)
    # The pages of both.
    assert cost("/en/") == without["en"] + 1
    translate(menu, spanish)
    # And both in the reader's language.
    assert cost("/es/") == without["es"] + 2


def test_longer_menus_cost_no_more(menu: Menu, home: HomePage, spanish: Locale) -> None:
    spent = []
    items: list[dict[str, Any]] = []
    for time in range(2):
        for number in range(4):
            slug = f"page-{time}-{number}"
            page = StandardPageFactory(parent=home, title=f"Page {slug}", slug=slug)
            if number % 2:
                translate(page, spanish)
            items += [page_item(page), group_item(f"Group {slug}", page_item(page, "Label"))]
        longer = make_menu(*items)
        choose(main=longer, footer=longer)
        assert len(shown("/en/")) == 8 * 1.5 * (time + 1)
        spent.append([cost("/en/"), cost("/es/")])
    assert spent[0] == spent[1]
