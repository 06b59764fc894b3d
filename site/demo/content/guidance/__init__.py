"""The demonstration's guidance: notes, what they are filtered by, and the terms they explain."""

from demo.content.guidance.images import USE_OF_IMAGES
from demo.content.guidance.interviewing import INTERVIEWING
from demo.content.guidance.languages import CONSENT_LANGUAGES
from demo.content.guidance.note import EditionContent, NoteContent, Subject, Term
from demo.content.guidance.speakers import SPEAKERS
from demo.content.guidance.subjects import AUDIENCES, GLOSSARY, TOPICS
from demo.content.page import PageContent

__all__ = [
    "AUDIENCES",
    "GLOSSARY",
    "GUIDANCE_LIST",
    "NOTES",
    "TOPICS",
    "EditionContent",
    "NoteContent",
    "Subject",
    "Term",
]

GUIDANCE_LIST = PageContent(
    key="guidance",
    kind="guidance list",
    title="Guidance",
    slug="guidance",
    in_menus=True,
    fields={
        "search_description": (
            "Guidance for telling, showing and hearing stories of trafficking with the people they "
            "belong to."
        ),
        "introduction": (
            "For the newsroom, the shelter and the stage: what to do, what to leave, and the words "
            "to ask with. Every edition keeps its own address, so that you can cite it for good."
        ),
    },
)

NOTES: list[NoteContent] = [USE_OF_IMAGES, INTERVIEWING, SPEAKERS, CONSENT_LANGUAGES]
