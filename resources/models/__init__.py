"""Guidance: pages, the words they are found by, and the editions that readers see."""

from resources.models.editions import (
    Edition,
    EditionFile,
    EditionText,
    GuidanceNote,
    UnchangeableError,
)
from resources.models.pages import (
    GuidanceIndexPage,
    GuidanceNotePage,
    Kind,
    NoteJurisdiction,
    RelatedPage,
)
from resources.models.taxonomy import Audience, GlossaryTerm, Topic

__all__ = [
    "Audience",
    "Edition",
    "EditionFile",
    "EditionText",
    "GlossaryTerm",
    "GuidanceIndexPage",
    "GuidanceNote",
    "GuidanceNotePage",
    "Kind",
    "NoteJurisdiction",
    "RelatedPage",
    "Topic",
    "UnchangeableError",
]
