"""Files with an application: what is taken, what is refused in words, what is kept for a while."""

import io
import os
import sys
import tracemalloc
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone

from campaigns.applications import keeping, receiving, submitting
from campaigns.applications.erasing import erase_expired
from campaigns.applications.kinds import kind_of
from campaigns.models import Application, ApplicationFile, ApplicationFormPage
from core import posting
from core.models import HomePage
from core.posting import NotReadError
from tests.campaigns.applying import (
    apply,
    archive,
    content_of,
    docx,
    filled_in,
    make_form,
    names_of,
    odt,
    pdf,
    picture,
    question,
)
from tests.petitions.html import read_html

pytestmark = pytest.mark.one_database

EXECUTABLES = {
    "Windows": b"MZ\x90\x00" + b"\0" * 200,
    "Linux": Path(sys.executable).resolve().read_bytes()[:2000],
    "script": b"#!/bin/sh\nrm -rf /\n",
    "page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "archive": archive({"setup.exe": b"MZ"}),
    "word with a program": docx(**{"word/vbaProject.bin": b"x"}),
    "odt with a program": odt(**{"Basic/Standard/Module1.xml": b"x"}),
    "table": archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
    "picture": picture().read(),
    "broken archive": docx()[:60],
    "huge table of contents": docx()[:-10] + (2**31).to_bytes(4, "little") + docx()[-6:],
}


def files_on_disk(private: Path) -> list[Path]:
    return [path for path in private.rglob("*") if path.is_file()]


@pytest.mark.parametrize("what", EXECUTABLES)
def test_what_is_no_document_is_refused_whatever_it_is_called(
    form_page: ApplicationFormPage, what: str, private: Path
) -> None:
    upload = SimpleUploadedFile("cv.pdf", EXECUTABLES[what], "application/pdf")
    response = Client().post(form_page.url, filled_in(form_page, Curriculum=upload))
    assert response.status_code == 422
    text = read_html(response.content).text
    assert "“cv.pdf” is not PDF, ODT or DOCX" in text
    assert not Application.objects.exists()
    assert not files_on_disk(private)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf().read(), "pdf"), (docx(), "docx"), (odt(), "odt")]
    + [(picture(kind=name).read(), name.lower()) for name in ("PNG", "JPEG", "WEBP")],
)
def test_the_kinds_are_told_by_what_is_in_them(content: bytes, kind: str) -> None:
    file = io.BytesIO(content)
    assert kind_of(file) == kind
    assert file.tell() == 0


def test_a_picture_that_would_fill_the_memory_is_none() -> None:
    picture_header = (
        picture().read().replace((4).to_bytes(4, "big") * 2, (60_000).to_bytes(4, "big") * 2)
    )
    assert kind_of(io.BytesIO(picture_header)) == ""


def test_names_are_no_paths(form_page: ApplicationFormPage, private: Path) -> None:
    name = "../../../etc/passwd.pdf"
    upload = pdf()
    # The test client would send only the last part.
    upload._name = name
    application = apply(form_page, Curriculum=upload)
    (file,) = application.files.all()
    assert "/" not in file.name
    (stored,) = files_on_disk(private)
    assert stored.name not in name
    assert stored.parent.parent == private
    assert stored.stat().st_mode & 0o077 == 0
    assert stored.parent.stat().st_mode & 0o077 == 0


def test_nothing_private_has_an_address(form_page: ApplicationFormPage) -> None:
    (file,) = apply(form_page, Curriculum=pdf()).files.all()
    with pytest.raises(ValueError, match="no address"):
        _url = file.file.url
    for prefix in ("/media/", "/media/private/", "/private/", "/documents/"):
        assert Client().get(f"{prefix}{file.file.name}", follow=True).status_code == 404


@pytest.mark.parametrize(
    ("uploads", "words"),
    [
        ([pdf("big.pdf", 1_048_577)], "“big.pdf” is larger than 1 MB"),
        ([pdf("a.pdf"), pdf("b.pdf"), pdf("c.pdf")], "Please choose at most 2 files"),
        ([SimpleUploadedFile("none.pdf", b"")], "“none.pdf” is empty"),
    ],
)
def test_the_limits_of_a_question_are_said(
    form_page: ApplicationFormPage, uploads: list[Any], words: str
) -> None:
    for upload in uploads:
        upload.seek(0)
    response = Client().post(form_page.url, filled_in(form_page, Curriculum=uploads))
    assert response.status_code == 422
    read = read_html(response.content)
    assert words in read.text
    assert f"#id_{names_of(form_page)['Curriculum']}" in read.links
    assert read.values[names_of(form_page)["Why?"]] == "Because somebody helped me."


def test_a_file_of_exactly_the_size_is_taken(form_page: ApplicationFormPage) -> None:
    assert apply(form_page, Curriculum=pdf(size=1_048_576)).files.get().size == 1_048_576


def test_all_files_together_have_a_limit(home: HomePage) -> None:
    page = make_form(home, max_total_megabytes=1)
    half = [pdf("a.pdf", 700_000), pdf("b.pdf", 700_000)]
    response = Client().post(page.url, filled_in(page, Curriculum=half))
    assert response.status_code == 422
    text = read_html(response.content).text
    assert "“b.pdf” was not taken in: all files together are too large" in text
    # The one that fits is not asked for again.
    assert ApplicationFile.objects.get().name == "a.pdf"
    # What is kept from an earlier try counts together with what comes now.
    more = filled_in(page, Curriculum=pdf("c.pdf", 700_000), **kept(response))
    response = Client().post(page.url, more)
    assert response.status_code == 422
    assert "larger than 1 MB together" in read_html(response.content).text
    assert not Application.objects.exists()


def test_files_that_no_question_asks_for_are_let_go_by(
    form_page: ApplicationFormPage, private: Path
) -> None:
    apply(form_page, other=pdf(), Why="Text")
    assert not ApplicationFile.objects.exists()
    assert not files_on_disk(private)


# --- kept from an earlier try ---------------------------------------------


def kept(response: Any) -> dict[str, str]:
    """Return the files that the form carries along."""
    values = read_html(response.content).values
    return {name: value for name, value in values.items() if name.endswith("-kept")}


def test_a_file_that_was_right_is_not_asked_for_again(form_page: ApplicationFormPage) -> None:
    wrong = filled_in(form_page, Address="", Curriculum=pdf(), Portrait=picture())
    response = Client().post(form_page.url, wrong)
    assert response.status_code == 422
    assert "cv.pdf" in read_html(response.content).text
    carried = kept(response)
    assert len(carried) == 2
    application = apply(form_page, **carried)
    assert set(application.files.values_list("name", flat=True)) == {"cv.pdf", "me.png"}
    assert ApplicationFile.objects.count() == 2
    assert content_of(application.files.get(name="cv.pdf")) == pdf().read()


def test_kept_files_are_kept_through_further_mistakes(form_page: ApplicationFormPage) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    second = Client().post(form_page.url, filled_in(form_page, Address="", **kept(first)))
    assert kept(second) == kept(first)
    assert ApplicationFile.objects.count() == 1


def test_a_kept_file_that_is_unticked_is_not_sent(form_page: ApplicationFormPage) -> None:
    Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    assert not apply(form_page).files.exists()


def test_a_good_file_beside_a_bad_one_is_kept(form_page: ApplicationFormPage) -> None:
    two = [pdf("good.pdf"), SimpleUploadedFile("bad.pdf", b"MZ")]
    response = Client().post(form_page.url, filled_in(form_page, Curriculum=two))
    assert response.status_code == 422
    assert len(kept(response)) == 1
    assert ApplicationFile.objects.get().name == "good.pdf"


def test_the_second_press_with_kept_files_is_the_same_application(
    form_page: ApplicationFormPage,
) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    for _press in range(2):
        apply(form_page, **kept(first))
    assert Application.objects.count() == ApplicationFile.objects.count() == 1


def test_a_kept_file_goes_to_a_corrected_application_too(
    form_page: ApplicationFormPage, private: Path
) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    one = apply(form_page, **kept(first))
    two = apply(form_page, Why="Something else", **kept(first))
    assert one.pk != two.pk
    assert content_of(one.files.get()) == content_of(two.files.get())
    assert len(files_on_disk(private)) == 2


@pytest.mark.parametrize("token", ["nonsense", "00000000000000000000000000000001:abc", ""])
def test_a_token_that_is_not_ours_opens_nothing(form_page: ApplicationFormPage, token: str) -> None:
    name = names_of(form_page)["Curriculum"]
    response = Client().post(form_page.url, filled_in(form_page, **{f"{name}-kept": token}))
    assert response.status_code == 422
    assert "no longer here" in read_html(response.content).text


def test_a_kept_file_answers_only_its_own_question(form_page: ApplicationFormPage) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    (token,) = kept(first).values()
    portrait = names_of(form_page)["Portrait"]
    response = Client().post(form_page.url, filled_in(form_page, **{f"{portrait}-kept": token}))
    assert response.status_code == 422


def test_what_waits_is_bounded(form_page: ApplicationFormPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "MOST_WAITING", 250)
    two = [pdf("a.pdf"), pdf("b.pdf")]
    response = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=two))
    assert len(kept(response)) == 1
    assert ApplicationFile.objects.count() == 1


def test_what_waited_for_a_day_is_erased(form_page: ApplicationFormPage, private: Path) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    apply(form_page, Portrait=picture())
    yesterday = timezone.now() - timedelta(hours=25)
    ApplicationFile.objects.update(created_at=yesterday)
    response = Client().post(form_page.url, filled_in(form_page, Why="Again", **kept(first)))
    assert "no longer here" in read_html(response.content).text
    assert erase_expired() == (0, 1)
    assert ApplicationFile.objects.get().name == "me.png"
    assert len(files_on_disk(private)) == 1


def test_what_nobody_knows_of_is_erased(form_page: ApplicationFormPage, private: Path) -> None:
    """As after a crash between writing a file and storing its row."""
    apply(form_page, Curriculum=pdf())
    (known,) = files_on_disk(private)
    for name, age in (("old", 25), ("new", 1)):
        path = known.with_name(name)
        path.write_bytes(b"x")
        moment = timezone.now().timestamp() - age * 3600
        os.utime(path, (moment, moment))
    assert erase_expired() == (0, 1)
    assert {path.name for path in files_on_disk(private)} == {known.name, "new"}


def test_a_sending_that_fails_leaves_no_file(
    form_page: ApplicationFormPage, private: Path, monkeypatch: Any
) -> None:
    def fail(application: Application) -> None:
        raise RuntimeError("the queue is full")

    monkeypatch.setattr(submitting, "mail_confirmation", fail)
    with pytest.raises(RuntimeError):
        Client().post(form_page.url, filled_in(form_page, Curriculum=pdf()))
    assert not files_on_disk(private)
    assert not Application.objects.exists()


# --- bodies too large to be read ------------------------------------------


class Body(io.RawIOBase):
    """A multipart body with one huge file, made while it is read."""

    def __init__(self, name: str, size: int) -> None:
        self.head = (
            f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="big.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n%PDF-"
        ).encode()
        self.tail = b"\r\n--b\r\n" + (
            b'Content-Disposition: form-data; name="after"\r\n\r\ntyped\r\n--b--\r\n'
        )
        self.middle = size
        self.length = len(self.head) + size + len(self.tail)
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        size = self.length - self.given if size < 0 else size
        parts = b""
        while len(parts) < size and self.given < self.length:
            parts += self._piece(size - len(parts))
        return parts

    def _piece(self, size: int) -> bytes:
        at = self.given
        if at < len(self.head):
            piece = self.head[at : at + size]
        elif at < len(self.head) + self.middle:
            piece = b"x" * min(size, len(self.head) + self.middle - at)
        else:
            start = at - len(self.head) - self.middle
            piece = self.tail[start : start + size]
        self.given += len(piece)
        return piece


def request_with(body: Body) -> Any:
    request: Any = RequestFactory().post(
        "/", b"any", content_type="multipart/form-data; boundary=b"
    )
    request.META["CONTENT_LENGTH"] = str(body.length)
    request._stream = body
    return request


def test_a_hundred_megabytes_are_never_in_memory_nor_on_the_disk(
    form_page: ApplicationFormPage,
) -> None:
    form = form_page.get_form(record=form_page.record)
    name = names_of(form_page)["Curriculum"]
    body = Body(name, 100 * 1_048_576)
    request = request_with(body)
    tracemalloc.start()
    data, files = receiving.read_application(request, dict(form.file_fields()), 20)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A few pieces of 64 kB each.
    assert most < 8 * 1_048_576
    assert not files
    assert [refused.reason for refused in files.refused[name]] == ["size"]
    # What was typed came through.
    assert data["after"] == "typed"


def test_a_file_over_its_limit_is_written_no_further(form_page: ApplicationFormPage) -> None:
    form = form_page.get_form(record=form_page.record)
    name = names_of(form_page)["Curriculum"]
    request = request_with(Body(name, 10 * 1_048_576))
    _data, files = receiving.read_application(request, dict(form.file_fields()), 20)
    assert [refused.reason for refused in files.refused[name]] == ["size"]
    (handler,) = request.upload_handlers
    assert not Path(handler.file.name).exists()


def test_a_hundred_megabytes_are_refused_in_words_and_nothing_typed_is_lost(
    form_page: ApplicationFormPage,
) -> None:
    huge = SimpleUploadedFile("big.pdf", b"%PDF-" + b"x" * (30 * 1_048_576))
    response = Client().post(
        form_page.url, filled_in(form_page, Curriculum=huge, Portrait=picture())
    )
    assert response.status_code == 422
    read = read_html(response.content)
    assert "“big.pdf” is larger than 1 MB" in read.text
    # Nor is the file beside it, which was right.
    assert ApplicationFile.objects.get().name == "me.png"
    assert read.values[names_of(form_page)["Why?"]] == "Because somebody helped me."


@pytest.mark.parametrize(("most", "read"), [(None, 1.0), (33_554_432, 0.26)])
def test_what_is_larger_still_is_read_off_and_kept_nowhere(
    form_page: ApplicationFormPage, monkeypatch: Any, most: int | None, read: float
) -> None:
    """To its end, so that the browser shows the answer; but not without any end."""
    if most:
        monkeypatch.setattr(posting, "LARGEST_DISCARD", most)
    form = form_page.get_form(record=form_page.record)
    body = Body("any", receiving.LARGEST_BODY)
    with pytest.raises(NotReadError) as error:
        receiving.read_application(request_with(body), dict(form.file_fields()), 20)
    assert error.value.status == 413
    assert body.given == pytest.approx(body.length * read, rel=0.05)


def test_the_refusal_of_what_is_larger_still_is_in_words(
    form_page: ApplicationFormPage, monkeypatch: Any
) -> None:
    monkeypatch.setattr(receiving, "LARGEST_BODY", 1000)
    response = Client().post(form_page.url, filled_in(form_page, Curriculum=pdf(size=5000)))
    assert response.status_code == 413
    text = read_html(response.content).text
    assert "too large for an application" in text
    assert "choose smaller files" in text


def test_a_form_that_asks_for_no_file_takes_no_large_body(home: HomePage) -> None:
    page = make_form(home)
    page.form_fields.filter(field_type="files").delete()
    response = Client().post(page.url, filled_in(page, other=pdf(size=300_000)))
    assert response.status_code == 413


def test_a_good_file_survives_the_refusal_of_the_next(home: HomePage) -> None:
    page = make_form(home)
    third = question(page, "Letters", "files", required=False, max_megabytes=1)
    page.save_revision().publish()
    page = ApplicationFormPage.objects.get(pk=page.pk)
    response = Client().post(
        page.url,
        filled_in(
            page,
            **{third.clean_name: [pdf("one.pdf"), pdf("two.pdf")]},
            Curriculum=[pdf("fine.pdf"), pdf("big.pdf", 2_000_000)],
        ),
    )
    assert response.status_code == 422
    assert set(ApplicationFile.objects.values_list("name", flat=True)) == {"fine.pdf", "one.pdf"}
