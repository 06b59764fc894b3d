"""PDFs in the admin: how each stands, why one could not be made, and another try."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import libraries
from resources.admin.pdfs import REASONS
from resources.models import EditionPdf, EditionText
from resources.pdf import making
from resources.pdf.queueing import queue_pdfs
from tests.factories import UserFactory
from tests.resources.documents import rich_document
from tests.resources.pdfs import frozen

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIST = reverse("resources_pdfs:index")
Status = EditionPdf.Status


@pytest.fixture
def text(home: Any) -> EditionText:
    text = frozen(rich_document())
    queue_pdfs(text)
    return text


def browser(*codenames: str) -> Client:
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *codenames],
            content_type__app_label__in=["resources", "wagtailadmin"],
        )
    )
    client = Client()
    client.force_login(user)
    return client


VIEWER, KEEPER = ("view_editionpdf",), ("view_editionpdf", "change_editionpdf")


def fail(text: EditionText, error: str) -> EditionPdf:
    EditionPdf.objects.filter(text=text).update(status=Status.FAILED, error=error, attempts=5)
    return EditionPdf.objects.get(text=text, version="full")


def test_the_list_says_how_each_stands(text: EditionText) -> None:
    answer = browser(*VIEWER).get(LIST)
    assert answer.status_code == 200
    for words in (text.title, "full version", "short version", "waiting", "English"):
        assert words in answer.text


@pytest.mark.parametrize(("error", "words"), [*REASONS.items(), ("OSError", "the name OSError")])
def test_the_reason_is_told_in_words(error: str, words: Any, text: EditionText) -> None:
    fail(text, error)
    assert str(words) in browser(*VIEWER).get(LIST).text


def test_a_missing_library_is_told(text: EditionText, monkeypatch: Any) -> None:
    assert "Pango" not in browser(*VIEWER).get(LIST).text
    monkeypatch.setattr(libraries, "are_there", lambda: False)
    assert "Pango" in browser(*VIEWER).get(LIST).text


def test_another_try(text: EditionText) -> None:
    pdf = fail(text, "TooSlowError")
    client = browser(*KEEPER)
    again = reverse("resources_pdfs:again", args=[pdf.pk])
    assert again in client.get(LIST).text
    assert client.get(again).status_code == 405
    answer = client.post(again)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert [str(message).strip() for message in get_messages(answer.wsgi_request)]
    pdf.refresh_from_db()
    assert (pdf.status, pdf.attempts) == (Status.WAITING, 0)
    assert "The PDF is being made" in client.get(LIST).text
    # Pressed twice: nothing is begun anew.
    assert not [str(message) for message in get_messages(client.post(again).wsgi_request)]


def test_only_those_who_may_see_and_try(text: EditionText) -> None:
    pdf = fail(text, "TooSlowError")
    again = reverse("resources_pdfs:again", args=[pdf.pk])
    assert again not in browser(*VIEWER).get(LIST).text
    for client in (browser(*VIEWER), browser()):
        assert client.post(again).status_code == 302
        pdf.refresh_from_db()
        assert pdf.status == Status.FAILED
    assert browser().get(LIST).status_code == 302
    assert Client().post(again)["Location"].startswith("/admin/login/")


def test_no_query_depends_on_the_number_of_rows(text: EditionText) -> None:
    client = browser(*KEEPER)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        assert not any('"content"' in query["sql"] for query in captured)
        return len(captured)

    client.get(LIST)
    before = queries()
    for number in range(2, 8):
        queue_pdfs(frozen(rich_document(), number=number))
    assert queries() == before


def test_what_is_made_can_be_opened(text: EditionText) -> None:
    EditionPdf.objects.filter(version="full").update(status=Status.READY, size=2048, pages=7)
    answer = browser(*VIEWER).get(LIST).text
    assert "/en/editions/use-of-images/1/full.pdf" in answer
    assert "/en/editions/use-of-images/1/short.pdf" not in answer


def test_communications_staff_may_from_the_start() -> None:
    group = Group.objects.get(name="Communications staff")
    mine = group.permissions.filter(content_type__model="editionpdf")
    assert sorted(mine.values_list("codename", flat=True)) == [
        "change_editionpdf",
        "view_editionpdf",
    ]
    migration: Any = import_module("resources.migrations.0007_communications_staff_pdfs")
    editor: Any = SimpleNamespace(connection=connection)
    migration.remove_permissions(apps, editor)
    assert not mine.exists()
    migration.add_permissions(apps, editor)
    assert mine.count() == 2


def test_every_error_that_is_given_up_has_words() -> None:
    assert making.ABANDONED in REASONS
    assert making.NoLettersError.__name__ in REASONS
