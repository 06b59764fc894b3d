"""A field for languages that people speak, whether the site speaks them or not."""

from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from core.countries import sorting_key
from core.locales import language_name

# Beside those of the site: what is spoken in the sector's meetings and where it works (ISO 639-1).
# fmt: off
_OTHERS = [
    "am", "bn", "bg", "my", "zh", "hr", "cs", "da", "nl", "et", "fil", "fi", "de", "el",
    "gu", "ht", "ha", "he", "hi", "hu", "id", "it", "ja", "km", "rw", "ko", "ku", "lo",
    "lv", "lt", "mg", "ms", "mr", "mn", "ne", "no", "om", "ps", "fa", "pl", "pt", "pa",
    "ro", "ru", "sr", "si", "sk", "sl", "so", "sq", "sw", "sv", "ta", "te", "ti", "tr",
    "uk", "ur", "uz", "vi", "yo", "zu",
]
# fmt: on


def spoken_languages() -> list[tuple[str, str]]:
    """Return (code, name) in the words of the active language: the site's own, then by name."""
    return list(_spoken(get_language() or "en"))


@cache
def _spoken(spoken_in: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(spoken_in, sep="-").languages
    own = [(code, names.get(code, code)) for code, _name in settings.LANGUAGES]
    others = [(code, names.get(code, code)) for code in _OTHERS if code not in dict(own)]
    return (*own, *sorted(others, key=lambda language: sorting_key(language[1])))


def language_names(codes: list[str]) -> list[str]:
    """Return the names of languages in the active one."""
    return [language_name(code) for code in codes]


class LanguagesField(models.JSONField):
    """A list of language codes, in the order of the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """Choose any number of languages."""
        for name in ("encoder", "decoder", "widget"):
            kwargs.pop(name, None)
        choose: Any = {"form_class": forms.MultipleChoiceField, "choices": spoken_languages}
        # Choices of this kind would otherwise be asked of the model's field.
        return models.Field.formfield(self, **{**choose, **kwargs})
