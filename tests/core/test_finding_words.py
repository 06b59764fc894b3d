"""Words as searchers mean them, in any language and whatever is typed."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.finding.encoding import encode, within_limits
from core.finding.words import MOST_WORDS, fold, query_stems, stems, tidy, word_pattern

pytestmark = pytest.mark.one_database

# Hypothesis without its deadline: the first Thai text loads a dictionary.
LANGUAGES = st.sampled_from(["en", "es", "fr", "ar", "th", "ne", "pt-br"])
# What texts of ours are made of, beside everything else.
LETTERS = st.one_of(
    st.text(),
    st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B)),
    st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)),
    st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F)),
    st.text("abcéèñœ’'- ็ำเแ\u200b\u00ad\u0301"),
)


def finds(query: str, text: str, language: str) -> bool:
    """Whether a query finds a text."""
    wanted = query_stems(query, language)
    return bool(wanted) and set(wanted) <= set(stems(text, language))


# --- folding -------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niño", "nino"),
        ("Œuvre", "oeuvre"),
        ("ÉLÈVE", "eleve"),
        ("straße", "strasse"),
        ("ＣＯＮＳＥＮＴ", "consent"),
        ("vic\u00adtims", "victims"),
        ("صُورَة", "صورة"),
        ("صـــورة", "صورة"),
        ("أحمد", "احمد"),
        ("مسؤول", "مسوول"),
        ("قائمة", "قايمه"),
        ("إلى", "الي"),
        ("صوره", "صورة"),
        ("٢٠١٦", "2016"),
        ("๒๕๕๙", "2559"),
        ("२०१६", "2016"),
    ],
)
def test_what_searchers_leave_out(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_that_are_vowels_stay() -> None:
    assert fold("नेपाली") == "नेपाली"
    assert fold("น้ำ") == "น้ำ"
    assert fold("й") != fold("и")


@settings(deadline=None)
@given(LETTERS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("นํ้า", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("เเม่", "แม่"),
        ("ภาพ\u200bถ่าย", "ภาพถ่าย"),
        ("e\u0301", "é"),
        ("a\ud800b", "ab"),
    ],
)
def test_a_tidy_text_has_each_character_in_one_form(typed: str, usual: str) -> None:
    assert tidy(typed) == usual


def test_words_have_their_marks() -> None:
    assert word_pattern().findall("नेपाली_भाषा, d’abord: x₂") == [
        "नेपाली",
        "भाषा",
        "d",
        "abord",
        "x₂",
    ]
    assert all(word_pattern().fullmatch(f"a{mark}") for mark in "\u0301\u0e31\u0947\u064b\u00ad")


# --- stems ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "query", "word"),
    [
        ("en", "consent", "consents"),
        ("en", "consenting", "consented"),
        ("en", "images", "image"),
        ("en", "story", "stories"),
        ("en", "victims", "victim’s"),
        ("es", "imagen", "imágenes"),
        ("es", "imagenes", "imagen"),
        ("es", "joven", "jóvenes"),
        ("es", "autorizacion", "autorizaciones"),
        ("es", "ninos", "niñas"),
        ("fr", "image", "images"),
        ("fr", "publiee", "publié"),
        ("fr", "image", "l’image"),
        ("fr", "legale", "légaux"),
        ("ar", "صورة", "الصور"),
        ("ar", "صور", "والصورة"),
        ("ar", "الصور", "بالصور"),
        ("ar", "موافقه", "الموافقات"),
        ("ar", "قانون", "القانون"),
        ("ar", "كرامة", "وكرامتهم"),
        ("th", "ยินยอม", "ความยินยอม"),
        ("th", "ความยินยอม", "การยินยอม"),
        ("th", "ภาพ", "ภาพถ่าย"),
        ("th", "ภาพ", "การถ่ายภาพ"),
        ("th", "ผู้เสียหาย", "ผู้เสียหายต้องได้รับความยินยอม"),
        ("th", "PDF", "ไฟล์PDFนี้"),
        ("ne", "सहमति", "सहमति"),
        ("ne", "consent", "Consent"),
    ],
)
def test_forms_of_a_word_find_each_other(language: str, query: str, word: str) -> None:
    assert finds(query, f"… {word}, …", language)


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("en", "consent form", "consent letter"),
        ("en", "organ", "organisation"),
        ("es", "carta", "carne y hueso"),
        ("ar", "والد", "ولد"),
        ("th", "ผู้เสียหาย", "เสียหาย"),
        ("th", "มา", "มาก"),
        ("ne", "सहमति", "सहमत"),
    ],
)
def test_other_words_are_other_words(language: str, query: str, text: str) -> None:
    assert not finds(query, text, language)


@settings(deadline=None)
@given(LETTERS, LANGUAGES)
def test_no_text_fails(text: str, language: str) -> None:
    for found in (stems(text, language), query_stems(text, language)):
        assert all(found)
    assert len(query_stems(text, language)) <= MOST_WORDS
    assert set(query_stems(text, language)) <= set(stems(text, language))


@settings(deadline=None)
@given(LETTERS, LETTERS, LETTERS, LANGUAGES)
def test_a_word_of_a_text_finds_it(before: str, word: str, after: str, language: str) -> None:
    """Whatever stands around it, if something does not belong to words stands between."""
    text = f"{before} {word}, {after}"
    if not stems(word, language):
        return
    assert finds(word, text, language)
    for match in word_pattern().finditer(tidy(text)):
        assert finds(match[0], text, language) or not stems(match[0], language)


def test_common_words_are_not_asked_for_unless_alone() -> None:
    assert query_stems("How do I get the consent of a child?", "en") == ["get", "consent", "child"]
    assert query_stems("to be", "en") == ["to", "be"]
    assert query_stems("¿Qué es la dignidad?", "es") == ["dign"]
    assert query_stems("Qu’est-ce que l’intimité ?", "fr") == ["intim"]
    assert query_stems("ما هي الموافقة", "ar") == ["موافق"]
    assert query_stems("อะไรคือความยินยอม", "th") == ["ยินยอม"]


def test_each_word_is_asked_for_once_and_not_too_many() -> None:
    assert query_stems("images image IMAGES", "en") == ["imag"]
    assert len(query_stems(" ".join(f"word{n}" for n in range(100)), "en")) == MOST_WORDS


def test_thai_needs_neither_home_nor_network(tmp_path: Path) -> None:
    """The library would make a directory in the home of whoever runs it."""
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    code = (
        "import socket\n"
        "def refuse(*args): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from core.finding.words import stems\n"
        "print('|'.join(stems('ผู้เสียหาย', 'th')))\n"
    )
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHAINLP")
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip().split("|")[0] == "ผู้เสียหาย"
    assert list(home.iterdir()) == []


def test_thai_signs_of_repetition_are_no_words() -> None:
    assert stems("เด็กๆ", "th") == ["เด็ก"]
    assert query_stems("ๆ ฯ", "th") == []


def test_words_in_thai_are_found_in_texts_of_other_languages() -> None:
    assert finds("ศักดิ์ศรี", "The Thai word ศักดิ์ศรี means dignity.", "en")


# --- for the database ------------------------------------------------------


@settings(deadline=None)
@given(st.lists(LETTERS.filter(bool)), LANGUAGES)
def test_words_for_the_database_are_plain(found: list[str], language: str) -> None:
    """A letter first and a digit in it: no dictionary of PostgreSQL takes that for a word."""
    found = [
        unicodedata.normalize("NFC", text).encode("utf-8", "ignore").decode() for text in found
    ]
    for word in encode(found, language):
        assert word.isascii()
        assert word.isalnum()
        assert word == word.lower()
        assert word[0].isalpha()
        assert "0" in word
    assert len(set(encode(found, language))) == len(set(found))


def test_the_same_word_of_two_languages_is_two() -> None:
    assert encode(["image"], "en") != encode(["image"], "fr")


def test_a_text_is_cut_before_the_database_refuses_it() -> None:
    words = [f"en0{n:060x}" for n in range(50_000)]
    kept = within_limits(words)
    assert kept == words[: len(kept)]
    assert 0 < len(kept) < len(words)
    # More of the same takes little: what is new does not fit, what is there already does.
    assert within_limits(["en061"] * 1000 + ["en062"]) == ["en061"] * 256 + ["en062"]
