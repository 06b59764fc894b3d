"""Wagtail's API: what it finds, and what it says to whatever somebody types."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from petitions.models import PetitionPage
from tests.factories import PetitionPageFactory

PAGES = "/api/v2/pages/"
# Numbers beyond every column, what no database stores, what is neither number nor day.
WILD = (
    "0",
    "-1",
    "99999999999999999999",
    "\x00",
    "1\x00",
    "'\"",
    '"',
    "'",
    "dig'nity",
    "()*^-:",
    "\ufffd",
    "\n",
    "x",
    "1.5",
)
NAMES = (
    "id",
    "slug",
    "locale",
    "type",
    "child_of",
    "descendant_of",
    "ancestor_of",
    "translation_of",
    "order",
    "offset",
    "limit",
    "search",
    "search_operator",
    "fields",
    "title",
    "show_in_menus",
    "first_published_at",
    "alias_of",
    "site",
)


def found(client: Client, query: str) -> list[str]:
    answer = client.get(f"{PAGES}?{query}")
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def test_pages_are_found_by_their_words(petition_index: Any, client: Client) -> None:
    PetitionPageFactory(parent=petition_index, title="Dignity for all")
    PetitionPageFactory(parent=petition_index, title="Dignity unpublished").unpublish()
    private = PetitionPageFactory(parent=petition_index, title="Dignity in private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    call_command("update_index", verbosity=0)
    for query in ("search=dignity", "search=%22dignity%22", "search=dignity%00"):
        assert found(client, query) == ["Dignity for all"]
        assert found(client, f"type=petitions.PetitionPage&{query}") == ["Dignity for all"]


@pytest.mark.parametrize("name", NAMES)
def test_any_value_is_answered(name: str, page: PetitionPage, client: Client) -> None:
    for value in WILD:
        for kind in ("", "type=petitions.PetitionPage&"):
            answer = client.get(f"{PAGES}?{kind}{name}={quote(value)}")
            assert answer.status_code in (200, 400, 404), (name, value)


@pytest.mark.parametrize("name", ["id", "html_path", "site"])
def test_any_page_can_be_asked_for(name: str, page: PetitionPage, client: Client) -> None:
    for value in (*WILD, "localhost:x"):
        answer = client.get(f"{PAGES}find/?{name}={quote(value)}")
        assert answer.status_code in (400, 404), value
    assert client.get(f"{PAGES}find/?id={page.pk}").status_code == 302
