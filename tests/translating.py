"""Doing what translators do: starting a translation, filling in its strings, publishing it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
from django.contrib.auth.models import Group
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tests.factories import UserFactory
from translators.languages import set_up_language
from users.models import User


def add_language(code: str) -> Locale:
    """Add a language with its tree and its translators' group.

    What does it outside of tests waits for the end of the transaction.
    """
    locale = Locale.objects.create(language_code=code)
    set_up_language(locale)
    return locale


def translator(locale: Locale) -> User:
    """Return a new member of a language's translators."""
    user = UserFactory()
    user.groups.add(locale.translators.group)
    return user


def staff() -> User:
    """Return a new member of the communications staff."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Communications staff"))
    return user


def start(instance: Any, locale: Locale) -> Translation:
    """Begin to translate a page or snippet: what the editor's button does."""
    translate_object(instance, [locale])
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


def fill_in(
    translation: Translation, translate: Callable[[str], str] | None = None, **how: Any
) -> None:
    """Translate every string: by a mark of the language in front of it unless told otherwise."""
    code = translation.target_locale.language_code
    messages = translation.export_po()
    for entry in messages:
        if not entry.obsolete and not entry.msgstr:
            entry.msgstr = translate(entry.msgid) if translate else f"{code}: {entry.msgid}"
    translation.import_po(messages, **how)


def put_live(translation: Translation) -> Any:
    """Publish what is translated so far and return the page or snippet."""
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    target.latest_revision.publish()
    target.refresh_from_db()
    return target


def translate(instance: Any, locale: Locale) -> Any:
    """Translate a page or snippet wholly and publish it; return it in its language."""
    translation = start(instance, locale)
    fill_in(translation)
    return put_live(translation)


def write_catalogue(directory: Path, code: str, **strings: str) -> Path:
    """Write an interface catalogue with these translations; an empty one is missing."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for msgid, msgstr in strings.items():
        catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    path = directory / code / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return path
