"""Guidance in five languages, for tests that look for it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from uuid import uuid4

from django.test import TestCase, override_settings
from wagtail.models import Locale, Page, Site

from resources.models import Audience, GuidanceIndexPage, GuidanceNotePage, NoteJurisdiction, Topic
from tests.factories import (
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    HomePageFactory,
)
from tests.translating import write_catalogue

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


def whole_catalogues(directory: Path, *codes: str) -> list[Path]:
    """Write catalogues in which nothing is missing: notes go live in languages that have one."""
    for code in codes or LANGUAGES:
        write_catalogue(directory, code, Sign="x")
    return [directory]


def make_world() -> World:
    """Make a site with the list, the notes and all their translations, and nothing else."""
    Page.objects.filter(depth=2).delete()
    home = HomePageFactory(parent=Page.objects.get(depth=1), slug="home")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
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
        locale = world.locales[code] = Locale.objects.create(language_code=code)
        translate_by_hand(home, locale, title="Home")
        world.indexes[code] = translate_by_hand(index, locale, title=f"Guidance in {code}")
        title, summary = TITLES[code]
        body = json.loads(sections(*IMAGES[code]))
        for block, english in zip(body, images.body.raw_data, strict=True):
            block["id"] = english["id"]
        world.translations[code] = translate_by_hand(
            images, locale, title=title, summary=summary, body=json.dumps(body)
        )
        interviews.copy_for_translation(locale, alias=True)
    return world


def translate_by_hand(page: Any, locale: Locale, **texts: str) -> Any:
    """Publish a translation of a page without wagtail-localize, which takes its time."""
    translated = page.copy_for_translation(locale, copy_parents=True)
    for name, text in texts.items():
        setattr(translated, name, text)
    translated.save_revision().publish()
    return type(page).objects.get(pk=translated.pk)


class WithWorld:
    """Makes the world once for a class of tests: it takes seconds. What a test does is undone."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        """Make it, in languages whose catalogues are whole."""
        with TemporaryDirectory() as directory:
            catalogues = whole_catalogues(Path(directory))
            with override_settings(LOCALE_PATHS=catalogues):
                cls.world = make_world()


class WorldTestCase(WithWorld, TestCase):
    """Tests that find things in the world."""


def alias_of(page: Page, locale: Locale) -> GuidanceNotePage:
    """Return what stands for a page in the tree of a language that it is not translated into."""
    return GuidanceNotePage.objects.get(alias_of=page, locale=locale)
