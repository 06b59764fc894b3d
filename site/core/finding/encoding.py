"""Stems as words that a database takes for what they are, whatever its settings.

PostgreSQL would stem them again in a language of its own choosing, and SQLite
cuts Thai at every vowel sign. Neither touches a word of letters a to z and digits
that is no word of any language: the language, a zero, and the stem in hexadecimal.
"""

from collections.abc import Iterable

# Bytes. PostgreSQL refuses a text whose different words and their places take a megabyte.
MOST_BYTES = 800_000
# What PostgreSQL keeps of a word beside its letters: where they are, and two bytes for each of
# at most 256 places in the text.
_PER_WORD, _PER_PLACE, _MOST_PLACES = 8, 2, 256


def encode(stems: Iterable[str], language: str) -> list[str]:
    """Return a word for the database for each stem. Equal ones are equal in one language only."""
    prefix = "".join(char for char in language.lower() if char.isalnum())
    return [f"{prefix}0{stem.encode().hex()}" for stem in stems]


def within_limits(words: Iterable[str], most: int = MOST_BYTES) -> list[str]:
    """Return the words of a text without new ones from where the database would refuse it."""
    places: dict[str, int] = {}
    size, kept = 0, []
    for word in words:
        seen = places.get(word, 0)
        if seen >= _MOST_PLACES:
            continue
        cost = _PER_PLACE if seen else len(word) + _PER_WORD
        if size + cost <= most:
            size += cost
            places[word] = seen + 1
            kept.append(word)
    return kept
