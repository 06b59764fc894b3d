"""The public JSON: a petition's count, and the list of petitions."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from core.http import if_changed, read_only
from core.routing import public
from petitions.models import PetitionCount, PetitionPage
from petitions.records import records_by_uuid

CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=20, stale-if-error=50"

app_name = "api"


@read_only
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


@read_only
def petitions(request: HttpRequest) -> HttpResponse:
    """One entry for each live page of each petition. A fixed number of queries."""
    pages = (
        public(PetitionPage.objects.live())
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
    """Answer with JSON that caches may keep for as long as a number may be old."""
    response = JsonResponse(data)
    response["Cache-Control"] = CACHE_CONTROL
    # Numbers that everyone may see, for counters on partners' pages.
    response["Access-Control-Allow-Origin"] = "*"
    return if_changed(request, response)


urlpatterns = [
    path("petitions/", petitions, name="petitions"),
    path("petitions/<uuid:uuid>/count/", count, name="count"),
]
