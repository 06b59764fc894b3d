"""What a note's page and its references say about how to cite it."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from resources.documents import Document
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.resources.documents import rich_document
from tests.resources.rows import add_text

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def told(html: str) -> dict[str, Any]:
    """Return what a page tells search engines."""
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(script)
    return found


@pytest.fixture
def _editions(home: Any) -> None:
    for number in (1, 2):
        add_text("pictures", number, rich_document("en"))
    add_text("pictures", 2, rich_document("th"))


@pytest.mark.usefixtures("_editions")
class TestEdition:
    def test_a_page_says_how_to_cite_what_is_on_it(self) -> None:
        for address in ("/en/editions/pictures/2/", "/en/editions/pictures/2/short/"):
            html = Client().get(address).content.decode()
            data = told(html)
            assert data["@id"] == "http://testserver/en/editions/pictures/2/"
            assert (data["version"], data["inLanguage"]) == ("2", "en")
            assert (data["datePublished"], data["dateCreated"]) == ("2017-07-03", "2016-07-03")
            assert [work["inLanguage"] for work in data["workTranslation"]] == ["th"]
            pdf = data["encoding"]["contentUrl"]
            assert pdf == "http://testserver/en/editions/pictures/2/full.pdf"
            assert '<meta property="article:modified_time" content="2017-07-03">' in html
            assert f"<cite>{rich_document('en').title}</cite>" in html
            assert "(edition 2, July 3, 2017)" in html

    def test_a_translation_says_of_what(self) -> None:
        data = told(Client().get("/th/editions/pictures/2/").content.decode())
        assert data["inLanguage"] == "th"
        assert data["translationOfWork"]["@id"] == "http://testserver/en/editions/pictures/2/"

    def test_reference_managers_have_files(self) -> None:
        html = Client().get("/en/editions/pictures/2/").content.decode()
        bibtex, csl = (f"/en/editions/pictures/2/cite.{suffix}" for suffix in ("bib", "json"))
        assert f'href="{bibtex}"' in html
        assert f'href="{csl}"' in html
        assert Client().get(bibtex).content.startswith(b"@techreport{pictures-2-en,")
        (item,) = Client().get(csl).json()
        assert item["id"] == "pictures-2-en"
        assert item["URL"] == "http://testserver/en/editions/pictures/2/"

    def test_it_is_there_in_plain_text(self) -> None:
        text = Client().get("/th/editions/pictures/2.md").content.decode()
        assert text.startswith(f'---\ntitle: "{rich_document("th").title}"\nlanguage: "th"\n')
        for note in rich_document("th").footnotes:
            assert f"[^{note.number}]: " in text


def test_the_page_of_a_note_cites_the_edition_that_it_shows(home: Any) -> None:
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home), slug="pictures")
    data = told(Client().get(note.url).content.decode())
    assert data["@id"] == "http://testserver/en/editions/pictures/1/"


def test_nothing_typed_ends_the_script(home: Any) -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    add_text("pictures", 1, Document(title, title, "en"))
    html = Client().get("/en/editions/pictures/1/").content.decode()
    assert told(html)["name"] == title
    assert "<script>alert" not in html
