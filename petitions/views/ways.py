"""Links to a petition from answers that stand beside it."""

from django.http import HttpRequest

from core.locales import written_language
from core.notices import WayOn
from petitions.models import PetitionPage


def way_to(request: HttpRequest, page: PetitionPage | None, label: str) -> WayOn | None:
    """Return the way on to a petition's page; None where it has none any more."""
    if page is None:
        return None
    return WayOn(page.get_url(request) or "", label, written_language(page))
