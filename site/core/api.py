"""The pages as JSON, for everyone alike."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import QuerySet, prefetch_related_objects
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from core.finding.searching import asking_for, wanted_words
from core.routing import public

# What no database takes for the column it is compared with: numbers beyond its range, days that
# are none, characters that it cannot store. Wagtail's own filters check some values only.
_NO_VALUE = (ValidationError, OverflowError, DataError)
# More pages than any site has.
_LAST_OFFSET = 1_000_000


class _WordsFilter(SearchFilter):
    """Search for the words that readers search for, in the languages of the site."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        wanted = wanted_words(request.GET["search"], dict(settings.LANGUAGES))
        if not wanted:
            return queryset.none()
        operator = "or" if request.GET.get("search_operator") == "or" else "and"
        return get_search_backend().search(
            asking_for(wanted, operator), queryset, order_by_relevance="order" not in request.GET
        )


class PublicPagesAPIViewSet(PagesAPIViewSet):
    """Live public pages. Recognises nobody, so that no answer depends on a cookie."""

    authentication_classes: ClassVar[list[type]] = []
    filter_backends: ClassVar[list[type]] = [
        _WordsFilter if backend is SearchFilter else backend
        for backend in PagesAPIViewSet.filter_backends
    ]

    def get_base_queryset(self) -> PageQuerySet[Any]:
        """Leave out aliases: they are no translations, but pages in another language.

        By number: search takes the conditions of a query apart, and knows none on other tables.
        """
        try:
            pages = super().get_base_queryset()
        except (Site.DoesNotExist, ValueError) as error:
            raise BadRequestError("site doesn't exist") from error
        found = public(pages).filter(alias_of=None).order_by()
        return Page.objects.filter(pk__in=found.values("pk")).order_by("id")

    def paginate_queryset(self, queryset: QuerySet[Any]) -> Any:
        """Refuse to begin where no database can count to."""
        offset = self.request.GET.get("offset", "")
        if offset.isdecimal() and int(offset[:20]) > _LAST_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {_LAST_OFFSET}")
        found = list(super().paginate_queryset(queryset))
        # Wagtail names the language of each.
        prefetch_related_objects(found, "locale")
        return found

    def find_object(self, queryset: QuerySet[Any], request: Request) -> Any:
        """Refuse an `id` that is no number."""
        try:
            return super().find_object(queryset, request)
        except ValueError as error:
            raise BadRequestError("id must be a positive integer") from error

    def handle_exception(self, exc: Exception) -> Response:
        """Say that a value cannot be one; whoever asked is to mend that, not we."""
        if isinstance(exc, _NO_VALUE):
            exc = BadRequestError("one of the values in the address cannot be read")
        response: Response = super().handle_exception(exc)
        return response
