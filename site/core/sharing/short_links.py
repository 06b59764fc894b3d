"""What short links lead to, and counting that they were followed."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from wagtail.models import Page

from core.routing import public
from core.sharing.models import ShortLink, ShortLinkDay


def pages_of(link: ShortLink) -> dict[str, Page]:
    """Return the link's page in each language in which everybody can read it. One query."""
    pages = (
        public(Page.objects.live())
        .filter(
            translation_key=link.translation_key,
            alias_of=None,
            locale__language_code__in=dict(settings.LANGUAGES),
        )
        .select_related("locale")
    )
    found = {page.locale.language_code: page for page in pages}
    # In the order in which the site names its languages: the source first.
    return {code: found[code] for code, _name in settings.LANGUAGES if code in found}


def count_hit(link: ShortLink) -> None:
    """Add one to the link's count of today. One statement, three for the first of a day."""
    today = datetime.now(UTC).date()
    days = ShortLinkDay.objects.filter(link=link, day=today)
    if days.update(hits=F("hits") + 1):
        return
    # Two may be the first: only one row is made, and each adds its own.
    ShortLinkDay.objects.bulk_create([ShortLinkDay(link=link, day=today)], ignore_conflicts=True)
    days.update(hits=F("hits") + 1)
