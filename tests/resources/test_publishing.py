"""A note's editions: what publication makes, refuses, and never changes again."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from resources.models import EditionText, GuidanceIndexPage, GuidanceNotePage, UnchangeableError
from tests.factories import (
    NOTE_BODY,
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guidance(home: Any) -> GuidanceIndexPage:
    return GuidanceIndexPageFactory(parent=home)


@pytest.fixture
def note(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    return GuidanceNotePageFactory(parent=guidance, slug="pictures")


def publish(page: GuidanceNotePage, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def changed_body(heading: str) -> str:
    body = json.loads(json.dumps(NOTE_BODY))
    body[0]["value"]["heading"] = heading
    return json.dumps(body)


def test_publishing_makes_an_edition(note: GuidanceNotePage) -> None:
    text = EditionText.objects.get()
    assert (text.label, text.language, text.edition.note.code) == ("1", "en", "pictures")
    document = text.document
    assert [section.label for section in document.sections] == [
        "1",
        "1.1",
        "Principle 1",
        "Annex 1",
        "Annex 2",
    ]
    assert [section.anchor for section in document.sections] == [
        "section-1",
        "section-1-1",
        "principle-1",
        "annex-1",
        "annex-2",
    ]
    assert [(note.number, note.html) for note in document.footnotes] == [
        (1, "A footnote about this."),
        (2, "A second footnote."),
    ]
    assert [section.anchor for section in document.shortened().sections] == [
        "principle-1",
        "annex-2",
    ]


def test_publishing_the_same_text_again_makes_none(note: GuidanceNotePage) -> None:
    publish(note, search_description="Found more easily.")
    assert EditionText.objects.count() == 1


def test_another_text_needs_another_number(note: GuidanceNotePage) -> None:
    with pytest.raises(ValidationError, match="give it the number 2"):
        publish(note, body=changed_body("Beginning"))
    assert EditionText.objects.count() == 1


def test_the_next_number_needs_a_word_about_what_changed(note: GuidanceNotePage) -> None:
    with pytest.raises(ValidationError, match="Say what has changed since edition 1"):
        publish(note, body=changed_body("Beginning"), edition_number=2)
    publish(note, body=changed_body("Beginning"), edition_number=2, edition_changes="New words.")
    assert sorted(text.label for text in EditionText.objects.all()) == ["1", "2"]


def test_an_edition_cannot_be_written_twice(note: GuidanceNotePage) -> None:
    text = EditionText.objects.get()
    text.title = "Another"
    with pytest.raises(UnchangeableError):
        text.save()
    with pytest.raises(UnchangeableError):
        text.delete()
    with pytest.raises(UnchangeableError):
        EditionText.objects.update(title="Another")
    with pytest.raises(UnchangeableError):
        EditionText.objects.all().delete()


def test_readers_see_the_newest_edition(client: Client, note: GuidanceNotePage) -> None:
    answer = client.get(note.url)
    assert answer.status_code == 200
    assert "Pictures speak before words do" in answer.text
    assert client.get("/en/editions/pictures/1/").status_code == 200
    assert client.get("/en/editions/pictures/1/short/").status_code == 200
    assert client.get("/en/editions/pictures/2/").status_code == 404
    assert client.get("/en/editions/pictures/").status_code == 200


def test_the_text_is_there_without_its_page(client: Client, note: GuidanceNotePage) -> None:
    for address in ("/en/guidance/pictures.md", "/en/editions/pictures/1.md"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (
            200,
            "text/markdown; charset=utf-8",
        )
        assert "Pictures speak before words do" in answer.text
    assert client.get("/en/guidance.md").status_code == 404
    assert client.get("/en/guidance/pictures/short.md").status_code == 404
    assert client.get("/en/editions/pictures/1/cite.bib").text.startswith("@")
    assert client.get("/en/editions/pictures/1/cite.json").json()[0]["edition"]


def test_the_api_tells_of_the_newest_edition(client: Client, note: GuidanceNotePage) -> None:
    answer = client.get(f"/api/v2/pages/{note.pk}/").json()
    assert answer["edition"]["number"] == "1"
    assert [section["anchor"] for section in answer["sections"]][:2] == ["section-1", "section-1-1"]
