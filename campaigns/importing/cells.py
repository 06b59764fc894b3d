"""Reading the cells of a row: each becomes the value of a field, or a reason why not."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model

from campaigns import vocabularies
from campaigns.directory.names import NEW_ID
from campaigns.importing.reading import Row
from campaigns.importing.reasons import Reason, reason
from campaigns.models import Liaison, Organisation
from core.addresses import clean_address
from core.spreadsheets import inert

# Letters. The names of all countries have fewer.
LONGEST_LIST = 10_000

_TEXTS = ("name", "summary", "website")
_LISTS = {
    "countries": vocabularies.countries,
    "languages": vocabularies.languages,
    "activities": vocabularies.activities,
}
_YES = {"1", "yes", "true", "x", "oui", "sí", "si", "نعم", "ใช่"}
_NO = {"0", "no", "false", "non", "لا", "ไม่"}
# Marks that no line of text has, line ends among them.
_CONTROL = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")
_ONE_LINE = ("id", "name", "website", "liaison_name", "liaison_role", "liaison_email")
_is_url = URLValidator(schemes=["http", "https"])


def values_of(row: Row) -> tuple[dict[str, Any], list[Reason]]:
    """Return what a row says, by field, and all that is wrong with it.

    An empty cell says nothing: what the directory has stays.
    """
    reasons: list[Reason] = []
    if row.has_too_many_cells:
        reasons.append(reason("too_many_cells"))
    cells = {}
    for column, read in row.cells.items():
        cell = _CONTROL.sub(" ", read).strip() if column in _ONE_LINE else read
        if cell[:1] == "'" and inert(cell[1:]) != cell[1:]:
            # As exports write it.
            cells[column] = cell[1:]
            continue
        # An address in a cell begins with no sign, and neither does a list.
        if inert(cell) != cell:
            reasons.append(reason("formula", column))
        cells[column] = cell
    filled = {column: cell for column, cell in cells.items() if cell}
    if not any(mark.isalnum() for mark in filled.get("name", "")):
        reasons.append(reason("no_name"))
    for column in ("kind", "member_of", *_LISTS):
        if len(filled.get(column, "")) > LONGEST_LIST:
            length = len(filled.pop(column))
            reasons.append(reason("too_long", f"{column}: {length} > {LONGEST_LIST}"))
    values: dict[str, Any] = {}
    for column in _TEXTS:
        if column in filled:
            values[column] = _text(column, filled[column], reasons)
    if "kind" in filled:
        values["kind"] = _one_of(filled["kind"], reasons)
    for column, vocabulary in _LISTS.items():
        if column in filled:
            codes, unknown = vocabulary.read(filled[column])
            values[column] = sorted(codes)
            if unknown:
                reasons.append(reason(f"unknown_{column}", ", ".join(unknown)))
    if "member_of" in filled:
        parts = (part.strip() for part in filled["member_of"].split(";"))
        values["member_of"] = [part for part in parts if part]
    if liaison := _liaison(filled, reasons):
        values["liaison"] = liaison
    asked = filled.get("id", "")
    # Spreadsheets begin a cell with a capital letter by themselves.
    values["id"] = NEW_ID if asked.casefold() == NEW_ID else asked
    return values, reasons


def _text(column: str, text: str, reasons: list[Reason]) -> str:
    longest = _longest(Organisation, column)
    if len(text) > longest:
        reasons.append(reason("too_long", f"{column}: {len(text)} > {longest}"))
    elif column == "website":
        try:
            _is_url(text)
        except ValidationError:
            reasons.append(reason("website", text))
    return text


def _longest(model: type[Model], name: str) -> int:
    """Return how many letters a column has room for."""
    return getattr(model._meta.get_field(name), "max_length", None) or 0


def _one_of(text: str, reasons: list[Reason]) -> str:
    codes, unknown = vocabularies.kinds.read(text)
    if unknown or len(codes) != 1:
        reasons.append(reason("unknown_kind", text[:100]))
        return ""
    return codes[0]


def _liaison(filled: dict[str, str], reasons: list[Reason]) -> dict[str, Any]:
    """Return the liaison; none where no address is given."""
    parts = {
        name: filled.get(f"liaison_{name}", "") for name in ("name", "role", "email", "is_public")
    }
    if not any(parts.values()):
        return {}
    if not (parts["name"] and parts["email"]):
        reasons.append(reason("half_a_liaison"))
        return {}
    for name in ("name", "role"):
        longest = _longest(Liaison, name)
        if len(parts[name]) > longest:
            reasons.append(reason("too_long", f"liaison_{name}: {len(parts[name])} > {longest}"))
    try:
        email = clean_address(parts["email"])
    except ValidationError:
        reasons.append(reason("email"))
        return {}
    word = parts["is_public"].casefold()
    if word and word not in _YES | _NO:
        reasons.append(reason("not_yes_or_no", parts["is_public"][:20]))
    return {
        "name": parts["name"],
        "role": parts["role"],
        "email": email,
        # Left empty, whoever is there keeps what they have agreed to.
        "name_is_public": None if not word else word in _YES,
    }
