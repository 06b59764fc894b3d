"""What a reference to an edition needs beside the edition."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from core.models import SiteSettings
from resources.citing import Publication
from resources.views.reading import Reading


def publication_of(request: HttpRequest, shown: Reading) -> Publication:
    """Return an edition as it is cited: always in full, whichever version is being read."""
    edition, language = shown.text.edition, shown.text.language
    dates = [listed.date for listed in shown.history]
    first: date = min(dates, default=edition.date)
    with translation.override(language):
        address = reverse("resources:edition", args=[shown.code, shown.label])
        history = reverse("resources:history", args=[shown.code])
        pdf = reverse("resources:pdf", args=[shown.code, shown.label, "full"])
    addresses = {
        code: f"{settings.BASE_URL}{url}" for code, url in shown.addresses_of("edition").items()
    }
    return Publication(
        document=shown.text.document,
        code=shown.code,
        label=shown.label,
        issued=edition.date,
        url=f"{settings.BASE_URL}{address}",
        publisher=SiteSettings.for_request(request).name,
        licence_name=str(shown.licence.label) if shown.licence else "",
        licence_url=shown.licence.url if shown.licence else "",
        first_date=first,
        note_url=f"{settings.BASE_URL}{history}",
        pdf_url=f"{settings.BASE_URL}{pdf}",
        translations=addresses if len(addresses) > 1 else {},
        source_language=settings.LANGUAGE_CODE,
    )
