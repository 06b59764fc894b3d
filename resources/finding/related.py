"""What a reader of a note may want next: other notes, petitions, any page."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.routing import public, readable
from resources.models import Edition, GuidanceNotePage, RelatedPage
from resources.privacy import readable_notes


def related_notes(page: GuidanceNotePage, limit: int = 4) -> list[GuidanceNotePage]:
    """Return the notes that editors chose, then those that share a topic or an audience.

    The latter with the newest edition first. Two queries.
    """
    chosen = _chosen(page)
    is_chosen = Q(translation_key__in=chosen)
    shares = Q(_sharing(GuidanceNotePage.topics.through, "topic", page)) | Q(
        _sharing(GuidanceNotePage.audiences.through, "audience", page)
    )
    notes = _readable(readable_notes(GuidanceNotePage.objects.defer_streamfields()))
    notes = notes.exclude(translation_key=page.note_uuid).filter(is_chosen | shares)
    order: list[Any] = [_newest_edition().desc(nulls_last=True), "translation_key"]
    if chosen:
        order.insert(0, Case(When(is_chosen, then=0), default=1))
    # A note is there in two languages at most, one row after the other.
    found = _once(notes.order_by(*order)[: 2 * (limit + len(chosen))])
    return sorted(found, key=lambda note: _place(note, chosen))[:limit]


def related_pages(page: GuidanceNotePage) -> list[Page]:
    """Return the pages of other kinds that editors chose, in their order, each as what it is.

    Two queries, and one for each kind of page.
    """
    chosen = _chosen(page)
    pages = _readable(Page.objects.not_exact_type(GuidanceNotePage))
    found = _once(pages.filter(translation_key__in=chosen).specific())
    return sorted(found, key=lambda other: _place(other, chosen))


def newest_notes(page: Page, limit: int) -> list[GuidanceNotePage]:
    """Return the notes below a page that readers find, the newest edition first.

    Two queries; a third where a translation is not live.
    """
    notes = readable_notes(GuidanceNotePage.objects.descendant_of(page))
    ordered = notes.order_by(_newest_edition().desc(nulls_last=True), "translation_key")
    # Of some, readers may find nothing.
    return readable(ordered[: 2 * limit])[:limit]


def _chosen(page: GuidanceNotePage) -> list[Any]:
    """Return what identifies the chosen pages in every language, in the editors' order."""
    rows = RelatedPage.objects.filter(page=page.alias_of_id or page.pk).select_related(
        "target__alias_of"
    )
    targets = [row.target for row in rows.order_by("sort_order")]
    return [(target.alias_of or target).translation_key for target in targets]


def _sharing(through: Any, name: str, page: GuidanceNotePage) -> Exists:
    """Return the condition that a page has one of the topics or audiences of another."""
    own = through.objects.filter(guidancenotepage=page.alias_of_id or page.pk)
    return Exists(
        through.objects.filter(
            **{
                "guidancenotepage": Coalesce(OuterRef("alias_of"), OuterRef("pk")),
                f"{name}__translation_key__in": own.values(f"{name}__translation_key"),
            }
        )
    )


def _newest_edition() -> Subquery:
    """Return the day of a note's newest edition in any language, for ordering by it."""
    editions = Edition.objects.filter(note__uuid=OuterRef("translation_key"))
    return Subquery(editions.order_by("-date").values("date")[:1])


def _readable(pages: PageQuerySet[Any]) -> PageQuerySet[Any]:
    """Return what may stand in a list in the active language: pages in it, and their sources."""
    languages = {get_language(), settings.LANGUAGE_CODE}
    return (
        public(pages.live())
        .filter(locale__language_code__in=languages)
        .select_related("locale", "alias_of__locale")
    )


def _once(pages: Iterable[Any]) -> list[Any]:
    """Return each page once, in the active language where it is there, else the source."""
    found: dict[Any, Any] = {}
    for page in pages:
        key = (page.alias_of or page).translation_key
        if key not in found or page.locale.language_code == get_language():
            found[key] = page
    return list(found.values())


def _place(page: Page, chosen: list[Any]) -> int:
    key = (page.alias_of or page).translation_key
    return chosen.index(key) if key in chosen else len(chosen)
