"""A site in three languages, with something private in every corner of two of them."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
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
    UploadedFile,
    Workflow,
)
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from campaigns.models import (
    Application,
    ApplicationFile,
    ApplicationForm,
    Event,
    EventQuestion,
    Liaison,
    Organisation,
    OrganisationImport,
    SentPicture,
    SentStory,
)
from core.models import Footer, HomePage, Menu, ShortLink, SiteSettings
from petitions.models import PaperBatch, PetitionPage
from resources.documents import Document
from resources.models import Audience, GlossaryTerm, Topic
from resources.pdf.queueing import queue_pdfs
from tests.factories import SignatureFactory, StandardPageFactory, petition_of
from tests.resources.commenting import CommentFactory, ConsultationFactory
from tests.resources.rows import add_text
from tests.translating import add_language, staff, start, translate, translator
from users.models import User

# Stands in everything that people who work in another language alone may see,
# always beside the word that the walk searches for.
SECRET = "SECRETO"
WORD = "Zurbano"
PRIVATE = f"{WORD} {SECRET}"
MENU_ITEM = {
    "id": str(UUID(int=1)),
    "type": "link",
    "value": {"label": "Elsewhere", "url": "https://example.org/"},
}
# What is written in each kind of snippet.
WORDS: dict[Any, tuple[str, ...]] = {
    Footer: ("text",),
    Menu: ("title",),
    Organisation: ("name", "summary"),
    Topic: ("title",),
    Audience: ("title",),
    GlossaryTerm: ("term", "definition"),
}


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
    # One of each kind.
    own_snippets: dict[Any, Any]
    foreign_pages: list[Page] = field(default_factory=list)


def make_world(petition_page: PetitionPage) -> World:
    """Make English, Spanish and Thai pages and snippets, each live and in draft."""
    home = HomePage.objects.get(depth=2)
    about = StandardPageFactory(parent=home, slug="about")
    snippets = _snippets()
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
        own_snippets={type(snippet): translate(snippet, thai) for snippet in snippets},
    )
    live = translate(petition_page, spanish)
    translated = [translate(snippet, spanish) for snippet in snippets]
    begun = start(about, spanish)
    by_hand = _page_by_hand(world)
    _footer_by_hand(world)
    for instance in (live, by_hand, *translated):
        _all_that_hangs_on(instance, world)
    for translation in Translation.objects.filter(target_locale=spanish):
        _write_privately(translation, world.staff)
    for page in (petition_page, about):
        page.refresh_from_db()
        page.title = f"{PRIVATE} in English"
        page.save_revision(user=world.staff)
    for snippet in snippets:
        snippet.refresh_from_db()
        for name in WORDS[type(snippet)]:
            setattr(snippet, name, f"{PRIVATE} in English")
        snippet.save_revision(user=world.staff)
    world.foreign_pages = [live, begun.get_target_instance(), by_hand, petition_page]
    _files(world)
    SiteSettings.for_site(Site.objects.get())
    _something_overridden(petition_page, spanish)
    petition = petition_of(petition_page)
    SignatureFactory(petition=petition)
    PaperBatch.objects.create(petition=petition, signatures=1, place="Oslo", collected_by="Ana")
    ShortLink.objects.create(translation_key=petition.uuid, label="Posters")
    CommentFactory(consultation=ConsultationFactory(title=PRIVATE), text=PRIVATE)
    _application()
    Liaison.objects.create(
        organisation=Organisation.objects.get(locale=Locale.get_default()),
        name=PRIVATE,
        email="ana@example.org",
    )
    event = Event.objects.create(uuid=uuid4(), index_uuid=uuid4(), language="en")
    EventQuestion.objects.create(event=event, text=PRIVATE, language="en", digest="1")
    OrganisationImport.objects.create(file_name=f"{PRIVATE}.csv", text="name")
    _story()
    queue_pdfs(add_text("note", 1, Document(title="Note", summary="", language="en")))
    return world


def _snippets() -> list[Any]:
    """Return a live snippet of each kind in English."""
    english = Locale.get_default()
    snippets: list[Any] = [
        Footer(title="Footer", text="<p>Write to us.</p>", locale=english),
        Menu(title="Menu", items=json.dumps([MENU_ITEM]), locale=english),
        Organisation(name="Haven", slug="haven", summary="Shelter.", locale=english),
        Topic(title="Images", slug="images", locale=english),
        Audience(title="Media", slug="media", locale=english),
        GlossaryTerm(term="Survivor", definition="Somebody.", locale=english),
    ]
    for snippet in snippets:
        snippet.save()
        snippet.save_revision().publish()
    return snippets


def _give_what_people_might(group: Group) -> None:
    """Add rights that reach all languages, as somebody might who means well."""
    group.permissions.add(
        *Permission.objects.filter(
            content_type__in=ContentType.objects.get_for_models(*WORDS).values()
        ),
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


def _application() -> None:
    form = ApplicationForm.objects.create(uuid=uuid4(), title=PRIVATE, purpose="mentor")
    application = Application.objects.create(
        form=form, name=PRIVATE, email="ana@example.org", language="es", once=uuid4()
    )
    file = ApplicationFile(form=form, application=application, name=PRIVATE, kind="pdf", size=7)
    file.file.save("", ContentFile(SECRET.encode()), save=False)
    file.save()


def _story() -> None:
    story = SentStory.objects.create(
        name=PRIVATE,
        email="ana@example.org",
        organisation=PRIVATE,
        country="KE",
        headline=PRIVATE,
        text=PRIVATE,
        language="es",
        once=uuid4(),
    )
    picture = SentPicture(story=story, name=PRIVATE, kind="png", size=7)
    picture.file.save("", ContentFile(SECRET.encode()), save=False)
    picture.save()


def _files(world: World) -> None:
    image, document = get_image_model(), get_document_model()
    image.objects.create(title="Picture", file=get_test_image_file())
    document.objects.create(title="Document", file=ContentFile(b"x", "x.txt"))
    UploadedFile.objects.create(file=ContentFile(b"x", "x.txt"), uploaded_by_user=world.staff)
    root = Collection.get_first_root_node()
    root.add_child(name="Pictures")
