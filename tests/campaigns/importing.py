"""Imports as staff and the worker make them."""

from typing import Any

from campaigns.importing.reading import count_rows, opened
from campaigns.importing.reasons import in_words
from campaigns.importing.working import take_over, work_on_imports
from campaigns.models import ImportRow, OrganisationImport


def check(text: str, **fields: Any) -> OrganisationImport:
    """Take a file in and look through it."""
    made = OrganisationImport.objects.create(
        file_name="organisations.csv",
        text=text,
        unknown_columns=opened(text).unknown_columns,
        rows_in_all=count_rows(text),
        **fields,
    )
    work()
    made.refresh_from_db()
    assert made.state == "checked"
    return made


def take(made: OrganisationImport) -> OrganisationImport:
    """Agree to an import, and have it taken over."""
    assert take_over(made)
    work()
    made.refresh_from_db()
    assert made.state == "done"
    return made


def work() -> None:
    """Do all that there is to do."""
    while work_on_imports() is not None:
        pass


def outcomes(made: OrganisationImport) -> list[str]:
    """Return what became of each row, in their order."""
    return list(made.rows.order_by("line").values_list("outcome", flat=True))


def reasons(made: OrganisationImport) -> list[str]:
    """Return the names of all reasons, in the order of the rows."""
    return [name for row in made.rows.order_by("line") for name, _what in row.reasons]


def sentences(row: ImportRow) -> list[str]:
    """Return the reasons of a row in words."""
    return in_words(row.reasons)
