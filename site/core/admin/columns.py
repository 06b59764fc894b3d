"""Columns of lists in the admin."""

from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column

# Stands where there is nothing to show.
NOTHING = "–"


def isolated(text: str) -> SafeString:
    """Return text of unknown direction, so that it does not turn its surroundings round."""
    return format_html("<bdi>{}</bdi>", text)


def isolated_in_title(text: str) -> str:
    """Return the same for titles, which Wagtail puts together as plain text.

    The characters are first strong isolate and pop directional isolate.
    """
    return f"\u2068{text}\u2069"


def language_name(code: str) -> str:
    """Return a language's name in the reader's language; the code if it is unknown."""
    try:
        return str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code


class IsolatedColumn(Column):
    """A text that somebody typed."""

    def get_value(self, instance: Any) -> SafeString | str:
        """Return the text."""
        value = super().get_value(instance)
        return isolated(value) if value else ""


class LanguageColumn(Column):
    """The language of a row."""

    def get_value(self, instance: Any) -> str:
        """Return its name."""
        return language_name(super().get_value(instance))
