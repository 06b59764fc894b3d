"""What publication does to a note: its text becomes an edition, and stays as it is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.locales import is_source, written_language
from core.templatetags.core_tags import day as day_in_words
from resources.digests import source_digest
from resources.finding.indexing import update_index
from resources.freezing import freeze, incomplete
from resources.freezing.files import Copies, Originals
from resources.models import Edition, EditionText, GuidanceNote, GuidanceNotePage
from resources.pdf.queueing import queue_pdfs

# So many problems are named in a refusal.
NAMED = 5


@transaction.atomic
def publish(page: GuidanceNotePage) -> EditionText | None:
    """Make an edition of a page that has just gone live, unless nothing in its text is new.

    A translation is of the edition whose number it carries. Returns what
    readers see from now on; None for an alias, which shows its original's.
    """
    if page.alias_of_id:
        return None
    note = note_of(page)
    language, digest = written_language(page), source_digest(page)
    edition = note.editions.filter(number=page.edition_number).first()
    if edition is None:
        if not is_source(page):
            # What it is a translation of has not been published: see `objections`.
            return None
        day = date_of_next(page, newest_edition(page.note_uuid))
        edition = Edition.objects.create(note=note, number=page.edition_number, date=day)
    last = newest_text(edition, language)
    if last is not None and (last.source_digest == digest or is_source(page)):
        # A source that says something else under a number that is published was refused, unless
        # the same version goes live once more: then a picture is another, or somebody has
        # written into the database. Only translations are corrected.
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
    queue_pdfs(text)
    update_index(page)
    return text


def note_of(page: GuidanceNotePage) -> GuidanceNote:
    """Return the page's note, locked: two publications at once come one after the other."""
    notes = GuidanceNote.objects.filter(uuid=page.note_uuid)
    while not notes.exists():
        # Unless another note takes the code at this moment.
        GuidanceNote.objects.bulk_create(
            [GuidanceNote(uuid=page.note_uuid, code=_free_code(page.slug))], ignore_conflicts=True
        )
    return notes.select_for_update().get()


def newest_edition(uuid: Any) -> Edition | None:
    """Return the edition of a note with the highest number. One query."""
    editions = Edition.objects.filter(note__uuid=uuid).select_related("note")
    return editions.order_by("-number").first()


def date_of_next(page: GuidanceNotePage, newest: Edition | None) -> date:
    """Return the day that a new edition would be of.

    The day of an earlier one stands in the editor until somebody changes it,
    also when others came after it: that is no date for the next.
    """
    day = page.edition_date
    earlier = Edition.objects.filter(note__uuid=page.note_uuid)
    if day is None or earlier.filter(date=day).exists():
        today = timezone.localdate()
        # The one before may be of tomorrow: see `_objections_of_new`.
        return max(today, newest.date) if newest else today
    return day


def _free_code(slug: str) -> str:
    """Return the slug, with a number where another note has had it: a code is for good.

    It is plain ASCII, whatever the page's slug is: it is cited in print, and typed.
    """
    longest = GuidanceNote._meta.get_field("code").max_length or 0
    wanted = slugify(slug)[: longest - 5].strip("-_") or "note"
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
    if page.alias_of_id:
        return []
    reasons = freeze(page, Originals()).problems
    if not is_source(page):
        return _some(reasons) + _objections_of_translation(page)
    reasons = _some(reasons or incomplete(page))
    newest = newest_edition(page.note_uuid)
    if newest is not None:
        reasons += _objections_of_number(page, newest)
    if newest is None or page.edition_number > newest.number:
        reasons += _objections_of_new(page, newest)
    return reasons


def _objections_of_translation(page: GuidanceNotePage) -> list[str]:
    """Say that there is no edition of this number that it could be a translation of."""
    number = page.edition_number
    if Edition.objects.filter(note__uuid=page.note_uuid, number=number).exists():
        return []
    return [_("Edition %(number)s is not published in the original yet") % {"number": number}]


def _objections_of_number(page: GuidanceNotePage, newest: Edition) -> list[str]:
    """Say what is wrong with the number of the edition, or with what is said about it."""
    names = {"number": newest.number, "next": newest.number + 1}
    if page.edition_number < newest.number:
        return [
            _("Edition %(number)s is published already: give this text the number %(next)s") % names
        ]
    last = newest_text(newest, written_language(page))
    if page.edition_number > newest.number:
        changes = page.edition_changes.strip()
        if changes and not (last and changes == last.changes.strip()):
            return []
        return [_("Say what has changed since edition %(number)s, under “Edition”") % names]
    if last is None or last.source_digest == source_digest(page):
        return []
    return [
        _(
            "The text differs from edition %(number)s, which is published and never changes. "
            "Under “Edition”, give it the number %(next)s and say what has changed"
        )
        % names
    ]


def _objections_of_new(page: GuidanceNotePage, newest: Edition | None) -> list[str]:
    """Say what must not become an edition, which nobody could mend: no text, a day to come."""
    reasons = []
    if not len(page.body) and not len(page.annexes):
        reasons.append(_("There is no text yet: write a section or an annex"))
    if newest is not None and date_of_next(page, newest) < newest.date:
        text = _(
            "The date of the edition, %(day)s, is before that of edition %(number)s, "
            "%(newest)s: give another under “Edition”, or none"
        )
        days = {"day": day_in_words(page.edition_date), "newest": day_in_words(newest.date)}
        reasons.append(text % {**days, "number": newest.number})
    last = timezone.localdate()
    if page.go_live_at is not None:
        last = max(last, timezone.localdate(page.go_live_at))
    # East of the server's time zone tomorrow has begun.
    if date_of_next(page, newest) > last + timedelta(days=1):
        text = _(
            "The date of the edition, %(day)s, has not come yet: "
            "give another under “Edition”, or none"
        )
        reasons.append(text % {"day": day_in_words(page.edition_date)})
    return reasons


def _some(problems: list[str]) -> list[str]:
    """Return the first problems, and how many more there are."""
    more = len(problems) - NAMED
    if more <= 0:
        return problems
    text = ngettext("%(number)s more", "%(number)s more", more)
    return [*problems[:NAMED], text % {"number": number_format(more)}]
