"""The public JSON: a petition's count, and the list of petitions."""

import hashlib
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from petitions.models import PetitionCount, PetitionPage
from petitions.records import records_by_uuid

CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=20, stale-if-error=50"

app_name = "api"


@require_safe
def count(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A petition's count: one row read, however many have signed."""
    try:
        counted = PetitionCount.objects.select_related("petition").get(petition__uuid=uuid)
    except PetitionCount.DoesNotExist as error:
        raise Http404 from error
    return _cacheable(
        request,
        {
            "petition": str(uuid),
            "confirmed": counted.confirmed,
            "people": counted.people,
            "organisations": counted.organisations,
            "paper": counted.paper,
            "total": counted.total,
            "goal": counted.goal,
            "as_of": counted.as_of,
        },
    )


@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """One entry for each live page of each petition. A fixed number of queries."""
    pages = (
        PetitionPage.objects.live()
        .public()
        .filter(alias_of__isnull=True)
        .select_related("locale")
        .defer_streamfields()
        .order_by("-first_published_at", "pk")
    )
    records = records_by_uuid(page.translation_key for page in pages)
    entries = []
    for page in pages:
        petition = records.get(page.translation_key)
        if petition is None:
            continue
        entries.append(
            {
                "petition": str(petition.uuid),
                "language": page.locale.language_code,
                "title": page.title,
                "url": page.get_full_url(request),
                "total": petition.count.total,
                "goal": petition.count.goal,
                "open": petition.is_open,
            }
        )
    return _cacheable(request, {"petitions": entries})


def _cacheable(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    """Answer with JSON, or with 304 to whoever has it already."""
    response = JsonResponse(data)
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    # Numbers that everyone may see, for counters on partners' pages.
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


urlpatterns = [
    path("petitions/", petitions, name="petitions"),
    path("petitions/<uuid:uuid>/count/", count, name="count"),
]
