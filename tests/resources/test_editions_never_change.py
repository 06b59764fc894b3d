"""An edition, once published, never changes: whatever becomes of what it was made of."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.template import engines
from django.test import Client, override_settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from images.models import CustomRendition
from resources.freezing.files import keep
from resources.models import (
    Audience,
    Edition,
    EditionFile,
    EditionText,
    GlossaryTerm,
    GuidanceIndexPage,
    GuidanceNotePage,
    Topic,
    UnchangeableError,
)
from resources.models.editions import edition_file_path
from tests.resources.notes import changed, full_note, picture, publish

# Wagtail leaves the files that a rendition is made from to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files are lost here, and equal ones are one: those of a test that runs beside are others."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def full(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A live note with every block."""
    return full_note(guidance)


def article(client: Client, url: str) -> bytes:
    """Return the text of an edition as it was sent, without what the site says around it."""
    answer = client.get(url)
    assert answer.status_code == 200
    html = answer.content
    texts = re.findall(rb'<div class="note__text.*?(?=<footer class="note__foot)', html, re.S)
    heads = re.findall(rb"<h1.*?</h1>", html, re.S)
    assert len(texts) == len(heads) == 1
    # Authors, audience and the like; how often the note has changed is said there as well.
    about = re.findall(rb"<div>\s*<dt>.*?</div>", html, re.S)
    about = [fact for fact in about if b"<dt>Edition</dt>" not in fact]
    assert any(b"Media" in fact for fact in about)
    return heads[0] + b"".join(about) + texts[0]


def files_in(html: bytes) -> list[str]:
    """Return the addresses of the pictures and downloads in a text."""
    return sorted(set(re.findall(r'(?:src|href)="(/edition-files/[^"]+)"', html.decode())))


def everything(client: Client) -> dict[str, bytes]:
    """Return all that the first edition is, by address."""
    full = "/en/editions/full/1/"
    found = {url: article(client, url) for url in (full, f"{full}short/")}
    for url in ("/en/editions/full/1.md", f"{full}cite.bib", f"{full}cite.json"):
        answer = client.get(url)
        assert answer.status_code == 200
        # BibTeX says when somebody looked.
        found[url] = re.sub(rb"urldate\s*=.*", b"", answer.content)
    for url in files_in(found[full]):
        answer = client.get(url)
        found[url] = b"".join(answer.streaming_content)
    return found


# --- what can happen to what an edition was made of ---------------------------


def edit_the_page(page: GuidanceNotePage) -> None:
    publish(
        page,
        title="Another title",
        summary="Another summary.",
        body=changed(page, "Another heading"),
        annexes=[],
        licence="all-rights",
        kind="guide",
        edition_number=2,
        edition_changes="Everything.",
    )


def leave_a_draft(page: GuidanceNotePage) -> None:
    page.title, page.body = "Another title", changed(page, "Another heading")
    page.save_revision()


def write_into_the_page(page: GuidanceNotePage) -> None:
    GuidanceNotePage.objects.filter(pk=page.pk).update(title="Another title", body=[], annexes=[])


def replace_the_file_of_the_picture(page: GuidanceNotePage) -> None:
    """As Wagtail's image editor does: the same row, another file, and no renditions any more."""
    image = get_image_model().objects.get()
    old = image.file.name
    image.file = picture("red")
    image._set_image_file_metadata()
    image.save()
    image.renditions.all().delete()
    image.file.storage.delete(old)


def delete_the_picture(page: GuidanceNotePage) -> None:
    image = get_image_model().objects.get()
    for rendition in CustomRendition.objects.all():
        rendition.file.storage.delete(rendition.file.name)
        rendition.delete()
    image.file.storage.delete(image.file.name)
    image.delete()


def describe_the_picture_otherwise(page: GuidanceNotePage) -> None:
    get_image_model().objects.update(title="Another", description="Another", credit="Another")


def change_the_term(page: GuidanceNotePage) -> None:
    term = GlossaryTerm.objects.get()
    term.term, term.definition = "Victim", "Somebody else."
    term.save_revision().publish()


def delete_the_term(page: GuidanceNotePage) -> None:
    GlossaryTerm.objects.get().delete()


def replace_the_documents(page: GuidanceNotePage) -> None:
    for document in get_document_model().objects.all():
        old = document.file.name
        document.title, document.file = "Another", ContentFile(b"another", "another.txt")
        document.save()
        document.file.storage.delete(old)


def delete_the_documents(page: GuidanceNotePage) -> None:
    for document in get_document_model().objects.all():
        document.file.storage.delete(document.file.name)
        document.delete()


def rename_topic_and_audience(page: GuidanceNotePage) -> None:
    for subject in (Topic.objects.get(), Audience.objects.get()):
        subject.title, subject.slug = "Another", "another"
        subject.save_revision().publish()


def delete_topic_and_audience(page: GuidanceNotePage) -> None:
    Topic.objects.all().delete()
    Audience.objects.all().delete()


def rename_the_author(page: GuidanceNotePage) -> None:
    authors = [
        {"type": "person", "value": {"family_name": "Oliveira"}, "id": "1"},
    ]
    publish(page, authors=authors, edition_number=2, edition_changes="Another author.")


def rename_who_made_the_page(page: GuidanceNotePage) -> None:
    page.owner.first_name = "Another"
    page.owner.save()


def delete_the_page(page: GuidanceNotePage) -> None:
    page.delete()


HAPPENS = [
    edit_the_page,
    leave_a_draft,
    write_into_the_page,
    replace_the_file_of_the_picture,
    delete_the_picture,
    describe_the_picture_otherwise,
    change_the_term,
    delete_the_term,
    replace_the_documents,
    delete_the_documents,
    rename_topic_and_audience,
    delete_topic_and_audience,
    rename_the_author,
    delete_the_page,
]


@pytest.mark.parametrize("happens", HAPPENS, ids=lambda happens: happens.__name__)
def test_an_edition_stays_as_it_was(
    happens: Callable[[GuidanceNotePage], None], full: GuidanceNotePage, client: Client
) -> None:
    before = everything(client)
    assert len(before) == 7, "The text, short and plain, two ways to cite it, and two files."
    happens(full)
    assert everything(client) == before


BLOCKS = [
    "prose",
    "do_dont",
    "callout",
    "figure",
    "definition",
    "legal_reference",
    "legal_reference_text",
    "download",
    "form_letter",
    "checklist",
    "legal_background",
]


def test_an_edition_stays_as_it_was_when_its_templates_are_others(
    full: GuidanceNotePage, client: Client, tmp_path: Path, settings: Any
) -> None:
    """And the next edition is made of the new ones, so that the test has seen them."""
    before = everything(client)
    directory = tmp_path / "resources" / "blocks"
    directory.mkdir(parents=True)
    for name in BLOCKS:
        (directory / f"{name}.html").write_text(f"<p>another {name}</p>")
    core = tmp_path / "core" / "blocks"
    core.mkdir(parents=True)
    (core / "quote.html").write_text("<p>another quote</p>")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    with override_settings(TEMPLATES=templates):
        engines.__dict__.pop("templates", None)
        assert everything(client) == before
        publish(full, edition_number=2, edition_changes="Another look.")
        html = article(client, "/en/editions/full/2/").decode()
    # One is a part of another, and the annex on the law has them all in itself.
    expected = set(BLOCKS) - {"legal_reference_text"}
    assert {name for name in BLOCKS if f"another {name}<" in html} == expected
    assert "another quote" in html


# --- rows that are written once ------------------------------------------------


@pytest.mark.parametrize("model", [Edition, EditionText, EditionFile])
def test_rows_are_written_once(model: Any, full: GuidanceNotePage) -> None:
    row = model.objects.all()[0]
    for change in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(pk=row.pk),
        lambda: model.objects.bulk_update([row], ["created_at"]),
        lambda: model.objects.update_or_create(pk=row.pk),
        lambda: model._base_manager.all().delete(),
        lambda: model._base_manager.update(pk=row.pk),
        lambda: model.objects.bulk_create([row], update_conflicts=True),
        lambda: model.objects.bulk_create([row], None, False, True, ["created_at"], ["pk"]),
    ):
        with pytest.raises(UnchangeableError):
            change()


def test_related_rows_are_guarded_too(full: GuidanceNotePage) -> None:
    edition = Edition.objects.get()
    for change in (
        edition.texts.all().delete,
        lambda: edition.texts.update(title="Another"),
        lambda: edition.note.editions.update(number=9),
    ):
        with pytest.raises(UnchangeableError):
            change()


def test_a_note_with_editions_is_not_deleted(full: GuidanceNotePage) -> None:
    with pytest.raises(ProtectedError):
        Edition.objects.get().note.delete()


def test_equal_files_are_kept_once(guidance: GuidanceIndexPage, client: Client) -> None:
    full_note(guidance)
    kept = EditionFile.objects.count()
    page = GuidanceNotePage.objects.get()
    publish(page, edition_number=2, edition_changes="Only this.")
    assert EditionFile.objects.count() == kept == 2 + 1
    first, second = (article(client, f"/en/editions/full/{n}/") for n in (1, 2))
    assert files_in(first) == files_in(second)


@pytest.mark.parametrize("left", [b"", b"Hand", b"Handbuch"])
def test_what_a_killed_worker_left_of_a_file_is_not_taken_for_it(
    left: bytes, home: Any, client: Client
) -> None:
    content = b"Handbook"
    sha256 = hashlib.sha256(content).hexdigest()
    path = edition_file_path(EditionFile(sha256=sha256), "")
    default_storage.save(path, ContentFile(left))
    kept = keep(content, "handbook.pdf")
    assert b"".join(client.get(kept.url)) == content
    # Nothing is written over: it may be whole in a moment, by who began it.
    with default_storage.open(path) as file:
        assert file.read() == left


def test_a_whole_file_without_its_row_is_taken(home: Any, client: Client) -> None:
    kept = keep(b"Handbook", "handbook.pdf")
    EditionFile.objects.all()._raw_delete("default")
    assert keep(b"Handbook", "handbook.pdf") == kept
    assert EditionFile.objects.get().file.name == edition_file_path(EditionFile.objects.get(), "")


def test_a_file_is_sent_once_to_whoever_keeps_it(full: GuidanceNotePage, client: Client) -> None:
    for url in files_in(article(client, "/en/editions/full/1/")):
        first = client.get(url)
        assert b"".join(first.streaming_content)
        assert "immutable" in first["Cache-Control"]
        again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/edition-files/{'0' * 64}/x.png").status_code == 404


def test_an_address_of_no_file_is_not_found(full: GuidanceNotePage, client: Client) -> None:
    """Whatever is typed: no database takes a NUL, and no header a line break."""
    digest = EditionFile.objects.values_list("pk", flat=True)[0]
    for there in (f"{digest}/%0A", f"{digest}/1%0D%0AX-Injected:1", "%00/x.png", f"{digest}%00/x"):
        assert client.get(f"/edition-files/{there}").status_code == 404
    assert client.get(f"/edition-files/{digest}/any%20name.png").status_code == 200


def test_a_file_that_is_lost_is_not_there(full: GuidanceNotePage, client: Client) -> None:
    urls = files_in(article(client, "/en/editions/full/1/"))
    for kept in EditionFile.objects.all():
        kept.file.storage.delete(kept.file.name)
    for url in urls:
        assert client.get(url).status_code == 404
    assert client.get("/en/editions/full/1/").status_code == 200
