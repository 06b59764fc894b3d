"""The pages as JSON, for everyone alike."""

from typing import Any, ClassVar

from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.query import PageQuerySet

from core.routing import public


class PublicPagesAPIViewSet(PagesAPIViewSet):
    """Live public pages. Recognises nobody, so that no answer depends on a cookie."""

    authentication_classes: ClassVar[list[type]] = []

    def get_base_queryset(self) -> PageQuerySet[Any]:
        """Leave out aliases: they are no translations, but pages in another language."""
        return public(super().get_base_queryset()).filter(alias_of=None)
