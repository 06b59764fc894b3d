"""What the public sees of comments. Only what is published, and of its writer what was chosen."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber

from resources.documents import Document, Section
from resources.models import Comment, Consultation

# So many stand below each section on the draft's page; the section's own page has all.
SHOWN = 5
# On one page of a section's own.
PER_PAGE = 50

# What is shown of a comment, and nothing else of it is fetched.
_PUBLIC = (
    "section_key",
    "name",
    "organisation",
    "country",
    "visibility",
    "text",
    "answer",
    "verdict",
    "created_at",
)


@dataclass
class Commented:
    """A section of a draft with what is said of it."""

    section: Section
    comments: list[Comment] = field(default_factory=list)
    # How many there are, shown or not.
    number: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.comments)


def commented_sections(consultation: Consultation, document: Document) -> list[Commented]:
    """Return all sections, each with its oldest comments. One query."""
    sections = {section.key: Commented(section) for section in document.sections}
    shown = (
        _published(consultation)
        .annotate(
            place=Window(RowNumber(), partition_by="section_key", order_by=["created_at", "pk"]),
            number=Window(Count("pk"), partition_by="section_key"),
        )
        .filter(place__lte=SHOWN)
    )
    for comment in _in_order(shown):
        commented = sections.get(comment.section_key)
        if commented is not None:
            commented.comments.append(comment)
            commented.number = comment.number  # type: ignore[attr-defined]
    return list(sections.values())


def comments_on(consultation: Consultation, section: Section, page: str | None) -> Page:
    """Return a page of all comments on a section, the oldest first. Two queries."""
    comments = _in_order(_published(consultation).filter(section_key=section.key))
    return Paginator(comments, PER_PAGE).get_page(page)


def find_section(document: Document, anchor: str) -> Section | None:
    """Return the section that an address names."""
    return next((section for section in document.sections if section.anchor == anchor), None)


def _published(consultation: Consultation) -> QuerySet[Comment]:
    return Comment.objects.filter(consultation=consultation, status=Comment.Status.PUBLISHED)


def _in_order(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.only(*_PUBLIC).order_by("created_at", "pk")
