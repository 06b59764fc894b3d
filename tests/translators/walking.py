"""Every address of the admin, filled in with what a translator of Thai must not reach."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    Site,
    Task,
    TaskState,
    TranslatableMixin,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from campaigns.models import (
    Application,
    ApplicationFile,
    OrganisationImport,
    SentPicture,
    SentStory,
)
from core.models import Footer
from resources.models import EditionPdf
from tests.translators.world import World


@dataclass(frozen=True)
class Address:
    """One pattern of the admin: its name, its view, and its form with `%(parameter)s`."""

    name: str
    view: Any
    form: str
    parameters: tuple[str, ...]

    @property
    def model(self) -> Any:
        """The model that a view of a viewset was made for."""
        model = getattr(self.view, "view_initkwargs", {}).get("model")
        return resolve_model_string(model) if model else None


def addresses() -> list[Address]:
    """Return every address below /admin/, those of included modules too."""
    root = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    return list(below(root))


def below(resolver: Any, regex: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[Address]:
    """Yield the addresses of an entry of the site's addresses, which may hold others."""
    regex += resolver.pattern.regex.pattern.removeprefix("^")
    if not isinstance(resolver, URLResolver):
        form, parameters = normalize(regex)[0]
        name = ":".join((*namespaces, resolver.name or form))
        yield Address(name, resolver.callback, f"/{form}", tuple(parameters))
        return
    if resolver.namespace:
        namespaces = (*namespaces, resolver.namespace)
    for entry in resolver.url_patterns:
        yield from below(entry, regex, namespaces)


# As Wagtail's editor sends it.
RICH_TEXT = json.dumps(
    {"blocks": [{"key": "a", "text": "MINE", "type": "unstyled", "depth": 0}], "entityMap": {}}
)


def body(world: World) -> dict[str, Any]:
    """What any form of the admin could want, all of it to the bad."""
    return {
        "action": "publish",
        "action-publish": "1",
        "value": "MINE",
        "locales": [str(world.thai.pk)],
        "locale": "es",
        "publish_translations": "on",
        "title": "MINE",
        "slug": "mine",
        "text": RICH_TEXT,
        "term": "MINE",
        "definition": "MINE",
        "introduction": RICH_TEXT,
        "contact_email": "",
        "new_title": "MINE",
        "new_slug": "mine-too",
        "new_parent_page": str(world.foreign_pages[0].get_parent().pk),
        "chooser": str(world.foreign_pages[0].get_parent().pk),
        "destination_page_id": str(world.foreign_pages[0].get_parent().pk),
        "restriction_type": "none",
        "position": "0",
        "comment": "MINE",
        "is_editing": "1",
        "external-link-chooser-url": "https://example.org/",
    }


def content(response: Any) -> str:
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace")


# What looking alone leaves behind.
_TRACES = {
    "images.customrendition",
    "sessions.session",
    "wagtailadmin.editingsession",
    "wagtailusers.userprofile",
}
_WRITES_TRACE = re.compile(
    '(?:INSERT INTO|UPDATE|DELETE FROM) "(?:{})"'.format(
        "|".join(apps.get_model(label)._meta.db_table for label in _TRACES)
    )
)


class Watch:
    """Notices statements that write more than traces: without one, nothing has changed."""

    def __init__(self) -> None:
        self.has_seen_a_write = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Have a statement executed."""
        reads = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
        if not sql.startswith(reads) and not _WRITES_TRACE.match(sql):
            self.has_seen_a_write = True
        return execute(sql, params, many, context)


def snapshot() -> dict[str, list[Any]]:
    """Return every row of the database, save what looking alone leaves behind."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.label_lower not in _TRACES and not model._meta.proxy and model._meta.managed
    }


# Whose a value is: nobody's or the translator's own, or what it hangs together with.
Choice = tuple[dict[str, Any], Any]
OWN = None
# Another language's, and meant to go with whatever else.
ANY = "any"


class Candidates:
    """What can stand for the parameters of an address, and whose it is."""

    def __init__(self, world: World) -> None:
        self.world = world
        own = world.own_page
        self.pages = [(own, OWN), *((page, page.pk) for page in world.foreign_pages)]

    def fillings(self, address: Address, *, own: bool = False) -> Iterator[dict[str, Any]]:
        """Yield values for all parameters, at least one of them another language's.

        Values of different owners do not go together, save one's own with another's.
        Where nothing in an address belongs to a language, its values are only whatever
        there is. With `own`, none is another's. Raises LookupError for a parameter that
        is not known here.
        """
        groups = [list(group) for group in self._groups(address)]
        is_bound = any(owner is not OWN for group in groups for _values, owner in group)
        for choice in product(*groups):
            owners = {owner for _values, owner in choice} - {OWN}
            is_wanted = not owners if own or not is_bound else bool(owners)
            if is_wanted and len(owners - {ANY}) <= 1:
                yield {name: value for values, _ in choice for name, value in values.items()}

    def _groups(self, address: Address) -> Iterator[list[Choice]]:
        """Yield, for each parameter or set that goes together, its values."""
        left = list(address.parameters)
        for names in TOGETHER:
            if set(names) <= set(left):
                left = [name for name in left if name not in names]
                yield [
                    (dict(zip(names, values, strict=True)), owner)
                    for *values, owner in self._together(names)
                ]
        for name in left:
            values = list(self._values(address, name))
            if not values:
                raise LookupError(f"{address.name}: nothing to put for {name}")
            yield [({name: value}, owner) for value, owner in values]

    def _together(self, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        if len(names) == 3:
            yield from (("core", "footer", *row) for row in self._of(Footer))
            if "object_id" in names:
                for page, owner in self.pages:
                    yield *page._meta.label_lower.split("."), page.pk, owner
        else:
            # A kind of thing belongs to no language, but its list may show all.
            for label in KINDS:
                yield *label.split("."), ANY

    def _values(self, address: Address, name: str) -> Iterator[tuple[Any, Any]]:
        namespace = address.name.rpartition(":")[0]
        is_page = namespace == "wagtailadmin_api:pages" and name == "pk"
        if name == "destination_id":
            yield from ((page.pk, owner and ANY) for page, owner in self.pages)
        elif name in PAGES or is_page or (namespace, name) == ("wagtailadmin_pages", "_0"):
            yield from ((page.pk, owner) for page, owner in self.pages)
        elif name in ("revision_id", "revision_id_a", "revision_id_b", "_1", "_2"):
            yield from self._revisions(address, name)
        elif name == "language":
            yield from (("th", OWN), ("es", ANY), ("en", ANY))
        elif (address.name, name) in ACTIONS:
            yield from ((value, OWN) for value in ACTIONS[address.name, name].split())
        elif name in FIXED:
            yield FIXED[name], OWN
        elif name == "source_id":
            # What is translated is the same for all languages.
            yield TranslationSource.objects.order_by("pk")[0].pk, OWN
        elif name in MODELS:
            yield from self._of(MODELS[name])
        elif name == "pk" and (model := address.model or self._model_of(address.name)):
            yield from self._of(model)
        else:
            raise LookupError(f"{address.name}: unknown parameter {name}")

    def _model_of(self, name: str) -> Any:
        """Return the model of a view that is a function, by the longest name that is known."""
        names = [known for known in MODELS_OF if name.startswith(known)]
        return MODELS_OF[max(names, key=len)] if names else None

    def _revisions(self, address: Address, name: str) -> Iterator[tuple[Any, Any]]:
        model = address.model if address.model in self.world.own_snippets else Page
        own = self.world.own_snippets.get(model, self.world.own_page)
        yield own.latest_revision_id, OWN
        if name in ("_2", "revision_id_b"):
            yield "latest", OWN
        owners = model._default_manager.exclude(locale=self.world.thai).order_by("pk")
        for owner in owners.filter(latest_revision__isnull=False):
            yield owner.latest_revision_id, owner.pk
            planned = owner.revisions.filter(approved_go_live_at__isnull=False).first()
            if planned and name == "revision_id":
                yield planned.pk, owner.pk

    def _of(self, model: Any) -> Iterator[tuple[Any, Any]]:
        thai = self.world.thai.pk
        for instance in model._default_manager.order_by("pk"):
            if isinstance(instance, Translation):
                yield instance.pk, OWN if instance.target_locale_id == thai else instance.pk
            elif isinstance(instance, TranslatableMixin):
                yield instance.pk, OWN if instance.locale_id == thai else instance.pk
            elif isinstance(
                instance, TranslationSource | EditingSession | TaskState | WorkflowState
            ):
                yield instance.pk, ANY
            else:
                yield instance.pk, OWN
                # One will do of what belongs to no language.
                if model not in (StringSegment, OverridableSegment):
                    return


# Parameters that only make sense together.
TOGETHER = [
    ("app_label", "model_name", "object_id"),
    ("app_label", "model_name", "pk"),
    ("app_label", "model_name"),
    ("app_name", "model_name"),
    ("content_type_app_name", "content_type_model_name"),
]
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
MODELS: dict[str, Any] = {
    "translation_id": Translation,
    "translation_source_id": TranslationSource,
    "string_segment_id": StringSegment,
    "overridable_segment_id": OverridableSegment,
    "task_state_id": TaskState,
    "workflow_state_id": WorkflowState,
    "task_id": Task,
    "workflow_pk": Workflow,
    "session_id": EditingSession,
    "collection_id": Collection,
    "redirect_id": Redirect,
    "document_id": get_document_model(),
    "doc_id": get_document_model(),
    "image_id": get_image_model(),
    "uploaded_file_id": UploadedFile,
    "file": ApplicationFile,
    "picture": SentPicture,
}
FIXED = {"mode": "", "filter_spec": "original"}
ACTIONS = {
    ("wagtail_bulk_action", "action"): "delete publish unpublish move",
    ("wagtailadmin_api:pages:action", "action_name"): (
        "convert_alias copy delete publish unpublish move copy_for_translation create_alias "
        "revert_to_page_revision"
    ),
    ("wagtailadmin_pages:workflow_action", "action_name"): "approve reject cancel",
    ("wagtailadmin_pages:collect_workflow_action_data", "action_name"): "approve reject",
}
# Views that do not say themselves which model they are for.
MODELS_OF: dict[str, Any] = {
    "campaigns_applications": Application,
    "campaigns_imports": OrganisationImport,
    "campaigns_sent_stories": SentStory,
    "wagtailadmin_api:documents": get_document_model(),
    "wagtailadmin_api:images": get_image_model(),
    "wagtailadmin_collections": Collection,
    "wagtailadmin_workflows": Workflow,
    "wagtailadmin_workflows:edit_task": Task,
    "wagtailadmin_workflows:disable_task": Task,
    "wagtailadmin_workflows:enable_task": Task,
    "wagtailsettings": Site,
    "resources_pdfs": EditionPdf,
}
KINDS = [
    "campaigns.application",
    "campaigns.organisation",
    "core.footer",
    "core.homepage",
    "core.menu",
    "core.sitesettings",
    "petitions.petitionpage",
    "petitions.signature",
    "resources.glossaryterm",
    "resources.guidancenotepage",
    "wagtailcore.page",
]
