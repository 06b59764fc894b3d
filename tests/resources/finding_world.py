"""Guidance in five languages, for tests that look for it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from wagtail.models import Locale, Page

from core.models import HomePage
from resources.models import Audience, GuidanceIndexPage, GuidanceNotePage, NoteJurisdiction, Topic
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.translating import add_language, fill_in, put_live, start, translate, write_catalogue

LANGUAGES = ("es", "fr", "ar", "th")

# What the note on images says, its sections, in each language.
IMAGES = {
    "en": [
        ("Introduction", "Photographs of survivors travel far."),
        ("Consent", "A person consents to each of the images, once they know where it is shown."),
    ],
    "es": [
        ("Introducción", "Las fotografías viajan lejos."),
        ("Consentimiento", "La persona autoriza cada una de las imágenes, con sus niños."),
    ],
    "fr": [
        ("Introduction", "Les photographies voyagent loin."),
        ("Consentement", "La personne consent à l’usage de chacune des images qu’elle a données."),
    ],
    "ar": [
        ("مقدمة", "تنتقل الصور بعيداً."),
        ("الموافقة", "يوافق الشخص على كل صُورَة تُنشر، ومعها كرامته."),
    ],
    "th": [
        ("บทนำ", "ภาพเดินทางไปไกล"),
        ("ความยินยอม", "ผู้เสียหายต้องให้ความยินยอมก่อนการถ่ายภาพทุกครั้ง"),
    ],
}
TITLES = {
    "en": ("Note on images", "How to show people with dignity."),
    "es": ("Nota sobre imágenes", "Cómo mostrar a las personas con dignidad."),
    "fr": ("Note sur les images", "Comment montrer les personnes avec dignité."),
    "ar": ("مذكرة عن الصور", "كيف نعرض الناس بكرامة."),
    "th": ("บันทึกเรื่องภาพ", "วิธีแสดงบุคคลอย่างมีศักดิ์ศรี"),
}


def sections(*texts: tuple[str, str], kind: str = "principle", key_message: str = "") -> str:
    """Return a body with a section for each heading and text."""
    return json.dumps(
        [
            {
                "id": str(uuid4()),
                "type": kind,
                "value": {
                    "heading": heading,
                    "key_message": key_message,
                    "short_version": "leave_out",
                    "content": [{"id": str(uuid4()), "type": "text", "value": f"<p>{text}</p>"}],
                },
            }
            for heading, text in texts
        ]
    )


def make_note(
    parent: GuidanceIndexPage,
    *texts: tuple[str, str],
    topics: Sequence[Topic] = (),
    audiences: Sequence[Audience] = (),
    jurisdictions: Sequence[str] = (),
    **more: Any,
) -> GuidanceNotePage:
    """Publish a note with these sections below a list."""
    page = GuidanceNotePageFactory.build(
        locale=parent.locale,
        body=sections(*(texts or [("Introduction", "A text.")])),
        annexes="[]",
        **more,
    )
    page.topics, page.audiences = topics, audiences
    page.jurisdictions = [NoteJurisdiction(code=code) for code in jurisdictions]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return GuidanceNotePage.objects.get(pk=page.pk)


@dataclass
class World:
    """A list with two notes, one of them in all languages, in the trees of all languages."""

    index: GuidanceIndexPage
    # In five languages.
    images: GuidanceNotePage
    # In English alone, with an alias in each other tree.
    interviews: GuidanceNotePage
    locales: dict[str, Locale] = field(default_factory=dict)
    indexes: dict[str, GuidanceIndexPage] = field(default_factory=dict)
    translations: dict[str, GuidanceNotePage] = field(default_factory=dict)


def subject(model: Any, title: str, slug: str) -> Any:
    """Return a topic or audience in the source language."""
    return model.objects.create(title=title, slug=slug, locale=Locale.get_default())


def whole_catalogues(directory: Path) -> list[Path]:
    """Write catalogues in which nothing is missing: pages go live in languages that have one."""
    for code in LANGUAGES:
        write_catalogue(directory, code, Sign="x")
    return [directory]


def make_world(home: HomePage) -> World:
    """Make the list, the notes and all their translations."""
    index = GuidanceIndexPageFactory(parent=home)
    privacy, consent = subject(Topic, "Privacy", "privacy"), subject(Topic, "Consent", "consent")
    media = subject(Audience, "Media", "media")
    title, summary = TITLES["en"]
    images = make_note(
        index,
        *IMAGES["en"],
        title=title,
        summary=summary,
        slug="images",
        topics=[privacy, consent],
        audiences=[media],
        jurisdictions=["001", "TH"],
    )
    interviews = make_note(
        index,
        ("Before", "Ask what the person wants of the interview."),
        ("After", "Store the recordings where nobody finds them."),
        title="Guide to interviews",
        summary="What to ask, and when to stop.",
        slug="interviews",
        kind="guide",
        topics=[privacy],
        jurisdictions=["KE"],
    )
    world = World(index, images, interviews, indexes={"en": index}, translations={"en": images})
    world.locales["en"] = index.locale
    for code in LANGUAGES:
        locale = world.locales[code] = add_language(code)
        translate(home, locale)
        world.indexes[code] = translate(index, locale)
        world.translations[code] = _translate(images, locale)
    return world


def _translate(page: GuidanceNotePage, locale: Locale) -> GuidanceNotePage:
    code = locale.language_code
    said = dict(zip(TITLES["en"], TITLES[code], strict=True))
    for english, other in zip(IMAGES["en"], IMAGES[code], strict=True):
        said.update(zip(english, other, strict=True))
    translation = start(page, locale)
    fill_in(translation, said.__getitem__)
    translated: GuidanceNotePage = put_live(translation)
    return translated


def alias_of(page: Page, locale: Locale) -> GuidanceNotePage:
    """Return what stands for a page in the tree of a language that it is not translated into."""
    return GuidanceNotePage.objects.get(alias_of=page, locale=locale)
