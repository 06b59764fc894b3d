"""The address of a PDF: the file, or a page that says where it is."""

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core import libraries
from resources.models import EditionPdf, EditionText, GuidanceNotePage
from resources.pdf import making
from resources.pdf.making import make_next
from resources.pdf.queueing import queue_pdfs
from tests.resources.documents import rich_document
from tests.resources.pdfs import frozen

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FULL, SHORT = "/en/editions/use-of-images/1/full.pdf", "/en/editions/use-of-images/1/short.pdf"
Status = EditionPdf.Status


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    # A test's transaction lives in the connection that a worker would drop.
    monkeypatch.setattr(making, "close_old_connections", lambda: None)


@pytest.fixture
def text(home: Any) -> EditionText:
    text = frozen(rich_document())
    queue_pdfs(text)
    return text


def ready(text: EditionText, version: str = "full") -> EditionPdf:
    """Return the text's PDF as it is when a worker has made it."""
    name = default_storage.save(f"editions/x-{text.pk}.pdf", ContentFile(b"%PDF-1.7 made"))
    pdf = EditionPdf.objects.get(text=text, version=version)
    pdf.status, pdf.file.name, pdf.size, pdf.pages = Status.READY, name, 13, 1
    pdf.save()
    return pdf


def fetch(client: Client, address: str, **values: Any) -> Any:
    """Return the answer to a browser that reads it to its end."""
    answer: Any = client.get(address, **values)
    answer.whole = b"".join(answer)
    return answer


def test_the_addresses_are_as_they_are_cited() -> None:
    for version, address in (("full", FULL), ("short", SHORT)):
        assert reverse("resources:pdf", args=["use-of-images", "1", version]) == address


def test_from_publication_to_a_readers_screen(text: EditionText, client: Client) -> None:
    assert client.get(FULL).status_code == 202
    assert make_next() is True
    answer = fetch(client, FULL)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.whole.startswith(b"%PDF-1.7")
    assert answer.whole.rstrip().endswith(b"%%EOF")


def test_the_file_can_be_kept_for_good(text: EditionText, client: Client) -> None:
    ready(text)
    answer = fetch(client, FULL)
    assert answer.whole == b"%PDF-1.7 made"
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=2, immutable"
    assert answer["Content-Language"] == "en"
    assert "Content-Security-Policy" not in answer
    assert not answer.cookies
    again = fetch(client, FULL, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.whole) == (304, b"")
    assert client.post(FULL).status_code == 405


def test_the_file_has_a_name_that_says_what_it_is(home: Any, client: Client) -> None:
    text = frozen(rich_document("ar"))
    queue_pdfs(text)
    ready(text)
    answer = fetch(client, "/ar/editions/use-of-images/1/full.pdf")
    disposition = answer["Content-Disposition"]
    assert disposition.startswith('inline; filename="use-of-images-1-ar.pdf"; ')
    assert disposition.isascii()
    name = unquote(disposition.partition("filename*=UTF-8''")[2])
    assert name == f"{text.title} (use-of-images-1-ar).pdf"


def test_what_is_being_made_says_so_and_loads_again(text: EditionText, client: Client) -> None:
    answer = client.get(FULL)
    assert answer.status_code == 202
    assert "The PDF is being made" in answer.text
    assert answer["Retry-After"] == answer["Refresh"] == "10"
    assert "no-store" in answer["Cache-Control"]
    assert "/en/editions/use-of-images/1/" in answer.text
    assert "<script" not in answer.text.partition("<main")[2].partition("</main")[0]
    EditionPdf.objects.update(status=Status.MAKING)
    assert client.get(FULL).status_code == 202


def test_whoever_waits_goes_before_the_others(text: EditionText, client: Client) -> None:
    queue_pdfs(frozen(rich_document(), number=2))
    client.get(SHORT)
    first = EditionPdf.objects.get(text=text, version="short")
    assert first.asked_at is not None
    claimed = making._claim()
    assert claimed is not None
    assert claimed.pk == first.pk
    client.get(SHORT)
    first.refresh_from_db()
    assert first.status == Status.MAKING


def test_what_could_not_be_made_says_so(text: EditionText, client: Client) -> None:
    EditionPdf.objects.update(status=Status.FAILED)
    answer = client.get(FULL)
    assert answer.status_code == 503
    assert "The PDF could not be made" in answer.text
    assert "Refresh" not in answer
    assert answer["Retry-After"] == "3600"
    assert 'href="/en/editions/use-of-images/1/"' in answer.text


def test_a_machine_without_the_libraries_says_so(
    text: EditionText, client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(libraries, "are_there", lambda: False)
    answer = client.get(FULL)
    assert answer.status_code == 503
    assert "There is no PDF yet" in answer.text
    assert "Refresh" not in answer
    assert EditionPdf.objects.filter(status=Status.WAITING).count() == 2


def test_a_file_that_storage_lost_is_made_anew(text: EditionText, client: Client) -> None:
    pdf = ready(text)
    default_storage.delete(pdf.file.name)
    assert client.get(FULL).status_code == 202
    pdf.refresh_from_db()
    assert (pdf.status, pdf.file.name) == (Status.WAITING, "")
    assert pdf.asked_at is not None


def test_a_file_that_cannot_be_opened_now_is_not_given_up(
    text: EditionText, client: Client, monkeypatch: Any
) -> None:
    pdf = ready(text)

    def too_many(*args: Any) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_open", too_many)
        answer = client.get(FULL)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "The PDF cannot be opened at the moment" in answer.text
    assert "no-store" in answer["Cache-Control"]
    before = (pdf.status, pdf.file.name)
    pdf.refresh_from_db()
    assert (pdf.status, pdf.file.name) == before
    assert fetch(client, FULL).status_code == 200


def test_an_edition_from_before_there_were_pdfs_gets_its_own(home: Any, client: Client) -> None:
    frozen(rich_document())
    assert client.get(FULL).status_code == 202
    assert EditionPdf.objects.count() == 2


def test_without_a_short_version_the_full_one_is_given(home: Any, client: Client) -> None:
    document = rich_document()
    frozen(replace(document, sections=document.sections[:2]))
    answer = client.get(SHORT)
    assert (answer.status_code, answer["Location"]) == (302, FULL)


@pytest.mark.parametrize(
    "address",
    [
        "/en/editions/use-of-images/2/full.pdf",
        "/en/editions/use-of-images/1.1/full.pdf",
        "/en/editions/use-of-images/1/middle.pdf",
        "/en/editions/something-else/1/full.pdf",
        "/en/editions/use-of-images/1.1.1/full.pdf",
    ],
)
def test_what_is_not_there_is_not_found(address: str, text: EditionText, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_a_text_in_another_language_is_given_until_there_is_one(
    text: EditionText, client: Client
) -> None:
    """It may be translated tomorrow, so nobody keeps it for good."""
    ready(text)
    answer = fetch(client, "/th/editions/use-of-images/1/full.pdf")
    assert answer["Content-Language"] == "en"
    assert "immutable" not in answer["Cache-Control"]


def test_a_private_note_has_no_pdf_for_strangers(note: GuidanceNotePage, client: Client) -> None:
    pdf = ready(EditionText.objects.get())
    address = reverse("resources:pdf", args=["pictures", "1", "full"])
    assert fetch(client, address).status_code == 200
    PageViewRestriction.objects.create(
        page=note, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert client.get(address).status_code == 404
    EditionPdf.objects.filter(pk=pdf.pk).update(status=Status.WAITING)
    assert client.get(address).status_code == 404
    pdf.refresh_from_db()
    assert pdf.asked_at is None


def test_a_note_that_was_unpublished_keeps_its_pdf(note: GuidanceNotePage, client: Client) -> None:
    ready(EditionText.objects.get())
    note.unpublish()
    address = reverse("resources:pdf", args=["pictures", "1", "full"])
    assert fetch(client, address).status_code == 200


def test_the_file_costs_few_queries(text: EditionText, client: Client) -> None:
    ready(text)
    fetch(client, FULL)
    with CaptureQueriesContext(connection) as captured:
        assert fetch(client, FULL).whole
    # Which languages, the text, the PDF.
    assert len(captured) == 3
