"""The blocks that guidance notes are written in."""

from resources.blocks.authors import AuthorsBlock
from resources.blocks.sections import NoteAnnexesBlock, NoteBodyBlock

__all__ = ["AuthorsBlock", "NoteAnnexesBlock", "NoteBodyBlock"]
