"""The organisations in the sitemap."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from campaigns.directory.entries import published
from campaigns.models import Organisation, OrganisationIndexPage


def organisation_urls(
    request: HttpRequest | None, page: OrganisationIndexPage
) -> list[dict[str, Any]]:
    """Return an address for each organisation that is written in the page's language.

    In other languages the page of an organisation shows the same text. One query.
    """
    language = page.locale.language_code
    rows = Organisation.objects.filter(live=True, locale=page.locale_id)
    if language != settings.LANGUAGE_CODE:
        rows = rows.filter(translation_key__in=published().values("translation_key"))
    address = page.get_full_url(request)
    return [
        {
            "location": f"{address}{page.reverse_subpage('organisation', [slug])}",
            "lastmod": changed_at,
        }
        for slug, changed_at in rows.order_by("pk").values_list("slug", "last_published_at")
    ]
