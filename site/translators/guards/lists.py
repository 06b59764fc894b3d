"""Lists and forms of the admin that offer no more than the user's own languages."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.admin_url_finder import finder_classes, register_admin_url_finder
from wagtail.admin.api.serializers import AdminPageSerializer, PageTranslationsField
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)

from translators.guards.addresses import REPORTS
from translators.permissions import locales_of, may_work_in, sees_every_language
from translators.sources import translatable_snippets


def only_explorable(pages: Any, request: HttpRequest) -> Any:
    """Have choosers offer pages of the user's own tree: links stay within a language."""
    own = page_permission_policy.explorable_instances(request.user)
    return pages.filter(pk__in=own.values("pk"))


def hide_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take the reports on all languages off the menu of those who may not open them."""
    if not sees_every_language(request.user):
        closed = {reverse(name) for name in REPORTS}
        menu_items[:] = [item for item in menu_items if item.url not in closed]


def hide_titles() -> None:
    """Have "where is this used" name no snippet of another language: it lists private ones so."""
    for model in translatable_snippets():
        register_admin_url_finder(model, _for_own_languages(finder_classes.get_by_type(model)))


def _for_own_languages(finder: Any) -> Any:
    class OwnLanguagesFinder(finder):
        def __init__(self, user: Any = None) -> None:
            super().__init__(user)
            self.asked_by = user

        def get_edit_url(self, instance: Any) -> str | None:
            if self.asked_by and not may_work_in(self.asked_by, instance.locale):
                return None
            url: str | None = super().get_edit_url(instance)
            return url

    return OwnLanguagesFinder


class OwnTranslationsField(PageTranslationsField):
    """A page in the languages in which the user may see it."""

    def to_representation(self, page: Page) -> list[Any]:
        """Leave out the drafts of other languages with their titles."""
        seen = set(self.context["base_queryset"].values_list("pk", flat=True))
        return [row for row in super().to_representation(page) if row["id"] in seen]


class OwnPageSerializer(AdminPageSerializer):
    """A page as the admin's scripts see it."""

    translations = OwnTranslationsField(read_only=True)


class OwnPagesAPIViewSet(PagesAdminAPIViewSet):
    """The admin's own API, which shows the user's own part of the tree."""

    base_serializer_class = OwnPageSerializer


def put_api(router: WagtailAPIRouter) -> None:
    """Stand in for Wagtail's pages in the admin's own API."""
    router.register_endpoint("pages", OwnPagesAPIViewSet)


class OwnLanguagesMixin:
    """Offers to translate into the user's own languages only."""

    request: HttpRequest

    def get_form(self) -> Any:
        """Leave the others out."""
        form = super().get_form()  # type: ignore[misc]
        locales = form.fields["locales"]
        own = [locale.pk for locale in locales_of(self.request.user)]
        locales.queryset = locales.queryset.filter(pk__in=own)
        return form


class SubmitPageView(OwnLanguagesMixin, SubmitPageTranslationView):
    """Begins the translation of a page."""


class SubmitSnippetView(OwnLanguagesMixin, SubmitSnippetTranslationView):
    """Begins the translation of a snippet."""


def urls() -> list[URLPattern]:
    """Return the addresses of wagtail-localize's views, to stand before them."""
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            SubmitPageView.as_view(),
            name="submit_own_page",
        ),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitSnippetView.as_view(),
            name="submit_own_snippet",
        ),
    ]
