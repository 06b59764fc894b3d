"""The pages as JSON, for everyone alike."""

from typing import ClassVar

from wagtail.api.v2.views import PagesAPIViewSet


class PublicPagesAPIViewSet(PagesAPIViewSet):
    """Live public pages. Recognises nobody, so that no answer depends on a cookie."""

    authentication_classes: ClassVar[list[type]] = []
