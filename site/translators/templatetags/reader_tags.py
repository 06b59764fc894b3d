"""What translations say to readers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from wagtail.models import Page

from core.models import BasePage
from translators.models import SourceText

register = template.Library()


@dataclass(frozen=True)
class NewerText:
    """The text that a translation has not followed yet."""

    language: str
    changed_at: datetime
    # None where it is not live.
    page: Page | None


@register.simple_tag
def newer_text(page: Any) -> NewerText | None:
    """Return the source's text if it is newer than this translation and readers are to know.

    One query; none for aliases, which are the source.
    """
    if not isinstance(page, BasePage) or page.alias_of_id or page.last_published_at is None:
        return None
    text = (
        SourceText.objects.filter(
            source__object_id=page.translation_key,
            tells_readers=True,
            changed_at__gt=page.last_published_at,
        )
        .exclude(source__locale=page.locale_id)
        .select_related("source__locale")
        .first()
    )
    if text is None:
        return None
    language = text.source.locale.language_code
    return NewerText(language, text.changed_at, page.live_translations.get(language))
