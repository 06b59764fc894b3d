"""The organisations in the sitemap."""

from typing import Any

from django.http import HttpRequest

from campaigns.directory.entries import published
from campaigns.models import Organisation, OrganisationIndexPage


def organisation_urls(
    request: HttpRequest | None, page: OrganisationIndexPage
) -> list[dict[str, Any]]:
    """Return an address for each organisation that is written in the page's language.

    In other languages the page of an organisation shows the same text. Two queries.
    """
    slugs = dict(published().order_by().values_list("translation_key", "slug"))
    rows = Organisation.objects.filter(live=True, locale=page.locale_id)
    address = page.get_full_url(request)
    return [
        {
            "location": f"{address}{page.reverse_subpage('organisation', [slugs[key]])}",
            "lastmod": changed_at,
        }
        for key, changed_at in rows.order_by("pk").values_list(
            "translation_key", "last_published_at"
        )
        if key in slugs
    ]
