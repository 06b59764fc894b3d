"""How complete the interface is in a language, read from the message catalogues."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

# A string as gettext tells it from others: its context and its text.
Message = tuple[str, str]


@dataclass(frozen=True)
class Completeness:
    """How many strings the interface has, and how many a language still lacks."""

    strings: int = 0
    missing: int = 0


def completeness_of(language: str) -> Completeness:
    """Count the interface's strings that are not translated into a language, or only fuzzily.

    What any catalogue holds belongs to the interface: a language without a
    catalogue lacks it all. The language of the source needs none.
    """
    if language == settings.LANGUAGE_CODE:
        return Completeness()
    strings: set[Message] = set()
    translated: set[Message] = set()
    for directory in map(Path, settings.LOCALE_PATHS):
        own = _own_catalogue(directory, language)
        for path in directory.glob("*/LC_MESSAGES/django.po"):
            messages = _read(str(path), path.stat().st_mtime_ns)
            strings |= messages.keys()
            if path == own:
                translated |= {message for message, is_done in messages.items() if is_done}
    return Completeness(strings=len(strings), missing=len(strings - translated))


def _own_catalogue(directory: Path, language: str) -> Path:
    """Return a language's catalogue; as in Django, `es-mx` may use the one of `es`."""
    paths = [
        directory / to_locale(code) / "LC_MESSAGES" / "django.po"
        for code in (language, language.split("-")[0])
    ]
    return next((path for path in paths if path.exists()), paths[0])


@lru_cache(maxsize=64)
def _read(path: str, changed_at: int) -> dict[Message, bool]:
    """Return whether each string of a catalogue is translated.

    Remembered until the file changes, which `changed_at` (nanoseconds) tells.
    """
    return {
        (entry.msgctxt or "", entry.msgid): entry.translated()
        for entry in polib.pofile(path)
        if not entry.obsolete
    }
