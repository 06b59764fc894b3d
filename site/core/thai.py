"""The words of Thai, which is written without spaces between them."""

import os
from functools import cache

# Names in the dictionary run to 40 letters and more; of this length, they have no parts.
_LONGEST = 40
# A single letter is no part of a word, though the dictionary lists letters.
_SHORTEST_PART = 2


def split(text: str) -> list[str]:
    """Return the words of Thai text, everything between them included. Offline."""
    _prepare()
    from pythainlp.tokenize import word_tokenize

    return list(word_tokenize(text, engine="newmm"))


@cache
def dictionary() -> frozenset[str]:
    """Return the words that `split` knows, some 62,000."""
    _prepare()
    from pythainlp.corpus import thai_words

    return thai_words()


def parts(word: str) -> list[str]:
    """Return the words that a word is put together from, and theirs; none if it is simple.

    A photograph is a "picture taken", and its readers look for pictures.
    """
    fewest = _fewest(word)
    return [*fewest, *(finer for part in fewest for finer in parts(part))]


def _fewest(word: str) -> list[str]:
    """Return a way to write a word as the fewest others; none if there is no way."""
    if len(word) > _LONGEST:
        return []
    known = dictionary()
    # For each number of letters, the fewest words that they make.
    best: list[list[str] | None] = [[]]
    for end in range(1, len(word) + 1):
        ways = [
            [*before, word[begin:end]]
            for begin in range(end - _SHORTEST_PART + 1)
            if (before := best[begin]) is not None
            and end - begin < len(word)
            and word[begin:end] in known
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or []


@cache
def _prepare() -> None:
    """Keep the library from making a directory in somebody's home, and from downloading."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
