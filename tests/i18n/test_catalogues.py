"""Every string that a person can see is in every catalogue, and translated."""

import shutil
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

ROOT: Path = settings.BASE_DIR
SOURCE_LANGUAGE = "en"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    """Read a language's catalogue."""
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def placeholders(text: str) -> set[str]:
    """Return the named places that are filled in when the text is used."""
    percent = {part.split(")")[0] for part in text.split("%(")[1:]}
    braces = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    return percent | braces


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    """No empty or fuzzy entry, and all plural forms that the language has."""
    po = catalogue(language)
    plurals = int(po.metadata["Plural-Forms"].split("nplurals=")[1].split(";")[0])
    for entry in po:
        assert not entry.fuzzy, entry.msgid
        if entry.msgid_plural:
            forms = entry.msgstr_plural
            assert len(forms) == plurals, entry.msgid
            assert all(forms.values()), entry.msgid
        else:
            assert entry.msgstr, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    """What is filled in must not be lost or misspelt. (A plural form may leave out a number.)"""
    for entry in catalogue(language):
        if entry.msgid_plural:
            allowed = placeholders(entry.msgid_plural) | placeholders(entry.msgid)
            for form in entry.msgstr_plural.values():
                assert placeholders(form) <= allowed, entry.msgid
        else:
            assert placeholders(entry.msgstr) == placeholders(entry.msgid), entry.msgid


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_no_string_is_missing(tmp_path: Path) -> None:
    """Collecting the strings anew, in a copy of the source, finds none that a catalogue lacks."""
    # The settings of the tests install an app of theirs; its strings are nobody's to translate.
    (tmp_path / "tests").mkdir()
    parts = ("manage.py", "site", "campaigns", "petitions", "resources", "locale")
    for part in (*parts, "tests/__init__.py", "tests/everything"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("*.mo", "__py*"))
        else:
            shutil.copy(source, tmp_path / part)
    collect = [sys.executable, "manage.py", "makemessages", "--all", "--no-location"]
    subprocess.run(
        [*collect, "--no-obsolete", "--ignore=tests", "--settings", "config.settings_test"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    for language in LANGUAGES:
        collected = {entry.msgid for entry in catalogue(language, tmp_path)}
        stored = {entry.msgid for entry in catalogue(language)}
        assert collected - stored == set(), language
        assert stored - collected == set(), language
