"""The CSV file: complete, inert, and the same size in memory for any number of rows."""

import csv
import io
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from core.spreadsheets import inert
from petitions import exporting
from petitions.exporting import COLUMNS, csv_lines, filename, log_export
from petitions.models import Consent, Petition, PetitionPage, PetitionText, Signature
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.steps import steps
from users.models import User

# Lines of Python for one more row, in libraries as well: PostgreSQL writes numbers and times
# itself; what SQLite stores has to be made a number or a time first.
STEPS_OF_A_ROW = 120 if connection.vendor == "postgresql" else 300


def read(signatures: Any = None, **options: Any) -> list[dict[str, str]]:
    """Return the file's rows, read as a program reads them."""
    signatures = Signature.objects.all() if signatures is None else signatures
    return list(csv.DictReader(io.StringIO("".join(csv_lines(signatures, **options)), newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u200f=1",
        "\ufeff=1",
        "\x00=1",
        "＝1",
        "＋1",
        "－1",
        "＠SUM",
    ],
)
def test_what_a_spreadsheet_would_run_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", " ", "Ana", "O’Brien", "'=1", "محمد", "a=1", "1-2", "ana@example.org", "สมชาย"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    cell = inert(text)
    assert cell in (text, f"'{text}")
    visible = [c for c in cell if not c.isspace() and unicodedata.category(c)[0] != "C"]
    assert not visible or visible[0] not in "=+-@＝＋－＠"
    assert cell[:1] not in ("\t", "\r", "\n")
    # One cell in, one cell out, whatever it holds.
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([cell, "end"])
    assert next(csv.reader(io.StringIO(buffer.getvalue(), newline="")), None) == [cell, "end"] or (
        "\x00" in cell
    )


def test_a_row_holds_everything(page: PetitionPage) -> None:
    petition = petition_of(page)
    signature = SignatureFactory(
        petition=petition,
        kind="organisation",
        given_name="محمد",
        family_name="=cmd|' /C calc'!A0",
        organisation_name="House, of “Stories”",
        organisation_role="Chair",
        organisation_website="https://stories.example",
        status="confirmed",
        visibility="full",
        comment="Two\nlines",
        source="poster",
        partner="witness",
        created_at=datetime(2025, 3, 1, 12, 0, 30, tzinfo=UTC),
        confirmed_at=datetime(2025, 3, 1, 12, 5, tzinfo=UTC),
    )
    assert list(read()[0]) == list(COLUMNS)
    assert read() == [
        {
            "id": str(signature.pk),
            "petition": "Dignity in the news",
            "status": "confirmed",
            "kind": "organisation",
            "given_name": "محمد",
            "family_name": "'=cmd|' /C calc'!A0",
            "organisation_name": "House, of “Stories”",
            "organisation_role": "Chair",
            "organisation_website": "https://stories.example",
            "email": signature.email,
            "country": "PT",
            "language": "en",
            "visibility": "full",
            "consent_updates": "no",
            "comment": "Two\nlines",
            "source": "poster",
            "partner": "witness",
            "signed": "2025-03-01T12:00:30+00:00",
            "confirmed": "2025-03-01T12:05:00+00:00",
            "withdrawn": "",
        }
    ]


def test_consent_to_updates_is_yes_no_or_withdrawn(page: PetitionPage) -> None:
    petition = petition_of(page)
    text = PetitionText.objects.get(petition=petition, kind="updates")
    for name, withdrawn_at in (("Yes", None), ("Stopped", timezone.now())):
        signature = SignatureFactory(petition=petition, given_name=name)
        Consent.objects.create(
            signature=signature, purpose="updates", text=text, withdrawn_at=withdrawn_at
        )
    SignatureFactory(petition=petition, given_name="No")
    assert {row["given_name"]: row["consent_updates"] for row in read()} == {
        "Yes": "yes",
        "Stopped": "withdrawn",
        "No": "no",
    }


def test_every_signature_comes_once_however_many_share_a_moment(
    page: PetitionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 7)
    petition = petition_of(page)
    signatures = crowd(petition, 40)
    moment = timezone.now()
    Signature.objects.filter(pk__in=[row.pk for row in signatures[:25]]).update(created_at=moment)
    ids = [row["id"] for row in read()]
    assert sorted(ids) == sorted(str(row.pk) for row in signatures)
    signed = [row["signed"] for row in read()]
    assert signed == sorted(signed)


def test_queries_grow_with_the_chunks_and_not_with_the_rows(
    page: PetitionPage, django_assert_num_queries: Any
) -> None:
    crowd(petition_of(page), 50)
    # The chunk with its consents, and the empty chunk after it.
    with django_assert_num_queries(2):
        assert len(read()) == 50
    crowd(petition_of(page), 50, tag="more")
    with django_assert_num_queries(2):
        assert len(read()) == 100


def test_a_row_takes_few_steps_however_many_there_are(page: PetitionPage) -> None:
    """What the database hands out as text goes into the file as it comes."""

    def cost() -> int:
        return steps(lambda: list(csv_lines(Signature.objects.all())))

    number = len(crowd(petition_of(page), 100))
    # What is done once comes with the first call.
    cost()
    few = cost()
    crowd(petition_of(page), number, tag="more")
    assert (cost() - few) / number < STEPS_OF_A_ROW


def test_the_header_comes_before_the_first_query(
    page: PetitionPage, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert next(csv_lines(Signature.objects.all())) == ",".join(COLUMNS) + "\r\n"


def test_excel_is_told_that_it_is_utf_8(page: PetitionPage) -> None:
    assert next(csv_lines(Signature.objects.none(), for_excel=True)).startswith("\ufeffid,")
    assert next(csv_lines(Signature.objects.none())).startswith("id,")


def test_the_name_says_petition_and_date(page: PetitionPage) -> None:
    today = timezone.localdate().isoformat()
    petition = petition_of(page)
    assert filename([petition]) == f"signatures-dignity-in-the-news-{today}.csv"
    arabic = Petition(pk=7, title='كرامة "\r\n')
    assert filename([arabic]) == f"signatures-petition-7-{today}.csv"
    assert filename([petition, arabic]) == f"signatures-all-petitions-{today}.csv"


def test_each_export_is_logged_on_each_petition(page: PetitionPage, admin: User) -> None:
    petition = petition_of(page)
    crowd(petition, 3)
    numbers = log_export(Signature.objects.all(), admin, {"status": ["pending"]})
    assert numbers == {petition: 3}
    entry = ModelLogEntry.objects.for_instance(petition).get(action="petitions.export")
    assert entry.user == admin
    assert str(entry.message) == "3 signatures exported"
    assert entry.comment == "status: pending"
