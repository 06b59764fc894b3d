"""The guard in front of every view of the admin.

For pages Wagtail asks the permissions on their tree, though not in every view.
For snippets, and for wagtail-localize's records, both ask only whether the user
may change things of that kind, in whatever language. Here all that an address
names is looked up before its view runs, whichever view that is.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import set_query_params
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation, TranslationSource

from core.locales import active_locales
from translators.permissions import locales_of, sees_every_language
from translators.sources import source_locale

View = Callable[..., HttpResponse]

# Parameters of addresses that name a page.
PAGES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")

BULK_ACTION = "wagtail_bulk_action"
API_ACTION = "wagtailadmin_api:pages:action"

# What decides whether a page exists, where it stands and who sees it: addresses of pages,
# and actions on several or through the API. For translations that is decided with their source.
PLACING = {
    "convert_alias",
    "copy",
    "delete",
    "move",
    "move_confirm",
    "set_page_position",
    "set_privacy",
}

# Reports that mix all languages, and cannot be told to leave some out.
REPORTS = (
    "wagtail_localize:translations_report",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
)


def own_languages_only(view: View) -> View:
    """Have `view` answer only where all that the address names is in the user's languages."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated and not user.is_superuser:
            guard = _Guard(view, request, kwargs)
            if guard.refuses():
                return _refuse(request)
            if url := guard.own_list():
                return redirect(url)
        return view(request, *args, **kwargs)

    return guarded


@require_admin_access
def _refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


class _Guard:
    """What a request asks for, and whether its user may have it."""

    def __init__(self, view: View, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        self.request = request
        self.kwargs = kwargs
        self.user: Any = request.user
        match = request.resolver_match
        self.name = match.view_name if match else ""
        initkwargs = getattr(view, "view_initkwargs", {})
        # One of a viewset's views, or a view for whatever kind the address names.
        self.is_of_viewset = bool(initkwargs.get("model"))
        self.model = self._model(initkwargs.get("model"))
        self.ids = self._ids()

    def refuses(self) -> bool:
        """Whether anything belongs to a language that the user does not work in."""
        if self.name.removesuffix("_results") in REPORTS:
            return not sees_every_language(self.user)
        if self._is_unknown_kind():
            return True
        pages = list(self._pages())
        if self._hides_any(pages):
            return True
        languages = set(self._languages())
        if self._is_placing():
            destination = self.kwargs.get("destination_id")
            placed = (page for page in pages if page.pk != destination)
            languages |= {source_locale(page).pk for page in placed}
        return bool(languages) and not languages <= {own.pk for own in locales_of(self.user)}

    def own_list(self) -> str:
        """Return where the user's own part of a list of snippets is.

        Empty where the request is no such list, or says which language it wants.
        """
        is_told = not self._is_list() or self.request.GET.get("locale")
        if is_told or sees_every_language(self.user):
            return ""
        own = locales_of(self.user)[0]
        return str(set_query_params(self.request.get_full_path(), {"locale": own.language_code}))

    def _model(self, of_view: Any) -> type[Model] | None:
        if of_view:
            model: type[Model] = resolve_model_string(of_view)
            return model
        try:
            return apps.get_model(self.kwargs["app_label"], self.kwargs["model_name"])
        except (KeyError, LookupError):
            return None

    def _ids(self) -> list[str]:
        """Return the primary keys in an address, those of a choice of several too."""
        one = [self.kwargs[name] for name in ("pk", "object_id") if name in self.kwargs]
        return [unquote(str(pk)) for pk in one] or self.request.GET.getlist("id")

    def _is_of_snippets(self) -> bool:
        model = self.model
        return bool(model and issubclass(model, TranslatableMixin) and not issubclass(model, Page))

    def _is_list(self) -> bool:
        return self._is_of_snippets() and not self.ids

    def _is_unknown_kind(self) -> bool:
        """Whether the address names a kind of snippet with which the user may do nothing."""
        viewset = getattr(self.model, "snippet_viewset", None)
        if viewset is None or self.is_of_viewset:
            return False
        policy = viewset.permission_policy
        return not policy.user_has_any_permission(self.user, {"add", "change", "delete", "view"})

    def _is_placing(self) -> bool:
        if self.name == BULK_ACTION:
            return self.model is Page and self.kwargs["action"] in PLACING
        if self.name == API_ACTION:
            return self.kwargs["action_name"] in PLACING
        namespace, _colon, name = self.name.partition(":")
        return namespace == "wagtailadmin_pages" and name in PLACING

    def _pages(self) -> Iterator[Page]:
        """Yield the pages that the address names."""
        names = ("pk",) if self.name == API_ACTION else PAGES
        named = [self.kwargs[name] for name in names if name in self.kwargs]
        yield from Page.objects.filter(pk__in=named)
        is_choice = self.name == "wagtailadmin_choose_page_chosen_multiple"
        if is_choice or (self.name == BULK_ACTION and self.model is Page):
            yield from self._chosen(Page.objects.all())

    def _chosen(self, everything: Any) -> Any:
        """Return those of several that were chosen; all, where Wagtail would take them all."""
        if "all" not in self.ids:
            return everything.filter(pk__in=self._keys(everything.model))
        if self.model is not Page or "childOf" not in self.request.GET:
            return everything
        parent = everything.filter(pk__in=self._keys(Page, self.request.GET["childOf"])).first()
        return parent.get_descendants(inclusive=True) if parent else everything.none()

    def _keys(self, model: Any, *ids: str) -> Iterator[Any]:
        """Yield those of the primary keys that can be one."""
        for pk in ids or self.ids:
            with suppress(ValidationError):
                yield model._meta.pk.to_python(pk)

    def _hides_any(self, pages: list[Page]) -> bool:
        """Whether a page is neither in the user's part of the tree nor waits for his review."""
        explorable = page_permission_policy.explorable_instances(self.user)
        asked = [page.pk for page in pages]
        seen = set(explorable.filter(pk__in=asked).values_list("pk", flat=True))
        return any(
            page.pk not in seen and not page.permissions_for_user(self.user).can_edit()
            for page in pages
        )

    def _languages(self) -> Iterator[int]:
        """Yield the languages of what is no page, by their primary keys."""
        if "translation_id" in self.kwargs:
            translations = Translation.objects.filter(pk=self.kwargs["translation_id"])
            yield from translations.values_list("target_locale_id", flat=True)
        if "translation_source_id" in self.kwargs:
            # Is brought up to date in all its languages at once.
            sources = TranslationSource.objects.filter(pk=self.kwargs["translation_source_id"])
            yield from sources.values_list("locale_id", flat=True)
            translations = Translation.objects.filter(source__in=sources, enabled=True)
            yield from translations.values_list("target_locale_id", flat=True)
        if self._is_list():
            yield from self._languages_of_list()
        elif self._is_of_snippets():
            everything = self.model._default_manager.all()  # type: ignore[union-attr]
            yield from self._chosen(everything).values_list("locale_id", flat=True)

    def _languages_of_list(self) -> Any:
        """Return the language that a list of snippets is asked for; all, where it mixes them."""
        languages = active_locales().values_list("pk", flat=True)
        code = self.request.GET.get("locale")
        if not self.is_of_viewset or not locales_of(self.user):
            return languages
        if not code:
            return []
        return languages.filter(language_code=code) or languages
