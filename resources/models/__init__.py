"""Guidance: pages, the words they are found by, and the editions that readers see."""

from resources.models.comments import Comment, Consultation
from resources.models.editions import (
    Edition,
    EditionFile,
    EditionText,
    GuidanceNote,
    UnchangeableError,
    Withheld,
)
from resources.models.pages import (
    GuidanceIndexPage,
    GuidanceNotePage,
    Kind,
    NoteJurisdiction,
    RelatedPage,
)
from resources.models.pdf import EditionPdf
from resources.models.taxonomy import Audience, GlossaryTerm, Topic

__all__ = [
    "Audience",
    "Comment",
    "Consultation",
    "Edition",
    "EditionFile",
    "EditionPdf",
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
    "Withheld",
]
