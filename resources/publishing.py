"""What publication does to a note: its text becomes an edition, and stays as it is."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.locales import is_source, written_language
from resources.digests import source_digest
from resources.freezing import freeze
from resources.freezing.files import Copies, Originals
from resources.models import Edition, EditionText, GuidanceNote, GuidanceNotePage


@transaction.atomic
def publish(page: GuidanceNotePage) -> EditionText | None:
    """Make an edition of a page that has just gone live, unless nothing in its text is new.

    A translation is of the edition whose number it carries. Returns what
    readers see from now on; None for an alias, which shows its original's.
    """
    if page.alias_of_id:
        return None
    note = _note_of(page)
    language, digest = written_language(page), source_digest(page)
    edition, _is_new = Edition.objects.get_or_create(
        note=note,
        number=page.edition_number,
        defaults={"date": page.edition_date or timezone.localdate()},
    )
    last = newest_text(edition, language)
    if last is not None and last.source_digest == digest:
        return last
    document = freeze(page, Copies()).document
    text = EditionText(
        edition=edition,
        language=language,
        correction=last.correction + 1 if last else 0,
        title=document.title,
        summary=document.summary,
        changes=page.edition_changes,
        has_short_version=document.has_short_version,
        content=document.as_data(),
        source_digest=digest,
    )
    text.save()
    return text


def _note_of(page: GuidanceNotePage) -> GuidanceNote:
    """Return the page's note, locked: two publications at once come one after the other."""
    uuid = page.note_uuid
    if not GuidanceNote.objects.filter(uuid=uuid).exists():
        GuidanceNote.objects.bulk_create(
            [GuidanceNote(uuid=uuid, code=_free_code(page.slug))], ignore_conflicts=True
        )
    return GuidanceNote.objects.select_for_update().get(uuid=uuid)


def _free_code(slug: str) -> str:
    """Return the slug, with a number where another note has had it: a code is for good."""
    longest = GuidanceNote._meta.get_field("code").max_length
    # Numbers and the like would read as addresses of something else.
    wanted = slug[: longest - 5].strip("-") or "note"
    taken = set(GuidanceNote.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    codes = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, 9999))
    return next(code for code in codes if code not in taken)


def newest_text(edition: Edition, language: str) -> EditionText | None:
    """Return an edition's text in a language, the last correction of it."""
    texts: Iterable[EditionText] = EditionText.objects.filter(edition=edition, language=language)
    return max(texts, key=lambda text: text.correction, default=None)


def objections(page: GuidanceNotePage) -> list[str]:
    """Return in words what keeps a version of a page from going live.

    Only the source makes editions: a translation follows it, and one that is
    mended becomes a correction of its edition.
    """
    if page.alias_of_id or not is_source(page):
        return []
    reasons = freeze(page, Originals()).problems
    newest = Edition.objects.filter(note__uuid=page.note_uuid).order_by("-number").first()
    if newest is None:
        return reasons
    last = newest_text(newest, written_language(page))
    if page.edition_number < newest.number:
        return [
            *reasons,
            _("Edition %(newest)s is published already: give this text the number %(next)s")
            % {"newest": newest.number, "next": newest.number + 1},
        ]
    if page.edition_number > newest.number:
        if not page.edition_changes.strip() or (last and page.edition_changes == last.changes):
            reasons.append(
                _("Say what has changed since edition %(number)s, under “Edition”")
                % {"number": newest.number}
            )
        return reasons
    if last is not None and last.source_digest != source_digest(page):
        reasons.append(
            _(
                "The text differs from edition %(number)s, which is published and never changes. "
                "Under “Edition”, give it the number %(next)s and say what has changed"
            )
            % {"number": newest.number, "next": newest.number + 1}
        )
    return reasons
