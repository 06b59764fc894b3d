"""What a draft of a note would be as an edition, and what keeps it from being one."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from core.locales import written_language
from resources.comparing import Comparison, Status, compare
from resources.digests import source_digest
from resources.freezing import freeze
from resources.freezing.files import WouldBe
from resources.models import Edition, EditionText, GuidanceNotePage
from resources.publishing import date_of_next, newest_edition, newest_text, objections


@dataclass(frozen=True)
class Draft:
    """A version of a note's page beside what readers have."""

    page: GuidanceNotePage
    newest: Edition | None
    # What readers of the page's language have of the newest edition.
    last: EditionText | None

    @cached_property
    def objections(self) -> list[str]:
        """What keeps it from going live, in words."""
        return objections(self.page)

    @property
    def number(self) -> int:
        """The number it carries."""
        return self.page.edition_number

    @property
    def day(self) -> date:
        """The day that it would be of."""
        return date_of_next(self.page, self.newest)

    @property
    def is_first(self) -> bool:
        """Whether nothing has been published yet."""
        return self.newest is None

    @property
    def is_next(self) -> bool:
        """Whether publishing it makes another edition."""
        return self.newest is not None and self.number > self.newest.number

    @property
    def leaves_out(self) -> bool:
        """Whether numbers would be missing between the editions."""
        return self.newest is not None and self.number > self.newest.number + 1

    @cached_property
    def is_as_published(self) -> bool:
        """Whether it says what readers have."""
        return self.last is not None and self.last.source_digest == source_digest(self.page)

    @cached_property
    def changes(self) -> list[str]:
        """What readers would find changed: the names of facts and sections."""
        if self.last is None or self.is_as_published:
            return []
        comparison = compare(self.last.document, freeze(self.page, WouldBe()).document)
        return [fact.name for fact in comparison.facts] + list(_sections(comparison))


def draft_of(page: GuidanceNotePage) -> Draft:
    """Return the draft, with what is published. Two queries."""
    newest = newest_edition(page.note_uuid)
    last = newest_text(newest, written_language(page)) if newest else None
    return Draft(page, newest, last)


def _sections(comparison: Comparison) -> list[str]:
    words = {
        Status.ADDED: _("%(section)s (new)"),
        Status.REMOVED: _("%(section)s (removed)"),
        Status.MOVED: _("%(section)s (moved)"),
    }
    return [
        words.get(change.status, "%(section)s") % {"section": change.section.title}
        for change in comparison.changed
    ]
