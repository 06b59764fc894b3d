"""A note of 200 sections, 300 footnotes and 100 editions costs what a small one does."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page, Site

from resources.models import Edition, EditionText, GuidanceNotePage
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory, HomePageFactory
from tests.resources.notes import text_of
from tests.resources.test_query_budgets import (
    AROUND,
    AROUND_EDITIONS,
    BELOW,
    FINDING,
    FINDING_TEXT,
    LISTED,
    cost,
)
from tests.resources.texts import TEXTS
from tests.translating import staff

SECTIONS, FOOTNOTES, EDITIONS = 200, 300, 100
# Sections that are another in each edition.
CHANGED = 20


def first_page() -> Any:
    """Return the first page of the site, which has no other."""
    Page.objects.filter(depth=2).delete()
    home = HomePageFactory(parent=Page.objects.get(depth=1), slug="home")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    return home


def big_body(edition: int = 1) -> list[dict[str, Any]]:
    """Return sections of half a page each, some of them different in each edition."""
    words = TEXTS["en"]
    body = []
    for place in range(1, SECTIONS + 1):
        notes = FOOTNOTES * place // SECTIONS - FOOTNOTES * (place - 1) // SECTIONS
        marks = " ".join(f"(({note}))" for note in words.notes[:notes])
        changed = f" As of edition {edition}." if place <= CHANGED else ""
        text = "".join(f"<p>{paragraph}</p>" for paragraph in words.paragraphs[:3])
        pairs = [{"do": do, "dont": dont} for do, dont in words.pairs]
        body.append(
            _block(
                place,
                "section",
                {
                    "heading": f"{words.sections[place % len(words.sections)][0]} {place}",
                    "key_message": words.sections[2][1],
                    "short_version": "key_message",
                    "content": [
                        _block(1000 + place, "text", f"{text}<p>Agreed {marks}.{changed}</p>"),
                        _block(2000 + place, "do_dont", {"pairs": _items(3000 + 9 * place, pairs)}),
                    ],
                },
            )
        )
    return body


def _block(number: int, kind: str, value: Any) -> dict[str, Any]:
    return {"id": str(UUID(int=number)), "type": kind, "value": value}


def _items(number: int, values: list[Any]) -> list[dict[str, Any]]:
    return [_block(number + n, "item", value) for n, value in enumerate(values)]


def big_note(parent: Any) -> GuidanceNotePage:
    """Return a live note in its hundredth edition. The first and the last are really published."""
    page = GuidanceNotePageFactory(
        parent=parent, slug="big", title="The big note", body=json.dumps(big_body())
    )
    first = text_of(page)
    data = json.dumps(first.content)
    numbers = range(2, EDITIONS)
    editions = Edition.objects.bulk_create(
        Edition(
            note=first.edition.note,
            number=number,
            date=date(2016, 11, 10) + timedelta(days=30 * number),
        )
        for number in numbers
    )
    for edition in editions:
        content = json.loads(data.replace("As of edition 1.", f"As of edition {edition.number}."))
        EditionText.objects.create(
            edition=edition,
            language="en",
            title=first.title,
            summary=first.summary,
            changes=f"What changed in edition {edition.number}.",
            has_short_version=True,
            content=content,
            source_digest=str(edition.number),
        )
    page.body = json.dumps(big_body(EDITIONS))
    page.edition_number, page.edition_changes = EDITIONS, "The hundredth."
    page.edition_date = None
    page.save_revision().publish()
    return GuidanceNotePage.objects.get(pk=page.pk)


class BigNote(TestCase):
    """The same statements as for a note of five sections in its first edition."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.guidance = GuidanceIndexPageFactory(parent=first_page())
        cls.page = big_note(cls.guidance)

    def test_it_is_as_big_as_it_says(self) -> None:
        text = text_of(self.page)
        assert text.label == str(EDITIONS)
        assert len(text.document.body) == SECTIONS
        assert len(text.document.footnotes) == FOOTNOTES
        assert EditionText.objects.count() == EDITIONS

    def test_the_page(self) -> None:
        for url in (self.page.url, f"{self.page.url}short/"):
            assert cost(url) == FINDING + AROUND + 1 + LISTED + 3 + BELOW + 1

    def test_an_edition(self) -> None:
        """And where the note's pages are."""
        for url in ("/en/editions/big/50/", "/en/editions/big/50/short/"):
            assert cost(url) == FINDING_TEXT + LISTED + BELOW + 1 + AROUND_EDITIONS

    def test_the_history(self) -> None:
        assert cost("/en/editions/big/") == 1 + LISTED + 1 + AROUND_EDITIONS

    def test_a_comparison(self) -> None:
        """The note, its texts, and the two that are compared."""
        url = "/en/editions/big/compare/?from=1&to=100"
        html = Client().get(url).text
        assert html.count("<del") >= CHANGED
        assert cost(url) == 1 + LISTED + 1 + AROUND_EDITIONS

    def test_the_list_costs_as_much_as_with_a_small_note(self) -> None:
        for number, query in enumerate(["", "?q=dignity", "?kind=note"]):
            url = f"{self.guidance.get_url()}{query}"
            with_big = cost(url)
            GuidanceNotePageFactory(parent=self.guidance, slug=f"small-{number}")
            assert cost(url) == with_big

    def test_the_editor_opens(self) -> None:
        client = Client()
        client.force_login(staff())
        answer = client.get(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
        assert answer.status_code == 200
        assert "The text is that of edition 100." in answer.text
