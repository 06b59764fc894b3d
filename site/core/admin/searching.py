"""Finding what people have sent, by what staff may know of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from core.addresses import clean_address, email_key


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
    """Find by parts of words, each of which is in one of `columns`."""
    for word in typed.split():
        rows = rows.filter(_word(word, columns))
    return rows


def _address(typed: str) -> Q:
    """Match a whole address by its key: however it is written, and after it was erased."""
    try:
        return Q(email_key=email_key(clean_address(typed)))
    except ValidationError:
        return Q(email__icontains=typed)


def _word(word: str, columns: Iterable[str]) -> Q:
    """Match a word in any of the columns, whatever its case."""
    # SQLite folds the case of English letters only.
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
    found = Q()
    for name in columns:
        for spelling in spellings:
            found |= Q(**{f"{name}__icontains": spelling})
    return found
