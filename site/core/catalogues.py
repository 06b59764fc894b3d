"""How complete the interface is in a language, read from the message catalogues."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

# A string as gettext tells it from others: its context and its text.
Message = tuple[str, str]
# A catalogue and when it was changed (nanoseconds).
Version = tuple[Path, int]


@dataclass(frozen=True)
class Completeness:
    """How many strings the interface has, and how many a language still lacks."""

    strings: int = 0
    missing: int = 0


def completeness_of(language: str) -> Completeness:
    """Count the interface's strings that are not translated into a language, or only fuzzily.

    What any catalogue holds belongs to the interface: a language without a
    catalogue lacks it all, and at least one string where there is none at all
    to count by. The language of the source needs none.
    """
    if language == settings.LANGUAGE_CODE:
        return Completeness()
    found, own = [], []
    for directory in map(Path, settings.LOCALE_PATHS):
        catalogues = [_version(path) for path in directory.glob("*/LC_MESSAGES/django.po")]
        found += catalogues
        own += [
            version for version in catalogues if version[0] == _own_catalogue(directory, language)
        ]
    return _compare(tuple(sorted(found)), tuple(own))


def _own_catalogue(directory: Path, language: str) -> Path:
    """Return a language's catalogue; as in Django, `es-mx` may use the one of `es`."""
    paths = [
        directory / to_locale(code) / "LC_MESSAGES" / "django.po"
        for code in (language, language.split("-")[0])
    ]
    return next((path for path in paths if path.exists()), paths[0])


def _version(path: Path) -> Version:
    return path, path.stat().st_mtime_ns


@lru_cache(maxsize=64)
def _compare(found: tuple[Version, ...], own: tuple[Version, ...]) -> Completeness:
    """Count the strings of all catalogues, and those that a language's own do not translate."""
    strings = {message for version in found for message in _read(version)}
    translated = {
        message for version in own for message, is_done in _read(version).items() if is_done
    }
    missing = len(strings - translated) or int(not translated)
    return Completeness(strings=max(len(strings), missing), missing=missing)


@lru_cache(maxsize=64)
def _read(version: Version) -> dict[Message, bool]:
    """Return whether each string of a catalogue is translated; read once for each version."""
    path, _changed_at = version
    return {
        (entry.msgctxt or "", entry.msgid): entry.translated()
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }
