"""PO files: a page's or snippet's strings for the tools that translators know, and back.

wagtail-localize writes and reads them. It takes in whatever polib can read,
though, and says nothing of what it leaves out; here a file is checked as a
whole before anything of it is stored.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import polib
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail.blocks import ListBlock
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translators.string_checks import as_stored, length_problem, string_problems
from translators.worklist import MACHINE

# A page of a hundred thousand words is smaller than this, translation included.
MAX_BYTES = 4 * 1024 * 1024
# Which page and language a file is for.
HEADER = "X-WagtailLocalize-TranslationID"
TOOL_NAME = "PO File"

# What a string is and where it stands.
Key = tuple[str, str]


class RefusedError(Exception):
    """A file that is not taken; `problems` say why, for the person who chose it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(*problems)


@dataclass(frozen=True)
class Outcome:
    """How many strings of a file were taken, and how many were left out for which reason."""

    taken: int = 0
    # Those whose translation was stored before, word for word.
    unchanged: int = 0
    empty: int = 0
    fuzzy: int = 0
    # Strings that the source does not have (any more).
    unknown: int = 0


def export(translation: Translation) -> polib.POFile:
    """Return all strings with what is translated so far.

    Translations that a person has yet to look at (made by a machine, or stored
    with an error) are marked as fuzzy, which every PO editor shows.
    """
    messages = translation.export_po()
    messages.metadata["Language"] = to_locale(translation.target_locale.language_code)
    unsure = {
        (string.context.path, string.translation_of.data)
        for string in _stored(translation)
        if is_unsure(string)
    }
    seen: set[Key] = set()
    for entry in list(messages):
        key = (entry.msgctxt, entry.msgid)
        # A sentence that stands twice in one text has one translation, and a
        # PO file may have an entry only once.
        if key in seen and not entry.obsolete:
            messages.remove(entry)
        seen.add(key)
        entry.fuzzy = bool(entry.msgstr) and not entry.obsolete and key in unsure
    return messages


def read(content: bytes) -> polib.POFile:
    """Read a PO file. Raises RefusedError."""
    if not content.strip():
        raise RefusedError([_("The file is empty.")])
    if len(content) > MAX_BYTES:
        size = filesizeformat(MAX_BYTES)
        raise RefusedError([_("The file is larger than %(size)s.") % {"size": size}])
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise RefusedError([_("The file is not UTF-8 text.")]) from error
    with tempfile.TemporaryDirectory() as directory:
        # In a file, because polib opens a text that happens to be a path, and
        # takes rare spaces in a text for the ends of lines.
        path = Path(directory) / "upload.po"
        path.write_bytes(content)
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except OSError as error:
            # polib's own errors are of this kind and say the line.
            line = re.search(r"\(line (\d+)\)", str(error))
            raise RefusedError([_unreadable(int(line[1]) if line else 1)]) from error


@transaction.atomic
def take_in(translation: Translation, content: bytes, user: Any) -> Outcome:
    """Store the translations of a PO file. Raises RefusedError, and then nothing is stored.

    A person stands for what they upload: a machine's translation that they left
    as it is counts as looked at from then on, unless it is marked as fuzzy.
    """
    messages = read(content)
    _refuse_another_one(translation, messages)
    segments = {
        (segment.context.path, segment.string.data): segment
        for segment in StringSegment.objects.filter(source=translation.source).select_related(
            "context", "string"
        )
    }
    current = [entry for entry in messages if not entry.obsolete]
    known = [entry for entry in current if _key(entry) in segments]
    written = [entry for entry in known if entry.msgstr.strip()]
    sure = {_key(entry): entry for entry in written if not entry.fuzzy}
    if problems := list(_problems(translation, written, segments)):
        raise RefusedError(problems)

    stored = {
        (string.context.path, string.translation_of.data): string for string in _stored(translation)
    }
    changed = {
        key: entry
        for key, entry in sure.items()
        if key not in stored
        or stored[key].data != as_stored(entry.msgstr)
        or is_unsure(stored[key])
    }
    _store(translation, changed, segments, user)
    return Outcome(
        taken=len(changed),
        unchanged=len(sure) - len(changed),
        empty=len(
            {_key(entry) for entry in known} - {_key(entry) for entry in written} - {*stored}
        ),
        fuzzy=len({_key(entry) for entry in written} - {*sure}),
        unknown=sum(1 for entry in current if _key(entry) not in segments and entry.msgstr.strip()),
    )


def is_unsure(string: StringTranslation) -> bool:
    """Whether a person has yet to look at a stored translation."""
    return bool(string.translation_type == MACHINE or string.has_error)


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)


def _stored(translation: Translation) -> Any:
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).select_related("context", "translation_of")


def _store(
    translation: Translation,
    entries: dict[Key, polib.POEntry],
    segments: dict[Key, StringSegment],
    user: Any,
) -> None:
    for key, entry in entries.items():
        StringTranslation.objects.update_or_create(
            translation_of_id=segments[key].string_id,
            context_id=segments[key].context_id,
            locale_id=translation.target_locale_id,
            defaults={
                "data": entry.msgstr,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": TOOL_NAME,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )


def _unreadable(line: int) -> str:
    return _("This is not a PO file: line %(line)s cannot be read.") % {"line": number_format(line)}


def _refuse_another_one(translation: Translation, messages: polib.POFile) -> None:
    """Raise RefusedError unless the file was downloaded for this page in this language."""
    made_for = messages.metadata.get(HEADER, "")
    if made_for == str(translation.uuid):
        return
    if not made_for.strip():
        raise RefusedError(
            [
                _(
                    "The header “%(header)s” is missing, which says what the file is for. "
                    "Download the file again and put your translations into it."
                )
                % {"header": HEADER}
            ]
        )
    try:
        others = Translation.objects.filter(uuid=UUID(made_for))
    except ValueError:
        others = Translation.objects.none()
    other = others.select_related("source", "target_locale").first()
    if other is None:
        problem = _("The file is for something that is not here any more.")
    elif other.target_locale_id != translation.target_locale_id:
        problem = _("The file is for another language: %(language)s.") % {
            "language": other.target_locale.get_display_name()
        }
    else:
        problem = _("The file is for another text: “%(title)s”.") % {
            "title": other.source.object_repr
        }
    raise RefusedError([problem])


def _problems(
    translation: Translation, entries: list[polib.POEntry], segments: dict[Key, StringSegment]
) -> Iterator[str]:
    """Say what is wrong with each translation, and where it stands in the file."""
    model = translation.source.specific_content_type.model_class()
    first: dict[Key, polib.POEntry] = {}
    for entry in entries:
        key = _key(entry)
        earlier = first.setdefault(key, entry)
        if earlier.msgstr != entry.msgstr:
            problem = _("It is translated differently in line %(line)s.")
            yield _located(entry, problem % {"line": number_format(earlier.linenum)})
        if entry.fuzzy:
            continue
        for problem in string_problems(entry.msgid, entry.msgstr):
            yield _located(entry, problem)
        limit = max_length(model, segments[key].context.field_path)
        if problem := length_problem(entry.msgstr, limit):
            yield _located(entry, problem)


def _located(entry: polib.POEntry, problem: str) -> str:
    return _("Line %(line)s, “%(beginning)s”: %(problem)s") % {
        "line": number_format(entry.linenum),
        "beginning": Truncator(entry.msgid).chars(40),
        "problem": problem,
    }


def max_length(model: Any, field_path: str) -> int | None:
    """Return how many characters a text takes; None where there is no limit.

    `field_path` is wagtail-localize's: names of fields and blocks with dots between.
    """
    name, *rest = field_path.split(".")
    field = model._meta.get_field(name)
    if isinstance(field, StreamField):
        block = field.stream_block
        for name in rest:
            block = block.child_block if isinstance(block, ListBlock) else block.child_blocks[name]
        return getattr(getattr(block, "field", None), "max_length", None)
    if rest and field.is_relation:
        return max_length(field.related_model, ".".join(rest))
    return None if isinstance(field, RichTextField) else getattr(field, "max_length", None)
