"""A site in English and Spanish with a page of every kind, for tests that look through it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from wagtail.models import Locale

from core.models import HomePage
from petitions.models import PetitionIndexPage
from tests.factories import (
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    PetitionPageFactory,
    StandardPageFactory,
)


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block of a StreamField as the database stores it."""
    return {"id": str(uuid4()), "type": kind, "value": value}


@dataclass
class SearchedSite:
    """Its pages in English. Spanish has an alias of each of them until it is translated."""

    home: HomePage
    spanish: Locale
    pages: dict[str, Any] = field(default_factory=dict)


def make_site(home: HomePage, petitions: PetitionIndexPage, spanish: Locale) -> SearchedSite:
    """Put a page of every kind below the home page."""
    home.introduction = "<p>A coalition of <b>lanterns</b>.</p>"
    home.save()
    petitions.introduction = "Put your name to a lantern."
    petitions.save()
    guidance = GuidanceIndexPageFactory(parent=home, introduction="Lantern keepers wrote it.")
    pages = {
        "home": home,
        "petitions": petitions,
        "guidance": guidance,
        "petition": PetitionPageFactory(
            parent=petitions,
            title="Dignity in the news",
            text="<p>We ask editors to carry a lantern into each story.</p>",
            thank_you="<p>The gratitude of owls.</p>",
        ),
        "note": GuidanceNotePageFactory(
            parent=guidance, summary="How to hold a lantern.", slug="note"
        ),
        "about": StandardPageFactory(
            parent=home,
            title="About us",
            slug="about",
            introduction="Who we are.",
            body=[
                block("paragraph", "<h2>Roots</h2><p>It began with one <i>lantern</i>.</p>"),
                block(
                    "quote", {"text": "I kept the badger.", "attribution": "A member", "role": ""}
                ),
                block("callout", {"tone": "important", "heading": "", "text": "<p>Look.</p>"}),
                block(
                    "numbers",
                    {"items": [block("item", {"number": "43", "label": "ferrets", "source": ""})]},
                ),
            ],
        ),
    }
    return SearchedSite(home, spanish, pages)


def asked(address: str) -> str:
    """Return the answer to an address, whole."""
    response = Client().get(address)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def titles(query: str, language: str = "en", kind: str = "") -> list[str]:
    """Return what is found, in its order."""
    response = Client().get(f"/{language}/search/", {"q": query, "kind": kind})
    assert response.status_code == 200
    return [found.title for found in response.context["results"].found]
