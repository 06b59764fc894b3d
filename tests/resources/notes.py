"""Notes as editors write them: with every block, in edition after edition."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from resources.models import (
    Audience,
    EditionText,
    GlossaryTerm,
    GuidanceIndexPage,
    GuidanceNotePage,
    NoteJurisdiction,
    Topic,
)
from tests.factories import GuidanceNotePageFactory

# What translators are to translate of the full note's text, each as often as it stands there.
STRINGS = [
    "The full note",
    "Everything that a note can hold.",
    "First",
    "What it comes to.",
    "Look twice ((Judgment of 3 May 2010.)).",
    "Show work.",
    "Show chains.",
    "Show friends.",
    "Ask me first.",
    "A survivor",
    "Founder",
    "Before you publish",
    "Ask <i>once</i> more.",
    "A market at dawn",
    "Drawn by a member",
    "The covenant",
    "Article 17",
    "Protects privacy.",
    "The whole handbook",
    "For desks.",
    "A letter",
    "Take it along.",
    "I, [[Name of the person]], agree.",
    "A list",
    "Tick what is done.",
    "Before",
    "Ask the person.",
    "Ask again.",
    "Afterwards",
    "Keep the letter.",
    "The law",
    "Where it applies.",
    "Kenya protects images.",
    "The Constitution",
    "Article 31",
    "Everyone has the right to privacy.",
    "The Data Protection Act",
    "Section 30",
    "Ana",
    "Silva",
    "Desk",
    "Guild of editors",
    "legal research",
]


def publish(page: GuidanceNotePage, **changes: Any) -> None:
    """Publish a version with these changes."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def changed(page: GuidanceNotePage, heading: str) -> str:
    """Return the body with another first heading."""
    body = json.loads(json.dumps(list(page.body.raw_data)))
    body[0]["value"]["heading"] = heading
    return json.dumps(body)


def text_of(page: GuidanceNotePage, language: str = "en") -> EditionText:
    """Return what readers have."""
    texts = EditionText.objects.filter(edition__note__uuid=page.translation_key, language=language)
    return texts.order_by("-edition__number", "-correction")[0]


def picture(colour: str = "teal") -> ContentFile:
    """Return the file of a picture in one colour."""
    file = BytesIO()
    Image.new("RGB", (400, 300), colour).save(file, "PNG")
    return ContentFile(file.getvalue(), f"{colour}.png")


def full_note(parent: GuidanceIndexPage, **more: Any) -> GuidanceNotePage:
    """Return a live note with every block, a topic, an audience, a jurisdiction and authors."""
    english = Locale.get_default()
    image = get_image_model().objects.create(title="Market", file=picture(), credit="Noor")
    handbook, letter = (
        get_document_model().objects.create(title=title, file=ContentFile(title.encode(), name))
        for title, name in (("Handbook", "handbook.pdf"), ("Letter", "letter.docx"))
    )
    term = GlossaryTerm.objects.create(
        term="Survivor", definition="A person who has lived through it.", locale=english
    )
    page = GuidanceNotePageFactory.build(
        title="The full note",
        slug="full",
        summary="Everything that a note can hold.",
        body=json.dumps(full_body(image.pk, term.pk, handbook.pk)),
        annexes=json.dumps(full_annexes(letter.pk)),
        authors=json.dumps(AUTHORS),
        locale=english,
        **more,
    )
    page.topics = [Topic.objects.create(title="Images", slug="images", locale=english)]
    page.audiences = [Audience.objects.create(title="Media", slug="media", locale=english)]
    page.jurisdictions = [NoteJurisdiction(code="KE"), NoteJurisdiction(code="001")]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return GuidanceNotePage.objects.get(pk=page.pk)


def block(number: int, kind: str, value: Any) -> dict[str, Any]:
    """Return a block as it is stored."""
    return {"id": str(UUID(int=number)), "type": kind, "value": value}


def items(number: int, *values: Any) -> list[dict[str, Any]]:
    """Return a list as it is stored; ids count from `number`."""
    return [block(number + n, "item", value) for n, value in enumerate(values)]


# The body of a note with nothing for its short version.
ONE_SECTION = json.dumps([block(1, "section", {"heading": "Introduction", "content": []})])


def full_body(image: int, term: int, document: int) -> list[dict[str, Any]]:
    """Return one section with every block in it."""
    content = [
        block(101, "text", "<p>Look twice ((Judgment of 3 May 2010.)).</p>"),
        block(
            102,
            "do_dont",
            {
                "pairs": items(
                    120,
                    {"do": "Show work.", "dont": "Show chains."},
                    {"do": "Show friends.", "dont": ""},
                )
            },
        ),
        block(
            103, "quote", {"text": "Ask me first.", "attribution": "A survivor", "role": "Founder"}
        ),
        block(
            104,
            "callout",
            {
                "tone": "important",
                "heading": "Before you publish",
                "text": "<p>Ask <i>once</i> more.</p>",
            },
        ),
        block(
            105,
            "figure",
            {
                "image": {"image": image, "alt_text": "A market at dawn", "decorative": False},
                "caption": "Drawn by a member",
            },
        ),
        block(106, "definition", {"term": term}),
        block(
            107,
            "legal_reference",
            {
                "instrument": "The covenant",
                "provision": "Article 17",
                "year": 1966,
                "jurisdiction": "001",
                "text": "Protects privacy.",
                "url": "https://example.org/covenant",
            },
        ),
        block(
            108,
            "download",
            {"document": document, "title": "The whole handbook", "description": "For desks."},
        ),
    ]
    section = {
        "heading": "First",
        "key_message": "What it comes to.",
        "short_version": "key_message",
        "content": content,
    }
    return [block(100, "section", section)]


def full_annexes(document: int) -> list[dict[str, Any]]:
    """Return an annex of each kind."""
    return [
        block(
            200,
            "form_letter",
            {
                "heading": "A letter",
                "introduction": "<p>Take it along.</p>",
                "short_version": "leave_out",
                "letter": "<p>I, [[Name of the person]], agree.</p>",
                "document": document,
            },
        ),
        block(
            201,
            "checklist",
            {
                "heading": "A list",
                "introduction": "<p>Tick what is done.</p>",
                "short_version": "whole",
                "groups": items(
                    210,
                    {"heading": "Before", "items": items(220, "Ask the person.", "Ask again.")},
                    {"heading": "Afterwards", "items": items(230, "Keep the letter.")},
                ),
            },
        ),
        block(
            202,
            "legal_background",
            {
                "heading": "The law",
                "introduction": "<p>Where it applies.</p>",
                "short_version": "leave_out",
                "jurisdictions": items(
                    240,
                    {
                        "jurisdiction": "KE",
                        "text": "<p>Kenya protects images.</p>",
                        "references": items(
                            250,
                            {
                                "instrument": "The Constitution",
                                "provision": "Article 31",
                                "year": 2010,
                                "jurisdiction": "KE",
                                "text": "Everyone has the right to privacy.",
                                "url": "",
                            },
                            {
                                "instrument": "The Data Protection Act",
                                "provision": "Section 30",
                                "year": 2019,
                                "jurisdiction": "KE",
                                "text": "",
                                "url": "",
                            },
                        ),
                    },
                ),
            },
        ),
    ]


AUTHORS = [
    block(
        300,
        "person",
        {
            "given_name": "Ana",
            "family_name": "Silva",
            "affiliation": "Desk",
            "url": "https://example.org/ana",
        },
    ),
    block(301, "organisation", {"name": "Guild of editors", "part": "legal research", "url": ""}),
]
