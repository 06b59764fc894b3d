"""Finding what people have sent, by what staff may know of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Func, Q, QuerySet, TextField, Value

from core.addresses import clean_address, email_key

# Up to so many letters are looked for at the beginning of a word only.
SHORT = 2


def find_by_words(rows: QuerySet[Any], typed: str, columns: Iterable[str]) -> QuerySet[Any]:
    """Find by mail address, by number of the row, or by parts of words in `columns`.

    The rows have `email` and `email_key`.
    """
    typed = typed.strip()
    if "@" in typed:
        return rows.filter(_address(typed))
    try:
        return rows.filter(pk=UUID(typed))
    except ValueError:
        pass
    return find_words(rows, typed, columns)


def find_words(rows: QuerySet[Any], typed: str, columns: Iterable[str]) -> QuerySet[Any]:
    """Find by parts of words, each of which is in one of `columns`, which are never null.

    The shortest parts, of one or two letters, are looked for where a word begins:
    they are in the middle of nearly everything.
    """
    if not typed.strip():
        return rows
    words = [word for word in typed.split() if any(map(str.isalnum, word))]
    if not words:
        # An index of words knows nothing of signs alone, and nobody's name is one.
        return rows.none()
    rows = rows.alias(searched=_in_one(columns))
    for word in words:
        rows = rows.filter(_word(word if len(word) > SHORT else f" {word}"))
    return rows


def _in_one(columns: Iterable[str]) -> Func:
    """Return several columns as one text, with a space before each.

    No word goes across two of them, and an index on the text serves all.
    """
    parts = [part for name in columns for part in (Value(" "), F(name))]
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())


def _address(typed: str) -> Q:
    """Match a whole address by its key: however it is written, and after it was erased."""
    try:
        return Q(email_key=email_key(clean_address(typed)))
    except ValidationError:
        return Q(email__icontains=typed)


def _word(word: str) -> Q:
    """Match a word, whatever its case."""
    if connection.vendor == "postgresql":
        return Q(searched__icontains=word)
    # SQLite folds the case of English letters only.
    found = Q()
    for spelling in {word, word.lower(), word.upper(), word.title()}:
        found |= Q(searched__icontains=spelling)
    return found
