"""Drafts that are open for comment, and comments on them, in any state."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import factory
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from factory.django import DjangoModelFactory

from core.addresses import email_key
from core.mail.sending import drain
from resources.documents import PRINCIPLE, SECTION, Document, Footnote, Section
from resources.models import Comment, Consultation, GuidanceNote

MARK = '<sup class="footnote-mark"><a href="#note-1" id="mark-1" role="doc-noteref">1</a></sup>'
SECTIONS = (
    Section(
        key="11111111-1111-4111-8111-111111111111",
        kind=SECTION,
        label="1",
        anchor="section-1",
        heading="Ask first",
        key_message="Nobody is shown without being asked.",
        html=f'<div class="prose"><p>Ask before you take a picture.{MARK}</p></div>',
        footnotes=(Footnote(1, "A footnote."),),
    ),
    Section(
        key="22222222-2222-4222-8222-222222222222",
        kind=PRINCIPLE,
        label="Principle 1",
        anchor="principle-1",
        heading="Respect",
        html='<div class="prose"><p>Choose with respect.</p></div>',
    ),
)


class ConsultationFactory(DjangoModelFactory):
    """A draft that is open for comment for a week."""

    class Meta:
        model = Consultation

    note: Any = factory.LazyFunction(
        lambda: GuidanceNote.objects.create(uuid=uuid4(), code=f"note-{uuid4().hex[:8]}")
    )
    language = "en"
    edition_number = 1
    title = "Guidance on pictures"
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    content = factory.LazyAttribute(
        lambda consultation: Document(
            title=consultation.title,
            summary="How to show people.",
            language=consultation.language,
            sections=SECTIONS,
        ).as_data()
    )


class CommentFactory(DjangoModelFactory):
    """A comment in any state."""

    class Meta:
        model = Comment

    consultation: Any = factory.SubFactory(ConsultationFactory)
    section_key = SECTIONS[0].key
    section_title = SECTIONS[0].title
    name = factory.Sequence(lambda n: f"Ana Silva {n}")
    organisation = ""
    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    email_key = factory.LazyAttribute(lambda comment: email_key(comment.email))
    country = "PT"
    language = factory.LazyAttribute(lambda comment: comment.consultation.language)
    visibility = "full"
    text = factory.Sequence(lambda n: f"This is unclear, number {n}.")
    digest = factory.LazyFunction(lambda: uuid4().hex)
    status = "pending"
    mails = factory.LazyAttribute(lambda comment: 0 if comment.status == "quarantined" else 1)
    confirmed_at = factory.LazyAttribute(
        lambda comment: timezone.now() if comment.status in ("confirmed", "published") else None
    )
    published_at = factory.LazyAttribute(
        lambda comment: timezone.now() if comment.status == "published" else None
    )
    withdrawn_at = factory.LazyAttribute(
        lambda comment: timezone.now() if comment.status == "withdrawn" else None
    )


def form_data(**typed: str) -> dict[str, str]:
    """Return a comment form as a person fills it in."""
    return {
        "text": "What does “respect” mean here?",
        "name": "Ana Silva",
        "organisation": "Guild of Photographers",
        "email": "ana@example.org",
        "country": "PT",
        "visibility": "full",
        **typed,
    }


def section_url(consultation: Consultation, anchor: str = "section-1") -> str:
    """Return the address of a section's page with its form."""
    with translation.override(consultation.language):
        return reverse("resources:comments:section", args=[consultation.pk, anchor])


def send(consultation: Consultation, anchor: str = "section-1", **typed: str) -> Any:
    """Send a comment as a browser does."""
    return Client().post(section_url(consultation, anchor), form_data(**typed))


def sent_mails() -> list[Any]:
    """Send what is queued, and return all mails that have gone out."""
    drain()
    return mail.outbox
