"""The demonstration's guidance: its subjects, its notes, edition by edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page

from demo.content.guidance import AUDIENCES, GLOSSARY, NOTES, TOPICS, EditionContent, NoteContent
from demo.drawings import draw
from demo.pages import key_of, stream
from resources.models import (
    Audience,
    GlossaryTerm,
    GuidanceNotePage,
    NoteJurisdiction,
    RelatedPage,
    Topic,
)


@dataclass(frozen=True)
class Subjects:
    """What notes refer to, by its key."""

    topics: dict[str, Topic]
    audiences: dict[str, Audience]
    terms: dict[str, GlossaryTerm]

    def all(self) -> list[models.Model]:
        """Everything that is to be translated."""
        return [*self.topics.values(), *self.audiences.values(), *self.terms.values()]


def make_subjects(locale: Locale) -> Subjects:
    """Make topics, audiences and the glossary in the source language."""
    return Subjects(
        topics={
            subject.slug: _live(
                Topic(title=subject.title, slug=subject.slug), f"topic/{subject.slug}", locale
            )
            for subject in TOPICS
        },
        audiences={
            subject.slug: _live(
                Audience(title=subject.title, slug=subject.slug),
                f"audience/{subject.slug}",
                locale,
            )
            for subject in AUDIENCES
        },
        terms={
            term.key: _live(
                GlossaryTerm(term=term.term, definition=term.definition),
                f"term/{term.key}",
                locale,
            )
            for term in GLOSSARY
        },
    )


def _live(snippet: Any, name: str, locale: Locale) -> Any:
    snippet.locale, snippet.translation_key, snippet.live = locale, key_of(name), False
    snippet.save()
    snippet.save_revision().publish()
    snippet.refresh_from_db()
    return snippet


def publish_editions(
    locale: Locale, pages: dict[str, Page], subjects: Subjects
) -> Iterator[list[GuidanceNotePage]]:
    """Publish the first edition of every note, then the second of those that have one, and so on.

    Yields the notes of each round, to be translated before the next.
    """
    notes: dict[str, GuidanceNotePage] = {}
    for content in NOTES:
        notes[content.key] = pages["guidance"].add_child(instance=_draft(content, locale, subjects))
        # Its place in the tree has changed, as a child was added to it.
        pages["guidance"].refresh_from_db()
    known = {**pages, **notes}
    chosen = {
        "term": {key: term.pk for key, term in subjects.terms.items()},
        "image": {"framing-diagram": draw("framing-diagram", "Three frames, one wall").pk},
    }
    for number in count(1):
        published = []
        for content in NOTES:
            edition = next((one for one in content.editions if one.number == number), None)
            if edition is not None:
                _publish(notes[content.key], content, edition, known, chosen)
                published.append(notes[content.key])
        if not published:
            return
        yield published


def _draft(content: NoteContent, locale: Locale, subjects: Subjects) -> GuidanceNotePage:
    page = GuidanceNotePage(
        title=content.title,
        slug=content.slug,
        summary=content.summary,
        kind=content.kind,
        licence=content.licence,
        locale=locale,
        translation_key=key_of(content.key),
        live=False,
    )
    page.topics = [subjects.topics[slug] for slug in content.topics]
    page.audiences = [subjects.audiences[slug] for slug in content.audiences]
    page.jurisdictions = [
        NoteJurisdiction(code=code, sort_order=order)
        for order, code in enumerate(content.jurisdictions)
    ]
    return page


def _publish(
    page: GuidanceNotePage,
    content: NoteContent,
    edition: EditionContent,
    known: dict[str, Page],
    chosen: dict[str, dict[str, int]],
) -> None:
    page.refresh_from_db()
    page.edition_number = edition.number
    page.edition_date = date.fromisoformat(edition.date)
    page.edition_changes = edition.changes
    page.body = stream(edition.body, content.key, known, chosen)
    page.annexes = stream(edition.annexes, f"{content.key}/annexes", known, chosen)
    page.authors = stream(
        [_author(author) for author in content.authors], f"{content.key}/authors", known, {}
    )
    page.related = [
        RelatedPage(target=known[key], sort_order=order)
        for order, key in enumerate(content.related)
    ]
    page.save_revision().publish()
    page.refresh_from_db()


def _author(author: dict[str, Any]) -> dict[str, Any]:
    if author["is_organisation"]:
        value = {"name": author["family_name"], "part": author.get("affiliation", "")}
    else:
        names = ("given_name", "family_name", "affiliation")
        value = {name: author.get(name, "") for name in names}
    kind = "organisation" if author["is_organisation"] else "person"
    return {"type": kind, "value": {**value, "url": author.get("url", "")}}


def backdate_notes() -> None:
    """Let the notes' pages be as old as their first editions, in every language."""
    for content in NOTES:
        day = date.fromisoformat(content.editions[0].date)
        published = timezone.make_aware(datetime(day.year, day.month, day.day))
        Page.objects.filter(translation_key=key_of(content.key)).update(
            first_published_at=published
        )
