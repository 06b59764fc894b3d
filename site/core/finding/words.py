"""The words of a text as searchers mean them: folded, without endings, the same in any database.

The databases' own analyses know no Thai, and SQLite's no language at all. Here
one function reads texts and queries alike, so a word of a text finds itself.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

import snowballstemmer

from core import thai
from core.finding.stop_words import STOP_WORDS

# A query's words beyond these are not looked for. Nobody types more on purpose.
MOST_WORDS = 16
# Characters. What is longer is no word, and finds itself by its beginning.
_LONGEST = 40

_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french"}
# A shorter stem would be that of words that have nothing in common.
_SHORTEST_STEM = 3

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
THAI_OR_NOT = re.compile(f"[{_THAI}]+|[^{_THAI}]+")
# Signs that repeat or shorten the word before them.
_THAI_SIGNS = {"\u0e46", "\u0e2f"}
# They make nouns of verbs, as endings do elsewhere.
_THAI_PREFIXES = ("\u0e01\u0e32\u0e23", "\u0e04\u0e27\u0e32\u0e21")
# A break that writers set between words now and then.
_THAI_BREAK = re.compile(f"(?<=[{_THAI}])\u200b+(?=[{_THAI}])")
# The vowel "am" in two characters, with the tone mark between them or not; "ae" as twice "e".
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_THAI_AE = "\u0e40\u0e40"

# Hyphens where a line may break, joiners, directions, the stroke that makes Arabic words longer.
_UNSEEN = "\u00ad\u034f\u0640\u061c\u200c-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
_UNSEEN_IN_WORD = re.compile(f"[{_UNSEEN}]+")

_OTHER_DIGIT = re.compile("(?![0-9])\\d")
_LATIN_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_LATIN_LETTERS = str.maketrans({"\u0153": "oe", "\u00e6": "ae", "\u00f8": "o", "\u0142": "l"})
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_ARABIC_LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # alef
        **dict.fromkeys("\u0649\u06cc\u0626", "\u064a"),  # ya
        "\u0624": "\u0648",  # waw
        "\u06a9": "\u0643",  # kaf
    }
)
# At the end of a word, ha is typed for ta marbuta.
_ARABIC_HA = re.compile("\u0647$")
# The article, alone or with "with", "as", "for" before it, and "and" or "so" before those.
_ARABIC_ARTICLE = re.compile(
    "^[\u0648\u0641]?(?:\u0627\u0644|\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644)(?=...)"
)


def stems(text: str, language: str) -> list[str]:
    """Return what a text is found by, in its order. Takes any text, in any language."""
    return list(
        chain.from_iterable(
            _stem_and_parts(token, language)
            for word in word_pattern().findall(tidy(text))
            for token in tokens(word)
        )
    )


def query_stems(text: str, language: str) -> list[str]:
    """Return what a text must have all of to be found by a query.

    Words that every text has are left out, unless there are no others.
    """
    typed = [token for word in word_pattern().findall(tidy(text)) for token in tokens(word)]
    telling = [token for token in typed if token not in _stop_words(language)]
    return list(dict.fromkeys(stem(token, language) for token in telling or typed))[:MOST_WORDS]


def tidy(text: str) -> str:
    """Return a text that reads as before, with each character in its one usual form."""
    # Half of a surrogate pair is no character, and no database takes it.
    text = unicodedata.normalize("NFC", text).encode("utf-8", "ignore").decode()
    return _THAI_AM.sub("\\1\u0e33", _THAI_BREAK.sub("", text)).replace(_THAI_AE, "\u0e41")


@cache
def word_pattern() -> re.Pattern[str]:
    """Return what finds the words in a `tidy` text: letters and digits, with the marks on them.

    Python's own class of word characters lacks the marks, which many scripts
    write their vowels with.
    """
    marks = "".join(
        char
        for char in map(chr, chain(range(0x300, 0x1F000), range(0xE0100, 0xE01F0)))
        if unicodedata.category(char).startswith("M")
    )
    return re.compile(f"[^\\W_](?:[^\\W_]|[{marks}{_UNSEEN}])*")


@lru_cache(maxsize=30_000)
def tokens(word: str) -> tuple[str, ...]:
    """Return the folded words in what stands between two spaces: one, except in Thai."""
    found: list[str] = []
    for run in THAI_OR_NOT.findall(fold(word)):
        found += _split_thai(run) if is_thai(run) else [run[:_LONGEST]]
    return tuple(found)


def fold(word: str) -> str:
    """Return a word without what searchers leave out. Folding twice changes nothing.

    Small letters for capitals; Latin ones without accents, Arabic ones without
    vowel signs and in one form each; digits of all scripts as 0 to 9. In other
    scripts marks are vowels, and stay.
    """
    # Once for nearly every word; leaving out one thing may lay another bare.
    for _time in range(4):
        before, word = word, _folded(word)
        if word == before:
            break
    return word


def _folded(word: str) -> str:
    word = unicodedata.normalize("NFKC", _UNSEEN_IN_WORD.sub("", word)).casefold()
    word = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", word.translate(_LATIN_LETTERS)))
    word = _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", word)).translate(_ARABIC_LETTERS)
    word = _ARABIC_HA.sub("\u0629", word)
    word = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), word)
    return tidy(word)


@lru_cache(maxsize=30_000)
def stem(token: str, language: str) -> str:
    """Return a folded word without its endings; as it is where they are not known."""
    if is_thai(token):
        return _thai_stem(token)
    algorithm = _STEMMERS.get(language.split("-")[0])
    if algorithm is None:
        return token
    if algorithm == "arabic":
        token = _ARABIC_ARTICLE.sub("", token)
    # A stemmer keeps the word it works on to itself: threads must not share one.
    stemmer = snowballstemmer.stemmer(algorithm)
    token = stemmer.stemWord(token) or token
    # What is left of a plural may still have the ending that the singular loses.
    while _SHORTEST_STEM <= len(shorter := stemmer.stemWord(token)) < len(token):
        token = shorter
    return token


@lru_cache(maxsize=30_000)
def _stem_and_parts(token: str, language: str) -> tuple[str, ...]:
    """Return a word's stem and, in Thai, those of the words that it is put together from."""
    if not is_thai(token):
        return (stem(token, language),)
    # By itself a word may be split in another way than within its text.
    parts = [token, *_split_thai(token), *thai.parts(token)]
    return tuple(dict.fromkeys(stem(part, language) for part in parts))


def is_thai(token: str) -> bool:
    """Whether a word, or what stands between two others, is in Thai script."""
    return "\u0e00" < token[:1] < "\u0e4f"


def _split_thai(run: str) -> list[str]:
    return [word[:_LONGEST] for word in thai.split(run) if word not in _THAI_SIGNS]


def _thai_stem(word: str) -> str:
    for prefix in _THAI_PREFIXES:
        if word.startswith(prefix) and word.removeprefix(prefix) in thai.dictionary():
            return word.removeprefix(prefix)
    return word


@cache
def _stop_words(language: str) -> frozenset[str]:
    # Not split: it would load the Thai dictionary for every query in whatever language.
    return frozenset(map(fold, STOP_WORDS.get(language.split("-")[0], "").split()))
