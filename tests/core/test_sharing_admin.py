"""Short links in the admin: who may make them, from where, and what the list tells."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.models import HomePage, ShortLink, ShortLinkDay
from petitions.models import PetitionPage
from tests.factories import StandardPageFactory, UserFactory
from tests.translating import add_language, staff, translate, translator

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]

LIST, ADD = "short_links:index", "short_links:add"


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(home: HomePage) -> Client:
    """A browser with a member of the communications staff logged in."""
    return client_of(staff())


@pytest.fixture
def link(page: PetitionPage) -> ShortLink:
    """A link to the petition."""
    return ShortLink.objects.create(
        translation_key=page.translation_key, source="poster", label="Posters"
    )


def test_staff_make_a_link_from_the_petitions_page(editor: Client, page: PetitionPage) -> None:
    url = f"{reverse(ADD)}?page={page.pk}"
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    # In the page's menu, as on every page, and beside the count.
    assert html.count(url) == 2
    form = editor.get(url).context["form"]
    assert form.initial == {"page": page.page_ptr, "label": page.title}
    response = editor.post(url, {"page": page.pk, "label": "Posters", "source": "poster-1"})
    link = ShortLink.objects.get()
    assert response["Location"] == reverse("short_links:inspect", args=[link.pk])
    assert link.translation_key == page.translation_key
    assert (link.label, link.source) == ("Posters", "poster-1")
    assert link.created_by is not None
    shown = editor.get(response["Location"]).content.decode()
    assert link.url in shown
    assert f"/s/{link.code}/qr.svg" in shown
    assert ModelLogEntry.objects.filter(action="wagtail.create", label="Posters").exists()


def test_a_link_from_a_translation_or_an_alias_is_the_pages(
    editor: Client, page: PetitionPage
) -> None:
    spanish = translate(page, add_language("es"))
    add_language("fr")
    alias = PetitionPage.objects.get(alias_of=page)
    for chosen in (spanish, alias):
        editor.post(reverse(ADD), {"page": chosen.pk, "label": chosen.locale.language_code})
    keys = set(ShortLink.objects.values_list("translation_key", flat=True))
    assert keys == {page.translation_key}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"page": ""}, "This field is required."),
        ({"page": "987654"}, "Select a valid choice"),
        ({"label": ""}, "This field is required."),
        ({"source": "with spaces"}, "Use letters, digits"),
        ({"source": "https://evil.example/"}, "Use letters, digits"),
        ({"source": "a&b=c"}, "Use letters, digits"),
        ({"source": "x" * 65}, "at most 64 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    editor: Client, page: PetitionPage, data: dict[str, str], said: str
) -> None:
    typed = {"page": page.pk, "label": "Kept as typed", "source": "poster", **data}
    html = editor.post(reverse(ADD), typed).content.decode()
    assert said in html
    assert not ShortLink.objects.exists()
    if "label" not in data:
        assert "Kept as typed" in html


def test_the_root_of_the_tree_is_no_page(editor: Client, home: HomePage) -> None:
    editor.post(reverse(ADD), {"page": home.get_parent().pk, "label": "Root"})
    assert not ShortLink.objects.exists()


@pytest.mark.parametrize("page_id", ["x", "-1", "987654", "9" * 40, ""])
def test_a_page_in_the_address_that_is_none_proposes_nothing(editor: Client, page_id: str) -> None:
    assert editor.get(f"{reverse(ADD)}?page={page_id}").status_code == 200


def test_what_it_leads_to_may_be_changed_and_the_code_stays(
    editor: Client, link: ShortLink, home: HomePage
) -> None:
    about = StandardPageFactory(parent=home)
    edit = reverse("short_links:edit", args=[link.pk])
    assert editor.get(edit).context["form"].initial["page"].translation_key == link.translation_key
    editor.post(edit, {"page": about.pk, "label": "Posters, second run", "source": "poster"})
    changed = ShortLink.objects.get()
    assert changed.code == link.code
    assert changed.translation_key == about.translation_key
    assert Client().get(link.path)["Location"] == f"{about.url}?source=poster"


def test_removing_says_what_becomes_of_printed_codes(editor: Client, link: ShortLink) -> None:
    delete = reverse("short_links:delete", args=[link.pk])
    assert "scans a code that is printed" in editor.get(delete).content.decode()
    editor.post(delete)
    assert not ShortLink.objects.exists()


def test_the_list_shows_address_page_state_and_hits(
    editor: Client, link: ShortLink, page: PetitionPage
) -> None:
    today = datetime.now(UTC).date()
    for back, hits in ((0, 3), (40, 1000)):
        ShortLinkDay.objects.create(link=link, day=today - timedelta(days=back), hits=hits)
    html = editor.get(reverse(LIST)).content.decode()
    for shown in (link.url, link.label, page.title, "poster", "1,003", "Copy the address"):
        assert shown in html
    assert "Not published" not in html
    page.unpublish()
    assert "Not published" in editor.get(reverse(LIST)).content.decode()
    # One day by itself, the other in the sum alone.
    html = editor.get(reverse("short_links:inspect", args=[link.pk])).content.decode()
    assert "1,003 times in all." in html
    assert "<td>3</td>" in html
    assert "<td>1,000</td>" not in html
    assert "is not published, or is private" in html
    page.delete()
    assert "Deleted" in editor.get(reverse(LIST)).content.decode()
    html = editor.get(reverse("short_links:inspect", args=[link.pk])).content.decode()
    assert "The page was deleted" in html
    assert editor.get(reverse("short_links:edit", args=[link.pk])).status_code == 200


def test_the_list_finds_links_by_words_source_and_page(
    editor: Client, link: ShortLink, page: PetitionPage, home: HomePage
) -> None:
    about = StandardPageFactory(parent=home)
    other = ShortLink.objects.create(
        translation_key=about.translation_key, label="Flyers", source="flyer"
    )
    for query, found in (
        ("q=Posters", link),
        (f"q={other.code}", other),
        ("source=flyer", other),
        (f"page={page.pk}", link),
        (f"page={about.pk}", other),
    ):
        html = editor.get(f"{reverse(LIST)}?{query}").content.decode()
        missing = other if found == link else link
        assert found.url in html, query
        assert missing.url not in html, query


def test_the_list_costs_the_same_for_twice_as_many(editor: Client, page: PetitionPage) -> None:
    spent = []
    for _time in range(2):
        for number in range(10):
            made = ShortLink.objects.create(
                translation_key=page.translation_key, label=f"{number}", created_by=UserFactory()
            )
            ShortLinkDay.objects.create(link=made, day=datetime.now(UTC).date(), hits=1)
        editor.get(reverse(LIST))
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse(LIST))
        spent.append(len(captured))
    assert spent[0] == spent[1]


def test_those_without_permission_see_and_make_nothing(link: ShortLink, page: PetitionPage) -> None:
    nobody = UserFactory()
    nobody.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    thai = translator(add_language("th"))
    for user in (nobody, thai):
        client = client_of(user)
        for name, args in (
            (LIST, []),
            (ADD, []),
            ("short_links:edit", [link.pk]),
            ("short_links:inspect", [link.pk]),
            ("short_links:delete", [link.pk]),
        ):
            assert client.get(reverse(name, args=args)).status_code == 302, name
            client.post(reverse(name, args=args), {"page": page.pk, "label": "Mine"})
        assert "Short links" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert list(ShortLink.objects.values_list("label", flat=True)) == ["Posters"]


def test_a_reader_of_the_list_may_not_make_any(link: ShortLink) -> None:
    reader = UserFactory()
    codenames = ["access_admin", "view_shortlink"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = client_of(reader)
    assert link.url in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse(ADD)).status_code == 302
