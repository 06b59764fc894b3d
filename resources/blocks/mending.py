"""Reading stored blocks that are not in the form which they should have.

An import, a migration or a hand in the database can leave anything behind.
Wagtail takes what is stored as it comes, and then no page, list, index or editor
opens that touches it. Here it is put into form first: what cannot be read is
left out, and told to whoever asks (see `faults_of`), so that it is not published.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

_TEXTS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.RichTextBlock,
)
# Letters of an id; Wagtail's own have 36.
_LONGEST_ID = 64
# Where a stream that was read keeps what could not be.
_KEPT = "_faults"


class UnreadableError(Exception):
    """What is stored for a block is nothing that could be one."""


@dataclass
class Faults:
    """What of a stored stream could not be read."""

    # Whole parts of the stream, that have no place any more.
    lost: int = 0
    # The places of those parts, counted from 0, in which something was left out.
    places: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.lost or self.places)


def faults_of(stream: blocks.StreamValue) -> Faults:
    """Return what could not be read when a stream was loaded."""
    return getattr(stream, _KEPT, None) or Faults()


class MendedStreamBlock(blocks.StreamBlock):
    """The outermost stream of a field. Whatever is stored there, it can be read."""

    def to_python(self, value: Any) -> blocks.StreamValue:
        """Put stored data into form; what Python code hands over is in form already."""
        if isinstance(value, blocks.StreamValue) or _is_native(value):
            return super().to_python(value)
        faults = Faults()
        stored = _loaded(value)
        if isinstance(stored, list):
            result = super().to_python(list(self._mended(stored, faults)))
        else:
            # Text that is no JSON is kept by Wagtail, and so by whoever only looks at the page.
            result = super().to_python(value if stored is None else None)
            faults.lost = 1
        setattr(result, _KEPT, faults)
        return result

    def _mended(self, stored: list[Any], faults: Faults) -> Iterator[dict[str, Any]]:
        ids, place = _Ids(self.name or ""), 0
        for item in stored:
            child = _child(self, item)
            if child is None:
                faults.lost += 1
                continue
            mender = _Mender(ids.of(item))
            try:
                value = mender.value(child, item["value"])
            except UnreadableError:
                # An empty part in its place shows editors where something was.
                value = mender.struct(child, {})
                mender.faults += 1
            if mender.faults:
                faults.places.add(place)
            yield {"type": item["type"], "value": value, "id": mender.id}
            place += 1


class _Ids:
    """Gives every part of a list an id of its own, the same each time it is read."""

    def __init__(self, within: str) -> None:
        self.within, self.seen, self.number = within, set[str](), 0

    def of(self, item: Any) -> str:
        self.number += 1
        found = item.get("id") if isinstance(item, dict) else None
        if not isinstance(found, str) or not 0 < len(found) <= _LONGEST_ID or found in self.seen:
            found = str(uuid5(NAMESPACE_OID, f"{self.within}/{self.number}"))
        self.seen.add(found)
        return found


class _Mender:
    """Puts one part of a stream into form, and counts what it left out of it."""

    def __init__(self, id: str) -> None:
        self.id, self.faults = id, 0

    def value(self, block: Any, stored: Any, within: str = "") -> Any:
        """Return what is stored in the block's form. Raises UnreadableError."""
        within = within or self.id
        if isinstance(block, blocks.BaseStructBlock):
            return self._struct_or_picture(block, stored, within)
        if isinstance(block, blocks.BaseStreamBlock):
            return list(self._stream(block, _list(stored), within))
        if isinstance(block, blocks.ListBlock):
            return list(self._items(block, _list(stored), within))
        if isinstance(block, _TEXTS):
            return _text(stored)
        return _scalar(block, stored)

    def struct(self, block: Any, stored: dict[str, Any], within: str = "") -> dict[str, Any]:
        """Return the struct with everything that can be read of it."""
        mended: dict[str, Any] = {}
        for name, child in block.child_blocks.items():
            if name in stored:
                try:
                    mended[name] = self.value(child, stored[name], f"{within or self.id}/{name}")
                    continue
                except UnreadableError:
                    self.faults += 1
            # What is missing, Wagtail fills in: with the default, which is None for texts,
            # and one empty item for lists.
            if isinstance(child, ImageBlock):
                mended[name] = {}
            elif isinstance(child, blocks.ListBlock | blocks.BaseStreamBlock):
                mended[name] = []
            elif isinstance(child, _TEXTS):
                mended[name] = ""
        return mended

    def _struct_or_picture(self, block: Any, stored: Any, within: str) -> dict[str, Any]:
        is_bare_picture = isinstance(block, ImageBlock) and not isinstance(stored, dict)
        if is_bare_picture:
            # As other blocks keep a picture: its primary key alone.
            stored = {"image": stored}
        if not isinstance(stored, dict):
            raise UnreadableError
        return self.struct(block, stored, within)

    def _stream(self, block: Any, stored: list[Any], within: str) -> Iterator[dict[str, Any]]:
        ids = _Ids(within)
        for item in stored:
            found = ids.of(item)
            child = _child(block, item)
            try:
                if child is None:
                    raise UnreadableError
                value = self.value(child, item["value"], found)
            except UnreadableError:
                self.faults += 1
                continue
            yield {"type": item["type"], "value": value, "id": found}

    def _items(self, block: Any, stored: list[Any], within: str) -> Iterator[dict[str, Any]]:
        ids = _Ids(within)
        for item in stored:
            found = ids.of(item)
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            try:
                value = self.value(block.child_block, item["value"] if is_wrapped else item, found)
            except UnreadableError:
                self.faults += 1
                continue
            yield {"type": "item", "value": value, "id": found}


def _is_native(value: Any) -> bool:
    """Whether it is a list as Python code writes it: of names with values."""
    return isinstance(value, list | tuple) and any(isinstance(item, tuple) for item in value)


def _loaded(value: Any) -> Any:
    """Return stored data as lists and dicts; None for a text that is no JSON."""
    if isinstance(value, blocks.StreamValue.RawDataView):
        return list(value)
    if not isinstance(value, str):
        return value or []
    try:
        return json.loads(value) if value else []
    except ValueError:
        return None


def _child(block: Any, item: Any) -> Any:
    """Return the block that an item of a stream is of; None for what is none."""
    if not isinstance(item, dict) or "value" not in item:
        return None
    kind = item.get("type")
    return block.child_blocks.get(kind) if isinstance(kind, str) else None


def _list(stored: Any) -> list[Any]:
    if stored is None:
        return []
    if not isinstance(stored, list):
        raise UnreadableError
    return stored


def _text(stored: Any) -> str:
    if stored is None:
        return ""
    if isinstance(stored, bool) or not isinstance(stored, str | int | float):
        raise UnreadableError
    # PostgreSQL stores no such character, and a half of a pair cannot be sent.
    return str(stored).replace("\0", "").encode(errors="ignore").decode()


def _scalar(block: Any, stored: Any) -> Any:
    """Return a choice, a number, a yes or no, or the primary key of something chosen."""
    if stored is None:
        return None
    if isinstance(block, blocks.BooleanBlock):
        if not isinstance(stored, bool):
            raise UnreadableError
        return stored
    if isinstance(stored, bool) or not isinstance(stored, str | int):
        raise UnreadableError
    if isinstance(block, blocks.ChooserBlock):
        return _key(block.model_class, stored)
    if isinstance(block, blocks.IntegerBlock) and not isinstance(stored, int):
        raise UnreadableError
    return stored


def _key(model: Any, stored: str | int) -> Any:
    """Return a primary key that the database can be asked for."""
    try:
        key = model._meta.pk.to_python(stored)
        model._meta.pk.run_validators(key)
    except ValidationError as error:
        raise UnreadableError from error
    return key
