"""Importing as staff do it: the form, the progress, the decision, the report; and who may."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.importing import reading
from campaigns.importing.working import take_over
from campaigns.models import Liaison, Organisation, OrganisationImport
from tests.campaigns.importing import check, work
from tests.factories import OrganisationFactory, UserFactory
from tests.translating import add_language, staff, translator

pytestmark = pytest.mark.django_db

FILE = "name,kind\nHaven,ngo\nLens,club\n"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def upload(client: Client, content: bytes, name: str = "list.csv") -> Any:
    file = SimpleUploadedFile(name, content, content_type="text/csv")
    return client.post(reverse("campaigns_imports:add"), {"file": file}, follow=True)


def test_the_whole_way(client: Client) -> None:
    html = upload(client, FILE.encode()).content.decode()
    made = OrganisationImport.objects.get()
    assert "Being looked through" in html
    assert "<progress" in html
    progress = reverse("campaigns_imports:progress", args=[made.pk])
    assert client.get(progress).json() == {"state": "checking", "total": 2, "done": 0}
    work()
    assert client.get(progress).json() == {"state": "checked", "total": 2, "done": 2}
    show = reverse("campaigns_imports:show", args=[made.pk])
    html = client.get(show).content.decode()
    assert "Nothing has been changed yet." in html
    assert "“club” is no kind of organisation that is known here." in html
    html = client.get(show, {"outcome": "new"}).content.decode()
    assert "Haven" in html
    assert "Lens" not in html
    assert not Organisation.objects.exists()
    client.post(reverse("campaigns_imports:take", args=[made.pk]))
    assert client.get(progress).json() == {"state": "taking", "total": 1, "done": 0}
    work()
    assert Organisation.objects.get().name == "Haven"
    html = client.get(show).content.decode()
    assert "Take it over" not in html
    report = client.get(reverse("campaigns_imports:report", args=[made.pk]))
    lines = b"".join(report.streaming_content).decode().splitlines()
    assert lines[0] == "line,name,outcome,reasons,changes,id"
    assert lines[1].endswith(",haven")
    assert "list.csv" in client.get(reverse("campaigns_imports:index")).content.decode()


def test_giving_up(client: Client) -> None:
    upload(client, FILE.encode())
    made = OrganisationImport.objects.get()
    html = client.post(reverse("campaigns_imports:cancel", args=[made.pk]), follow=True)
    assert "Nothing has changed." in html.content.decode()
    work()
    response = client.post(reverse("campaigns_imports:take", args=[made.pk]), follow=True)
    assert "not waiting for a decision" in response.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        ("name\nAsociación\n".encode("latin-1"), "not in UTF-8 (line 2)"),
        (b"title\nA\n", "one of them must be “name”"),
        (b"name\n", "no rows below the first line"),
        (b'name\nA\n"' + b"x" * 200_000, "cannot be read beyond line 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    client: Client, content: bytes, sentence: str
) -> None:
    html = upload(client, content).content.decode()
    assert sentence in html
    assert not OrganisationImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("campaigns.admin.imports.LARGEST_FILE", 10)
    assert "at most 10" in upload(client, FILE.encode()).content.decode()
    monkeypatch.undo()
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    assert "at most 1 are taken at once" in upload(client, FILE.encode()).content.decode()


def test_unknown_columns_are_said(client: Client) -> None:
    html = upload(client, b"name,phone\nHaven,1\n").content.decode()
    assert "left out: phone" in html


# --- permissions ------------------------------------------------------------


@pytest.fixture
def stranger(request: Any) -> Client:
    client = Client()
    if request.param == "editor without it":
        from django.contrib.auth.models import Permission

        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
    elif request.param == "translator":
        client.force_login(translator(add_language("th")))
    return client


@pytest.mark.parametrize(
    "stranger", ["anonymous", "editor without it", "translator"], indirect=True
)
def test_nobody_else_imports_exports_or_reads_liaisons(stranger: Client) -> None:
    made = check(FILE)
    organisation = OrganisationFactory(name="Haven", slug="haven")
    Liaison.objects.create(organisation=organisation, name="Ana", email="ana@example.org")
    for name in ("show", "progress", "report", "take", "cancel"):
        url = reverse(f"campaigns_imports:{name}", args=[made.pk])
        assert stranger.get(url).status_code in (302, 405), name
        assert stranger.post(url).status_code == 302, name
    for url in (
        reverse("campaigns_imports:add"),
        reverse("campaigns_imports:index"),
        reverse("campaigns_export_organisations"),
        reverse("campaigns_liaisons:index"),
    ):
        assert stranger.get(url).status_code == 302, url
    made.refresh_from_db()
    assert made.state == "checked"


def test_the_export(client: Client) -> None:
    organisation = OrganisationFactory(name="=Haven", slug="haven", countries=("KE",))
    Liaison.objects.create(organisation=organisation, name="Ana", email="ana@example.org")
    response = client.get(reverse("campaigns_export_organisations"))
    text = b"".join(response.streaming_content).decode()
    assert "'=Haven" in text
    assert "ana@example.org" in text
    assert "no-store" in response["Cache-Control"]


# --- cost -------------------------------------------------------------------


def test_the_page_of_an_import_costs_the_same_however_many_rows(client: Client) -> None:
    def queries(made: OrganisationImport) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("campaigns_imports:show", args=[made.pk]))
        return len(captured)

    few = check("name\n" + "".join(f"Alpha {number}\n" for number in range(3)))
    queries(few)
    many = check("name\n" + "".join(f"Beta {number}\n" for number in range(60)))
    assert queries(many) == queries(few)


def test_a_batch_costs_the_same_however_many_rows() -> None:
    """Looking through: the lock, the import, seven queries for what is there, four for earlier
    rows, the rows, the numbers.
    """

    def queries(number: int) -> int:
        text = "name,website\n" + "".join(
            f"Name {number} {row},https://n{number}x{row}.example.org\n" for row in range(number)
        )
        with CaptureQueriesContext(connection) as captured:
            check(text)
        return len(captured)

    # SQLite takes more than a thousand values in two statements.
    assert queries(80) == queries(40)


def test_taking_over_costs_the_same_however_many_rows_change() -> None:
    """But for the search index: on SQLite, Wagtail renews its rows one by one."""

    def queries(number: int) -> int:
        for row in range(number):
            OrganisationFactory(name=f"Name {number} {row}", slug=f"name-{number}-{row}")
        made = check(
            "name,summary\n" + "".join(f"Name {number} {row},New.\n" for row in range(number))
        )
        assert take_over(made)
        with CaptureQueriesContext(connection) as captured:
            work()
        assert set(made.rows.values_list("outcome", "is_taken")) == {("changed", True)}
        return sum("indexentry" not in query["sql"][:60] for query in captured)

    assert queries(40) == queries(20)
