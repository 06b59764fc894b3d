"""Every address of the admin, filled in with what a translator of Thai must not reach."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.regex_helper import normalize
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
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
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from core.models import Footer, HomePage, SiteSettings
from petitions.models import PaperBatch, PetitionPage
from tests.factories import SignatureFactory, StandardPageFactory, petition_of
from tests.translating import add_language, staff, start, translate, translator
from users.models import User

# Stands in everything that people who work in another language alone may see,
# always beside the word that the walk searches for.
SECRET = "SECRETO"
WORD = "Zurbano"
PRIVATE = f"{WORD} {SECRET}"


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


@dataclass
class World:
    """A site in three languages, with something private in every corner of two of them."""

    thai: Locale
    spanish: Locale
    translator: User
    staff: User
    superuser: User
    # What belongs to Thai, by what it is; all else is another language's.
    own_page: Page
    own_footer: Footer
    foreign_pages: list[Page] = field(default_factory=list)


def addresses() -> list[Address]:
    """Return every address below /admin/, those of included modules too."""
    root = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    return list(_below(root, "", ()))


def _below(resolver: Any, regex: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    regex += resolver.pattern.regex.pattern.removeprefix("^")
    if not isinstance(resolver, URLResolver):
        form, parameters = normalize(regex)[0]
        name = ":".join((*namespaces, resolver.name or form))
        yield Address(name, resolver.callback, f"/{form}", tuple(parameters))
        return
    if resolver.namespace:
        namespaces = (*namespaces, resolver.namespace)
    for entry in resolver.url_patterns:
        yield from _below(entry, regex, namespaces)


def make_world(petition_page: PetitionPage) -> World:
    """Make English, Spanish and Thai pages and snippets, each live and in draft."""
    home = HomePage.objects.get(depth=2)
    about = StandardPageFactory(parent=home, slug="about")
    footer = Footer(title="Footer", text="<p>Write to us.</p>", locale=Locale.get_default())
    footer.save()
    footer.save_revision().publish()
    spanish, thai = add_language("es"), add_language("th")
    _give_what_people_might(thai.translators.group)
    superuser = User.objects.create_superuser("root@example.org", "correct horse battery")
    world = World(
        thai=thai,
        spanish=spanish,
        translator=translator(thai),
        staff=staff(),
        superuser=superuser,
        own_page=translate(petition_page, thai),
        own_footer=translate(footer, thai),
    )
    live = translate(petition_page, spanish)
    translated_footer = translate(footer, spanish)
    begun = start(about, spanish)
    by_hand = _page_by_hand(world)
    _footer_by_hand(world)
    for instance in (live, by_hand, translated_footer):
        _all_that_hangs_on(instance, world)
    for translation in Translation.objects.filter(target_locale=spanish):
        _write_privately(translation, world.staff)
    for page in (petition_page, about):
        page.refresh_from_db()
        page.title = f"{PRIVATE} in English"
        page.save_revision(user=world.staff)
    footer.refresh_from_db()
    footer.text = f"<p>{PRIVATE} in English</p>"
    footer.save_revision(user=world.staff)
    world.foreign_pages = [live, begun.get_target_instance(), by_hand, petition_page]
    _files(world)
    SiteSettings.for_site(Site.objects.get())
    _something_overridden(petition_page, spanish)
    petition = petition_of(petition_page)
    SignatureFactory(petition=petition)
    PaperBatch.objects.create(petition=petition, signatures=1, place="Oslo", collected_by="Ana")
    return world


def snapshot() -> dict[str, list[Any]]:
    """Return every row of the database, save what looking alone leaves behind."""
    own_traces = {
        "images.customrendition",
        "sessions.session",
        "wagtailadmin.editingsession",
        "wagtailusers.userprofile",
    }
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.label_lower not in own_traces
        and not model._meta.proxy
        and model._meta.managed
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
        model = Footer if address.model is Footer else Page
        own = self.world.own_footer if model is Footer else self.world.own_page
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
    "wagtailadmin_api:documents": get_document_model(),
    "wagtailadmin_api:images": get_image_model(),
    "wagtailadmin_collections": Collection,
    "wagtailadmin_workflows": Workflow,
    "wagtailadmin_workflows:edit_task": Task,
    "wagtailadmin_workflows:disable_task": Task,
    "wagtailadmin_workflows:enable_task": Task,
    "wagtailsettings": Site,
}
KINDS = [
    "core.footer",
    "core.homepage",
    "core.sitesettings",
    "petitions.petitionpage",
    "petitions.signature",
    "wagtailcore.page",
]


def _give_what_people_might(group: Group) -> None:
    """Add rights that reach all languages, as somebody might who means well."""
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="core", content_type__model="footer"),
        *Permission.objects.filter(codename="submit_translation"),
    )


def _write_privately(translation: Translation, user: User) -> None:
    """Leave a draft in which every string is private."""
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": PRIVATE, "last_translated_by": user},
        )
    translation.save_target(user=user, publish=False)


def _something_overridden(page: Page, locale: Locale) -> None:
    """A value that a translation has otherwise than its source."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    context = source.stringsegment_set.all()[0].context
    OverridableSegment.objects.create(source=source, context=context, order=0, data_json='"x"')
    SegmentOverride.objects.create(locale=locale, context=context, data_json=f'"{PRIVATE}"')


def _links(world: World) -> str:
    return f'<p>{PRIVATE} <a linktype="page" id="{world.own_page.pk}">x</a></p>'


def _page_by_hand(world: World) -> Page:
    """A Spanish page that no other language has, a draft from its first word."""
    home = HomePage.objects.get(locale=world.spanish, depth=2)
    page = HomePage(
        title=PRIVATE, slug="by-hand", locale=world.spanish, live=False, introduction=_links(world)
    )
    home.add_child(instance=page)
    page.save_revision(user=world.staff)
    return page


def _footer_by_hand(world: World) -> Footer:
    footer = Footer(title=PRIVATE, text=_links(world), locale=world.spanish, live=False)
    footer.save()
    footer.save_revision(user=world.staff)
    return footer


def _all_that_hangs_on(instance: Any, world: World) -> None:
    """A workflow, a plan, a lock, a comment, a restriction, a redirect, somebody at work."""
    EditingSession.objects.create(
        user=world.staff,
        content_type=ContentType.objects.get_for_model(instance),
        object_id=str(instance.pk),
        last_seen_at=timezone.now(),
    )
    tomorrow = timezone.now() + timedelta(days=1)
    instance.save_revision(user=world.staff, approved_go_live_at=tomorrow)
    if not isinstance(instance, Page):
        return
    page = instance
    page.refresh_from_db()
    page.title = PRIVATE
    page.save_revision(user=world.staff, log_action=True)
    Workflow.objects.get(name="Moderators approval").start(page, world.staff)
    page.locked, page.locked_by, page.locked_at = True, world.staff, timezone.now()
    page.save(update_fields=["locked", "locked_by", "locked_at"], clean=False)
    Comment.objects.create(page=page, user=world.staff, text=PRIVATE, contentpath="title")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=SECRET)
    Redirect.objects.create(old_path=f"/old-{page.pk}", redirect_page=page)


def _files(world: World) -> None:
    image, document = get_image_model(), get_document_model()
    image.objects.create(title="Picture", file=get_test_image_file())
    document.objects.create(title="Document", file=ContentFile(b"x", "x.txt"))
    UploadedFile.objects.create(file=ContentFile(b"x", "x.txt"), uploaded_by_user=world.staff)
    root = Collection.get_first_root_node()
    root.add_child(name="Pictures")
