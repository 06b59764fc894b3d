"""What two do at once: an application is taken once, and of two decisions one holds."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.applications import deciding
from campaigns.applications.erasing import erase, erase_expired
from campaigns.models import Application, ApplicationFile, ApplicationFormPage
from core.mail.models import OutgoingMail
from tests.campaigns.applying import apply, filled_in, member, pdf
from tests.campaigns.test_applications_files import kept
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql


def press(page: ApplicationFormPage, data: dict[str, Any], content: bytes | None) -> int:
    """Send a form, with a file of its own to read from."""
    files = {}
    if content is not None:
        name = page.form_fields.get(label="Curriculum").clean_name
        files[name] = SimpleUploadedFile("cv.pdf", content)
    return Client().post(page.url, {**data, **files}).status_code


def stored(private: Path) -> int:
    return sum(1 for path in private.rglob("*") if path.is_file())


@pytest.mark.parametrize("with_file", [False, True])
def test_a_form_that_is_sent_twenty_times_at_once_is_taken_once(
    form_page: ApplicationFormPage, private: Path, with_file: bool
) -> None:
    content = pdf().read() if with_file else None
    answers = at_once(*times(20, press, form_page, filled_in(form_page), content))
    assert answers == [303] * 20
    assert Application.objects.count() == OutgoingMail.objects.count() == 1
    assert ApplicationFile.objects.count() == stored(private) == int(with_file)


def test_a_kept_file_that_is_sent_ten_times_at_once_is_there_once(
    form_page: ApplicationFormPage, private: Path
) -> None:
    first = Client().post(form_page.url, filled_in(form_page, Address="", Curriculum=pdf()))
    data = {**filled_in(form_page), **kept(first)}
    assert at_once(*times(10, press, form_page, data, None)) == [303] * 10
    assert Application.objects.count() == 1
    assert ApplicationFile.objects.get().application == Application.objects.get()
    assert stored(private) == 1


def test_of_two_decisions_one_holds(form_page: ApplicationFormPage) -> None:
    application, user = apply(form_page), member()
    for _round in range(5):
        Application.objects.update(status="new")
        done = at_once(
            *(
                lambda to=to: deciding.change_status(application, to, was="new", user=user)
                for to in ("accepted", "declined", "in_review") * 3
            )
        )
        assert sum(done) == 1


def test_a_mark_is_taken_off_once(form_page: ApplicationFormPage) -> None:
    application, user = apply(form_page, homepage="x"), member()
    done = at_once(*times(10, deciding.take_mark_off, application, user))
    assert sum(done) == 1
    assert OutgoingMail.objects.count() == 1


def test_erasing_at_once_erases_once_and_leaves_no_note(
    form_page: ApplicationFormPage, private: Path
) -> None:
    application, user = apply(form_page, Curriculum=pdf()), member()
    done = at_once(
        *times(5, erase, application.pk),
        *times(5, deciding.add_note, application, "Note", user),
    )
    assert sum(done[:5]) == 1
    assert not Application.objects.exists()
    assert stored(private) == 0
    assert erase_expired() == (0, 0)
