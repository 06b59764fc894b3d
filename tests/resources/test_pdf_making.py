"""From publication to file: every PDF is made, by one worker, whatever happens to another."""

import os
import signal
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from core import libraries
from resources.documents import SECTION, WHOLE, Document, Section
from resources.models import EditionPdf, EditionText
from resources.pdf import making
from resources.pdf.making import ABANDONED, CLAIM_TIME, MAX_ATTEMPTS, make_next
from resources.pdf.queueing import ask_for, make_anew, queue_pdfs, try_again
from tests.petitions.threads import at_once, needs_postgresql, times
from tests.resources.pdfs import frozen, pages

pytestmark = pytest.mark.one_database

Status = EditionPdf.Status


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def note(title: str = "A short note", language: str = "en", short: str = WHOLE) -> Document:
    """Return a note that is quickly typeset."""
    section = Section("a", SECTION, "1", "section-1", "Words", html="<p>Said.</p>", short=short)
    return Document(title, "A summary.", language, sections=(section,))


def publish(document: Document, **values: Any) -> EditionText:
    text = frozen(document, **values)
    queue_pdfs(text)
    return text


def unreadable() -> Document:
    """Return a note in the Khitan small script, which no font here has."""
    return note("\U00018b00")


def pdf_of(text: EditionText, version: str = "full") -> EditionPdf:
    return EditionPdf.objects.select_related("text__edition__note").get(text=text, version=version)


def pass_time(pdf: EditionPdf, time: timedelta = CLAIM_TIME + timedelta(seconds=1)) -> None:
    """Let time go by for a PDF."""
    pdf.refresh_from_db()
    if pdf.claimed_until:
        pdf.claimed_until -= time
    pdf.not_before -= time
    pdf.save()


class TestOneWorker:
    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def _one_connection(self, monkeypatch: Any) -> None:
        """A test's transaction lives in the connection that a worker would drop."""
        monkeypatch.setattr(making, "close_old_connections", lambda: None)

    @pytest.mark.both_databases
    def test_publication_queues_both_versions(self) -> None:
        text = publish(note())
        assert sorted(text.pdfs.values_list("version", "status")) == [
            ("full", "waiting"),
            ("short", "waiting"),
        ]

    def test_a_note_without_a_short_version_has_one_pdf(self) -> None:
        text = publish(note(short="leave_out"))
        assert list(text.pdfs.values_list("version", flat=True)) == ["full"]

    @pytest.mark.both_databases
    def test_queueing_again_changes_nothing(self) -> None:
        text = publish(note())
        make_next()
        queue_pdfs(text)
        assert text.pdfs.count() == 2
        assert pdf_of(text).status == Status.READY

    def test_what_was_not_published_has_no_pdf(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish(note())
            raise ZeroDivisionError
        assert not EditionPdf.objects.exists()

    @pytest.mark.both_databases
    def test_it_makes_stores_and_records(self) -> None:
        text = publish(note())
        assert make_next() is True
        pdf = pdf_of(text)
        assert (pdf.status, pdf.attempts, pdf.error) == (Status.READY, 1, "")
        assert (pdf.claim, pdf.claimed_until) == (None, None)
        assert pdf.file.name == "editions/use-of-images/use-of-images-1-en.pdf"
        assert pdf.pages == 3
        assert pdf.made_at is not None
        with pdf.file.open("rb") as file:
            content = file.read()
        assert len(content) == pdf.size
        assert content.startswith(b"%PDF-1.7")
        made = making.Pdf(content, pdf.pages)
        assert "http://testserver/en/editions/use-of-images/1/" in "".join(pages(made))
        assert make_next() is True
        assert pdf_of(text, "short").file.name.endswith("use-of-images-1-en-short.pdf")
        assert make_next() is None

    def test_each_language_and_correction_has_a_file_of_its_own(self) -> None:
        for values in ({}, {"correction": 1}):
            publish(note(short="leave_out"), **values)
            publish(note(language="th", short="leave_out"), **values)
        while make_next() is not None:
            pass
        names = sorted(
            Path(name).name for name in EditionPdf.objects.values_list("file", flat=True)
        )
        assert names == [
            "use-of-images-1-en.pdf",
            "use-of-images-1-th.pdf",
            "use-of-images-1.1-en.pdf",
            "use-of-images-1.1-th.pdf",
        ]

    @pytest.mark.both_databases
    def test_newest_first_but_readers_do_not_wait(self) -> None:
        old, middle, new = (publish(note(short="leave_out"), number=number) for number in (1, 2, 3))
        ask_for(pdf_of(old))
        asked_at = pdf_of(old).asked_at
        ask_for(pdf_of(old))
        assert pdf_of(old).asked_at == asked_at is not None
        order: list[int] = []
        for _ in range(3):
            make_next()
            ready = EditionPdf.objects.filter(status=Status.READY).exclude(text__in=order)
            order += ready.values_list("text", flat=True)
        assert order == [old.pk, new.pk, middle.pk]

    @pytest.mark.both_databases
    def test_the_full_version_comes_before_the_short_one(self) -> None:
        text = publish(note())
        make_next()
        assert pdf_of(text).status == Status.READY
        assert pdf_of(text, "short").status == Status.WAITING

    @pytest.mark.both_databases
    def test_a_failure_is_tried_again_later_and_given_up_in_the_end(
        self, settings: Any, tmp_path: Path
    ) -> None:
        """A disk that cannot be written to, once and for all."""
        (tmp_path / "file").write_text("No directory.")
        settings.MEDIA_ROOT = tmp_path / "file"
        text = publish(note(short="leave_out"))
        waits = []
        for attempt in range(1, MAX_ATTEMPTS + 1):
            assert make_next() is False
            pdf = pdf_of(text)
            assert (pdf.attempts, pdf.error) == (attempt, "NotADirectoryError")
            if attempt < MAX_ATTEMPTS:
                assert pdf.status == Status.WAITING
                assert make_next() is None
                waits.append(round((pdf.not_before - timezone.now()).total_seconds() / 60))
                pass_time(pdf, timedelta(hours=1))
        assert waits == [1, 4, 16, 60]
        assert pdf_of(text).status == Status.FAILED
        assert make_next() is None

        settings.MEDIA_ROOT = tmp_path
        assert try_again(pdf_of(text)) is True
        assert make_next() is True
        assert pdf_of(text).error == ""
        assert try_again(pdf_of(text)) is False

    def test_letters_without_a_font_are_given_up_at_once(self) -> None:
        text = publish(unreadable())
        assert make_next() is False
        pdf = pdf_of(text)
        assert (pdf.status, pdf.error) == (Status.FAILED, "NoLettersError")

    def test_one_that_fails_keeps_no_other_back(self) -> None:
        other = publish(note(short="leave_out"), number=1)
        publish(unreadable(), number=2)
        results = [make_next() for _ in range(4)]
        assert results.count(True) == 1
        assert pdf_of(other).status == Status.READY

    def test_a_machine_without_libraries_takes_nothing(self, monkeypatch: Any) -> None:
        text = publish(note())
        monkeypatch.setattr(libraries, "are_there", lambda: False)
        assert make_next() is None
        assert (pdf_of(text).status, pdf_of(text).attempts) == (Status.WAITING, 0)

    def test_libraries_that_do_not_load_count_as_no_attempt(
        self, monkeypatch: Any, tmp_path: Path
    ) -> None:
        (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'pango'\")\n")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        text = publish(note(short="leave_out"))
        assert make_next() is False
        pdf = pdf_of(text)
        assert (pdf.status, pdf.attempts, pdf.claim) == (Status.WAITING, 0, None)
        assert make_next() is None

    @pytest.mark.both_databases
    def test_who_comes_too_late_records_nothing(self, monkeypatch: Any) -> None:
        """The claim ran out while it was typeset, and another worker has the PDF."""
        text = publish(note(short="leave_out"))
        other = uuid.uuid4()
        render = making.render_pdf

        def slowly(*args: Any) -> Any:
            EditionPdf.objects.update(claim=other)
            return render(*args)

        monkeypatch.setattr(making, "render_pdf", slowly)
        assert make_next() is False
        pdf = pdf_of(text)
        assert (pdf.status, pdf.claim, pdf.file.name) == (Status.MAKING, other, "")
        assert not list(Path(default_storage.location).rglob("*.pdf"))

    @pytest.mark.both_databases
    def test_what_ends_its_worker_every_time_is_given_up(self) -> None:
        text = publish(note(short="leave_out"))
        for _ in range(MAX_ATTEMPTS):
            assert making._claim() is not None
            assert making._claim() is None
            pass_time(pdf_of(text))
        assert make_next() is None
        pdf = pdf_of(text)
        assert (pdf.status, pdf.error, pdf.claim) == (Status.FAILED, ABANDONED, None)

    def test_a_file_that_storage_lost_is_made_anew(self) -> None:
        text = publish(note(short="leave_out"))
        assert make_anew(pdf_of(text)) is False
        make_next()
        default_storage.delete(pdf_of(text).file.name)
        assert make_anew(pdf_of(text)) is True
        assert (pdf_of(text).file.name, pdf_of(text).pages) == ("", None)
        assert make_next() is True
        assert default_storage.exists(pdf_of(text).file.name)


def database_url() -> str:
    """Return the address of the test's database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    who = f"{values['USER']}:{values['PASSWORD']}" if values["PASSWORD"] else values["USER"]
    return f"postgres://{who}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["claimed", "typeset", "stored"])
def test_a_killed_worker_leaves_nothing_undone(step: str, tmp_path: Path) -> None:
    text = publish(note(short="leave_out"))
    dead = subprocess.run(
        [sys.executable, "-m", "tests.resources.killed_worker", step],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "PYTHONPATH": os.pathsep.join(["site", "."]),
            "TEST_DATABASE_URL": database_url(),
            "TEST_MEDIA_ROOT": str(tmp_path),
        },
        check=False,
    )
    assert dead.returncode == -signal.SIGKILL
    pdf = pdf_of(text)
    assert (pdf.status, pdf.attempts) == (Status.MAKING, 1)
    assert bool(list(tmp_path.rglob("*.pdf"))) == (step == "stored")
    # Nobody takes it over while the worker may still be alive.
    assert make_next() is None
    pass_time(pdf)
    assert make_next() is True
    pdf.refresh_from_db()
    assert (pdf.status, pdf.attempts) == (Status.READY, 2)
    [file] = tmp_path.rglob("*.pdf")
    assert file.name == "use-of-images-1-en.pdf"
    assert file.stat().st_size == pdf.size


@pytest.mark.both_databases
class TestManyWorkers:
    pytestmark = needs_postgresql

    def test_eight_workers_make_each_pdf_once(self) -> None:
        for number in (1, 2, 3):
            publish(note(short="leave_out"), number=number)
        results = at_once(*times(8, make_next))
        assert results.count(True) == 3
        assert results.count(None) == 5
        rows = EditionPdf.objects.values_list("status", "attempts")
        assert list(rows) == [(Status.READY, 1)] * 3

    def claims(self) -> list[int]:
        """Return what eight workers take at the same moment."""
        EditionPdf.objects.update(status=Status.WAITING, claim=None, attempts=0)
        taken = at_once(*times(8, making._claim))
        return [pdf.pk for pdf in taken if pdf is not None]

    def test_a_pdf_is_taken_by_one(self) -> None:
        for number in (1, 2):
            publish(note(short="leave_out"), number=number)
        for _ in range(10):
            taken = self.claims()
            assert len(taken) == len(set(taken)) == 2

    def test_without_the_guard_it_would_be_taken_by_several(self, monkeypatch: Any) -> None:
        """The same race, where a worker looks first and then takes."""

        def take(pk: int, claim: uuid.UUID) -> bool:
            pdf = EditionPdf.objects.get(pk=pk)
            if pdf.status != Status.WAITING:
                return False
            pdf.status, pdf.claim = Status.MAKING, claim
            pdf.claimed_until = timezone.now() + CLAIM_TIME
            pdf.save()
            return True

        monkeypatch.setattr(making, "_take", take)
        for number in (1, 2):
            publish(note(short="leave_out"), number=number)
        rounds = (self.claims() for _ in range(20))
        assert any(len(taken) > len(set(taken)) for taken in rounds)
