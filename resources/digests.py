"""Telling whether a page says something else than the edition that was made of it.

What counts is what was written, not how it is rendered: a new template alone
makes no note say something else.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from resources.models import GuidanceNotePage

# The editor numbers paragraphs, and numbers anew those that it did not write. Nobody sees it.
_EDITOR_MARKS = re.compile(r'\sdata-block-key="[^"]*"')


def source_digest(page: GuidanceNotePage) -> str:
    """Return the SHA-256, in hexadecimal, of everything written in a page that an edition keeps.

    Kind, audiences and jurisdictions are chosen, not written: where only these
    are others, the edition stands, and the next one names them.

    Two queries and one for each kind of file that the text names.
    """
    written = {
        "title": page.title,
        "summary": page.summary,
        "licence": page.licence,
        "changes": page.edition_changes,
        "authors": page.authors.get_prep_value(),
        "body": page.body.get_prep_value(),
        "annexes": page.annexes.get_prep_value(),
        "files": sorted(_file_hashes([*page.body, *page.annexes])),
    }
    text = json.dumps(_bare(written), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(value: Any) -> Any:
    """Return what somebody wrote: a field that is empty is as one that is not there."""
    if isinstance(value, dict):
        bare = {name: _bare(part) for name, part in value.items()}
        return {name: part for name, part in bare.items() if part}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    if isinstance(value, str):
        return _EDITOR_MARKS.sub("", value)
    return value


def _file_hashes(blocks: Any) -> set[str]:
    """Return the hashes of the pictures and documents that blocks show: a file can be replaced."""
    hashes: set[str] = set()
    for block in blocks:
        hashes |= _hashes_in(block.block, block.value)
    return hashes


def _hashes_in(block: Any, value: Any) -> set[str]:
    if isinstance(block, StreamBlock):
        return _file_hashes(value)
    if isinstance(block, ListBlock):
        return set().union(*(_hashes_in(block.child_block, item) for item in value))
    file_hash = getattr(value, "get_file_hash", None) or getattr(value, "file_hash", None)
    if callable(file_hash):
        return {_hash(file_hash)}
    if isinstance(block, StructBlock) and hasattr(value, "items"):
        return set().union(
            *(_hashes_in(block.child_blocks[name], part) for name, part in value.items())
        )
    return set()


def _hash(file_hash: Callable[[], str]) -> str:
    try:
        return file_hash()
    except (OSError, ValueError):
        # Never computed, and the file is gone.
        return ""
