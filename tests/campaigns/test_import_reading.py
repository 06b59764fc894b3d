"""Opening CSV files: encodings, columns, separators, and what is no CSV file."""

import pytest
from django.core.exceptions import ValidationError

from campaigns.importing.cells import values_of
from campaigns.importing.reading import Row, count_rows, decoded, opened

pytestmark = pytest.mark.one_database


def rows(text: str) -> list[Row]:
    return list(opened(text).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    text = "name\nجمعية حروف\n"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["latin-1", "cp1256", "tis-620"])
def test_another_encoding_is_refused_with_the_line_and_a_way_out(encoding: str) -> None:
    letters = {"latin-1": "Asociación", "cp1256": "جمعية", "tis-620": "มูลนิธิ"}[encoding]
    with pytest.raises(ValidationError, match=r"line 2.*CSV UTF-8"):
        decoded(f"name\n{letters}\n".encode(encoding))


def test_a_spreadsheet_of_its_own_format_is_refused() -> None:
    with pytest.raises(ValidationError):
        decoded(b"PK\x03\x04\x14\x00\x06\x00 name")


@pytest.mark.parametrize("text", ["", "\n", "title,country\nA,KE\n", "A\nB\n"])
def test_without_its_columns_a_file_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="“name”"):
        opened(text)


def test_a_column_named_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="name"):
        opened("name,Name\nA,B\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_of_any_country(separator: str) -> None:
    text = separator.join(["Name", "Liaison Email"]) + "\n" + separator.join(["A", "a@b.org"])
    assert rows(text)[0].cells == {"name": "A", "liaison_email": "a@b.org"}


def test_unknown_columns_are_named_and_left_out() -> None:
    file = opened("name,phone,\nA,123,\n")
    assert file.unknown_columns == ["phone"]
    assert next(file.rows).cells == {"name": "A"}


def test_rows_know_their_lines_and_empty_ones_are_none() -> None:
    found = rows('name,summary\nA,"one\ntwo"\n\n , \nB\n')
    assert [(row.line, row.cells["name"]) for row in found] == [(2, "A"), (6, "B")]
    assert found[1].cells["summary"] == ""


def test_a_row_that_is_too_long_is_known() -> None:
    assert [row.has_too_many_cells for row in rows("name\nA,B\nC,\n")] == [True, False]


def test_what_cannot_be_read_to_its_end_is_refused() -> None:
    with pytest.raises(ValidationError, match="line 2"):
        count_rows('name\nA\n"' + "x" * 200_000)
    with pytest.raises(ValidationError, match="no rows"):
        count_rows("name\n\n")


def one(**cells: str) -> tuple[dict[str, object], list[str]]:
    values, reasons = values_of(Row(2, {"name": "Haven", **cells}, False))
    return values, [name for name, _what in reasons]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "no_name"),
        ({"name": "\u200b…"}, "no_name"),
        ({"countries": "KE, " * 5000}, "too_long"),
        ({"member_of": "x" * 10_001}, "too_long"),
        ({"name": "=HYPERLINK(1)"}, "formula"),
        ({"summary": "+1+1"}, "formula"),
        ({"name": "x" * 201}, "too_long"),
        ({"summary": "x" * 301}, "too_long"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "example.org"}, "website"),
        ({"kind": "club"}, "unknown_kind"),
        ({"countries": "Atlantis"}, "unknown_countries"),
        ({"languages": "Elvish"}, "unknown_languages"),
        ({"activities": "magic"}, "unknown_activities"),
        ({"liaison_name": "Ana"}, "half_a_liaison"),
        ({"liaison_email": "ana@example.org"}, "half_a_liaison"),
        ({"liaison_name": "Ana", "liaison_email": "nobody"}, "email"),
        (
            {"liaison_name": "A", "liaison_email": "a@b.org", "liaison_is_public": "maybe"},
            "not_yes_or_no",
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_has_its_reason(cells: dict[str, str], reason: str) -> None:
    assert one(**cells)[1] == [reason]


def test_all_that_is_wrong_with_a_row_is_said() -> None:
    assert one(kind="club", countries="Atlantis", website="x")[1] == [
        "website",
        "unknown_kind",
        "unknown_countries",
    ]


def test_what_a_row_says() -> None:
    values, reasons = one(
        countries="KE, Uganda",
        kind="Trade union",
        member_of="joint-voice; Other",
        liaison_name="Ana",
        liaison_email="ANA@Example.org",
        liaison_is_public="yes",
    )
    assert reasons == []
    assert values == {
        "id": "",
        "name": "Haven",
        "kind": "union",
        "countries": ["KE", "UG"],
        "member_of": ["joint-voice", "Other"],
        "liaison": {
            "name": "Ana",
            "role": "",
            "email": "ANA@example.org",
            "name_is_public": True,
        },
    }


def test_an_export_made_inert_is_read_as_it_was() -> None:
    values, reasons = one(name="'@Home")
    assert (values["name"], reasons) == ("@Home", [])


def test_what_is_one_line_in_the_directory_is_one_line() -> None:
    values, reasons = one(
        name="Ha\nven\x1b", member_of="Alba; ;Lens;", id="New", summary="One.\nTwo."
    )
    assert not reasons
    assert values["name"] == "Ha ven"
    assert values["summary"] == "One.\nTwo."
    assert values["member_of"] == ["Alba", "Lens"]
    assert values["id"] == "new"


def test_a_reason_names_no_more_than_is_read() -> None:
    _values, (found,) = values_of(Row(2, {"name": "Haven", "countries": "a," * 4000}, False))
    assert len(found[1]) < 400
