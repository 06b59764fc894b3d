"""A translation goes live only when it is whole, on whatever way somebody publishes it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry, Workflow, WorkflowPage
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from core.models import Footer, HomePage, StandardPage
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import StandardPageFactory
from tests.translating import (
    add_language,
    fill_in,
    put_live,
    staff,
    start,
    translate,
    write_catalogue,
)
from translators import po
from translators.publishing import NotReadyError
from translators.readiness import translated_fields
from users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


class Browser(Client):
    """A browser whose requests are committed: wagtail-localize publishes at that moment."""

    def request(self, **request: Any) -> Any:
        """Do what waits for the end of the transaction, too."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


@pytest.fixture(autouse=True)
def catalogues(settings: Any, tmp_path: Path) -> Path:
    """An interface that is complete in Spanish and lacks a string in Thai."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "es", Sign="Firmar", Send="Enviar")
    write_catalogue(tmp_path, "th", Sign="ลงชื่อ", Send="")
    return tmp_path


@pytest.fixture
def es(home: HomePage, catalogues: Path) -> Locale:
    """Spanish, with its first page translated."""
    locale = add_language("es")
    translate(home, locale)
    return locale


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    """A page of two strings."""
    return StandardPageFactory(parent=home, title="About us", introduction="Who we are.")


@pytest.fixture
def half(about: StandardPage, es: Locale) -> Translation:
    """That page with one of its two strings translated."""
    translation = start(about, es)
    one_string(translation)
    return translation


@pytest.fixture
def browser() -> Client:
    """A browser in which a member of the communications staff is logged in."""
    client = Browser()
    client.force_login(staff())
    return client


@pytest.fixture
def admin_client(admin: User) -> Client:
    """The same for a superuser."""
    client = Browser()
    client.force_login(admin)
    return client


def one_string(translation: Translation) -> None:
    """Translate the title alone."""
    messages = translation.export_po()
    next(entry for entry in messages if entry.msgctxt == "title").msgstr = "Sobre nosotros"
    translation.import_po(messages)


def target(translation: Translation) -> Any:
    """Return the page or snippet in its language as it is stored now."""
    return translation.get_target_instance()


def said(response: Any) -> str:
    """Return what the messages say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def edit_url(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[target(translation).pk])


MISSING = "cannot go live in Spanish yet. Text: 1 string is missing."


# --- the translation editor ---


def test_translation_editor_refuses_what_is_not_whole(half: Translation, browser: Client) -> None:
    response = browser.post(edit_url(half), {"action": "publish"})
    assert MISSING in said(response)
    assert not target(half).live


def test_translation_editor_publishes_what_is_whole(half: Translation, browser: Client) -> None:
    fill_in(half)
    response = browser.post(edit_url(half), {"action": "publish"})
    assert "Published" in said(response)
    page = target(half)
    assert page.live
    assert page.introduction == "es: Who we are."


def test_what_a_machine_made_waits_for_a_person(half: Translation, browser: Client) -> None:
    fill_in(half, translation_type="machine", tool_name="Machine")
    response = browser.post(edit_url(half), {"action": "publish"})
    words = "Text: 1 string was made by a machine and nobody has looked at it."
    assert words in said(response)
    assert not target(half).live
    StringTranslation.objects.filter(locale=half.target_locale).update(translation_type="manual")
    browser.post(edit_url(half), {"action": "publish"})
    assert target(half).live


def test_a_faulty_string_is_a_missing_one(half: Translation, browser: Client) -> None:
    fill_in(half)
    StringTranslation.objects.filter(data="es: Who we are.").update(has_error=True)
    assert MISSING in said(browser.post(edit_url(half), {"action": "publish"}))
    assert not target(half).live


# --- what people type that looks like HTML ---


def type_in(client: Client, translation: Translation, path: str, text: str) -> None:
    """Type a translation into the translation editor."""
    segment = translation.source.stringsegment_set.get(context__path__startswith=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    data = urlencode({"value": text})
    response = client.put(url, data, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 201)


def upload(client: Client, translation: Translation, path: str, text: str) -> None:
    """Upload a translation with a PO file."""
    messages = po.export(translation)
    for entry in messages:
        if entry.msgctxt.startswith(path):
            entry.msgstr = text
    po.take_in(translation, str(messages).encode(), staff())


@pytest.fixture
def questions(home: HomePage, es: Locale) -> Translation:
    """A page whose title is plain text, with a paragraph of rich text."""
    body = [("paragraph", RichText("<p>Less &lt; <b>more</b> &amp; better</p>"))]
    page = StandardPageFactory(parent=home, title="Rights & Dignity", body=body)
    translation = start(page, es)
    fill_in(translation)
    return translation


@pytest.mark.parametrize("enter", [type_in, upload])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("P&R", "P&amp;R"),
        ("R&D&notes; &copy=1", "R&amp;D&amp;notes; &amp;copy=1"),
        ("Rights & Dignity", "Rights &amp; Dignity"),
        ("Rights &amp; Dignity", "Rights &amp; Dignity"),
        ("Caf&eacute; &#60;3", "Café &lt;3"),
        ("Less < more > 5<7", "Less &lt; more &gt; 5&lt;7"),
        ("Less < <b>more</b> & better", "Less &lt; <b>more</b> &amp; better"),
    ],
)
def test_nothing_that_is_typed_gets_lost(
    questions: Translation, browser: Client, enter: Any, typed: str, shown: str
) -> None:
    enter(browser, questions, "body", typed)
    plain = typed.replace("<b>", "").replace("</b>", "")
    enter(browser, questions, "title", plain)
    text = StringValue(shown).render_text()
    assert target(questions).draft_title == text
    assert "Published" in said(browser.post(edit_url(questions), {"action": "publish"}))
    page = target(questions)
    assert page.live
    assert page.title == text
    assert page.body[0].value.source == f"<p>{shown}</p>"


@pytest.mark.parametrize("typed", ["Less <more", "<", "a </ b", "a <!b", "&", "&#;", "a <b"])
def test_what_only_begins_like_html_is_text(
    questions: Translation, browser: Client, typed: str
) -> None:
    type_in(browser, questions, "title", typed)
    browser.post(edit_url(questions), {"action": "publish"})
    assert target(questions).title == typed


# --- code, and what others call ---


def test_code_cannot_publish_what_is_not_whole(half: Translation) -> None:
    with pytest.raises(NotReadyError, match="1 string is missing"):
        target(half).latest_revision.publish()
    assert not target(half).live


def test_code_cannot_save_and_publish_at_once(half: Translation) -> None:
    with pytest.raises(NotReadyError, match="1 string is missing"):
        target(half).save_revision().publish()
    assert not target(half).live


def test_the_draft_of_the_beginning_stays_a_draft(half: Translation) -> None:
    """It holds the source's text, even when everything has been translated meanwhile."""
    fill_in(half)
    with pytest.raises(NotReadyError, match="publish it from the translation editor"):
        target(half).latest_revision.publish()
    assert not target(half).live


def test_an_older_version_does_not_come_back(half: Translation) -> None:
    """After the source has changed, what was whole before lacks the new text."""
    fill_in(half)
    page = put_live(half)
    old = page.live_revision
    source = StandardPage.objects.get(translation_key=page.translation_key, locale__pk=1)
    source.introduction = "Who we are, and why."
    source.save_revision().publish()
    page.unpublish()
    with pytest.raises(NotReadyError, match="1 string is missing"):
        old.publish()
    fill_in(half)
    with pytest.raises(NotReadyError, match="older than its translation"):
        old.publish()
    assert put_live(half).live


def test_admin_api_refuses(half: Translation, browser: Client) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[target(half).pk, "publish"])
    response = browser.post(url)
    assert response.status_code == 400
    assert MISSING in response.content.decode()
    assert not target(half).live


# --- "Sync translated pages" ---


@pytest.mark.both_databases
def test_synchronising_publishes_each_language_that_is_ready(
    half: Translation, about: StandardPage, home: HomePage, browser: Client
) -> None:
    thai = add_language("th")
    translate(home, thai)
    whole = start(about, thai)
    fill_in(whole)
    source = TranslationSource.objects.get(object_id=about.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    response = browser.post(url, {"publish_translations": "on"})
    assert response.status_code == 302
    assert MISSING in said(response)
    assert "Thai" not in said(response)
    assert not target(half).live
    page = target(whole)
    assert page.live
    assert page.introduction == "th: Who we are."


# --- several pages at once ---


def bulk_url(*translations: Translation) -> str:
    ids = "&".join(f"id={target(translation).pk}" for translation in translations)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?{ids}"


def test_publishing_several_pages_refuses_what_is_not_whole(
    half: Translation, browser: Client
) -> None:
    assert MISSING in said(browser.post(bulk_url(half)))
    assert not target(half).live


def test_publishing_several_pages_refuses_the_draft_of_the_beginning(
    half: Translation, browser: Client
) -> None:
    fill_in(half)
    words = "This version is older than its translation: publish it from the translation editor."
    assert words in said(browser.post(bulk_url(half)))
    assert not target(half).live


def test_pages_below_are_refused_too(half: Translation, browser: Client) -> None:
    page = target(half)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = browser.post(f"{url}?id={page.get_parent().pk}", {"include_descendants": "on"})
    assert MISSING in said(response)
    assert not target(half).live


def test_publishing_several_pages_publishes_what_is_whole(
    half: Translation, browser: Client
) -> None:
    fill_in(half)
    half.save_target(publish=False)
    assert "1 page has been published" in said(browser.post(bulk_url(half)))
    assert target(half).introduction == "es: Who we are."


# --- workflows ---


@pytest.fixture
def moderated(half: Translation) -> Any:
    """The half translated page, waiting for a moderator."""
    page = target(half)
    workflow = Workflow.objects.get()
    WorkflowPage.objects.update_or_create(page=page.get_root(), defaults={"workflow": workflow})
    return workflow.start(page, None)


def test_a_moderator_cannot_let_it_pass(
    half: Translation, moderated: Any, admin_client: Client
) -> None:
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[target(half).pk, "approve", moderated.current_task_state.pk],
    )
    response = admin_client.post(url)
    assert response.status_code == 302
    assert MISSING in said(response)
    assert not target(half).live
    moderated.refresh_from_db()
    assert moderated.status == moderated.STATUS_IN_PROGRESS


def test_the_moderators_dialogue_leads_to_the_words(
    half: Translation, moderated: Any, admin_client: Client
) -> None:
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[target(half).pk, "approve", moderated.current_task_state.pk],
    )
    response = admin_client.post(
        url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert response.json() == {"step": "success", "redirect": edit_url(half)}
    assert MISSING in said(response)
    assert not target(half).live


# --- a time set for later ---


def set_time(page: Any, ago: timedelta = timedelta(minutes=5)) -> None:
    """Let the page's newest version be due."""
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - ago
    revision.save()


@pytest.mark.both_databases
def test_when_its_time_has_come_it_is_refused_and_the_others_go_live(
    half: Translation, home: HomePage
) -> None:
    page = target(half)
    set_time(page, ago=timedelta(hours=1))
    other = StandardPageFactory(parent=home, title="Privacy")
    other.unpublish()
    set_time(other)
    told = StringIO()
    call_command("publish_scheduled", stderr=told)
    assert MISSING in told.getvalue()
    other.refresh_from_db()
    assert other.live
    assert not target(half).live
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    entry = PageLogEntry.objects.get(page=page, action="translators.not_published")
    assert "Text: 1 string is missing" in entry.message


@pytest.mark.both_databases
def test_a_dry_run_changes_nothing(half: Translation) -> None:
    set_time(target(half))
    call_command("publish_scheduled", dryrun=True, stdout=StringIO())
    assert target(half).revisions.exclude(approved_go_live_at=None).exists()


def test_when_its_time_has_come_a_whole_one_goes_live(half: Translation) -> None:
    fill_in(half)
    half.save_target(publish=False)
    set_time(target(half))
    call_command("publish_scheduled")
    assert target(half).introduction == "es: Who we are."


# --- the normal editor, after "Stop translation" ---


def save(client: Client, page: Any, **values: Any) -> Any:
    data = {
        "title": page.title,
        "slug": page.slug,
        "introduction": page.introduction,
        "body": streamfield([]),
        "comments": {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        },
        **values,
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, nested_form_data(data))


@pytest.fixture
def stopped(half: Translation, browser: Client) -> Translation:
    """The half translated page, from now on written by hand."""
    browser.post(reverse("wagtail_localize:stop_translation", args=[half.pk]))
    half.refresh_from_db()
    assert not half.enabled
    return half


def test_normal_editor_refuses_what_is_still_in_the_source_language(
    stopped: Translation, browser: Client
) -> None:
    response = save(browser, target(stopped), **{"action-publish": "on"})
    assert "cannot go live in Spanish yet. Text: 2 strings are missing." in said(response)
    assert not target(stopped).live


def test_normal_editor_refuses_to_publish_later(stopped: Translation, browser: Client) -> None:
    later = {"go_live_at": timezone.now() + timedelta(days=1), "action-publish": "on"}
    response = save(browser, target(stopped), **later)
    assert "2 strings are missing" in said(response)
    assert not target(stopped).revisions.exclude(approved_go_live_at=None).exists()


def test_normal_editor_keeps_the_draft_that_it_refuses(
    stopped: Translation, browser: Client
) -> None:
    title = {"title": "Nosotras", "action-publish": "on"}
    assert "1 string is missing" in said(save(browser, target(stopped), **title))
    assert target(stopped).get_latest_revision_as_object().title == "Nosotras"


def test_normal_editor_publishes_what_was_written_by_hand(
    stopped: Translation, browser: Client
) -> None:
    words = {"title": "Nosotras", "introduction": "Quiénes somos.", "action-publish": "on"}
    save(browser, target(stopped), **words)
    assert target(stopped).live
    assert target(stopped).introduction == "Quiénes somos."


def test_what_was_written_by_hand_in_the_source_language_stays_a_draft(
    stopped: Translation,
) -> None:
    """Stopped, saved, started again: the version is newer than its strings."""
    fill_in(stopped)
    target(stopped).save_revision()
    stopped.enabled = True
    stopped.save()
    with pytest.raises(NotReadyError, match="older than its translation"):
        target(stopped).latest_revision.publish()


def test_normal_editor_of_the_source_is_not_hindered(
    about: StandardPage, es: Locale, browser: Client
) -> None:
    save(browser, about, introduction="Who else?", **{"action-publish": "on"})
    about.refresh_from_db()
    assert about.introduction == "Who else?"


# --- translated by hand, without a translation that could be stopped ---


def test_an_alias_does_not_become_a_live_page_in_the_source_language(
    about: StandardPage, es: Locale, browser: Client
) -> None:
    alias = StandardPage.objects.get(locale=es, alias_of=about)
    response = browser.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert "cannot go live in Spanish yet. Text: 2 strings are missing." in said(response)
    alias.refresh_from_db()
    assert alias.alias_of_id == about.pk


def test_a_copy_goes_live_once_it_is_translated(about: StandardPage, es: Locale) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        StandardPage.objects.get(locale=es, alias_of=about).delete()
    copy = about.copy_for_translation(es)
    with pytest.raises(NotReadyError, match="2 strings are missing"):
        copy.save_revision().publish()
    copy.title, copy.introduction = "Nosotras", "Quiénes somos."
    copy.save_revision().publish()
    assert StandardPage.objects.get(pk=copy.pk).live


def test_a_page_that_is_written_in_another_language_is_no_translation(
    home: HomePage, es: Locale
) -> None:
    page = StandardPageFactory(parent=home.get_translation(es), title="Contact", locale=es)
    page.save_revision().publish()
    assert StandardPage.objects.get(pk=page.pk).live


# --- what is live ---


@pytest.fixture
def outdated(half: Translation, about: StandardPage) -> Translation:
    """A live translation whose source has got a new text."""
    fill_in(half)
    put_live(half)
    about.introduction = "Who we are, and why."
    about.save_revision().publish()
    return Translation.objects.get(pk=half.pk)


# What wagtail-localize publishes on commit fails before it has ended, only where it is committed.
committed = pytest.mark.django_db(transaction=True)


@pytest.mark.both_databases
@committed
def test_what_is_refused_is_not_written_either(outdated: Translation, client: Client) -> None:
    with pytest.raises(NotReadyError, match="1 string is missing"):
        outdated.save_target(publish=True)
    page = target(outdated)
    assert page.live
    assert page.introduction == "es: Who we are."
    assert b"es: Who we are." in client.get(page.url).content
    fill_in(outdated)
    outdated.save_target(publish=True)
    assert target(outdated).introduction == "es: Who we are, and why."


@pytest.mark.both_databases
@committed
def test_wagtail_localize_still_writes_before_it_publishes(outdated: Translation) -> None:
    """When this fails, wagtail-localize has been mended: remove `translators.early_refusal`."""
    write = TranslationSource.create_or_update_translation.__wrapped__
    with pytest.raises(NotReadyError):
        write(outdated.source, outdated.target_locale, fallback=True)
    assert target(outdated).introduction == "Who we are, and why."


def test_a_draft_does_not_change_what_readers_see(half: Translation, about: StandardPage) -> None:
    """wagtail-localize writes drafts of live pages over them, when a page is submitted anew."""
    fill_in(half)
    put_live(half)
    about.introduction = "Who we are, and why."
    about.save_revision().publish()
    start(about, half.target_locale)
    page = target(half)
    assert page.introduction == "es: Who we are."
    assert page.live
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().introduction == "Who we are, and why."


# --- snippets ---


@pytest.fixture
def footer(es: Locale) -> Translation:
    """A footer whose one string is not translated."""
    footer = Footer(title="Footer", text="<p>Write to us.</p>", locale=Locale.get_default())
    footer.live = False
    footer.save()
    footer.save_revision().publish()
    return start(footer, es)


def footer_url(translation: Translation) -> str:
    return reverse("wagtailsnippets_core_footer:edit", args=[target(translation).pk])


@pytest.mark.both_databases
def test_a_snippet_is_refused(footer: Translation, admin_client: Client) -> None:
    response = admin_client.post(footer_url(footer), {"action": "publish"})
    assert MISSING in said(response)
    assert not target(footer).live
    with pytest.raises(NotReadyError):
        target(footer).latest_revision.publish()
    assert not target(footer).live


def test_a_whole_snippet_goes_live(footer: Translation, admin_client: Client) -> None:
    fill_in(footer)
    admin_client.post(footer_url(footer), {"action": "publish"})
    assert target(footer).live
    assert "es: Write to us." in target(footer).text


def test_a_stopped_snippet_is_refused(footer: Translation, admin_client: Client) -> None:
    footer.enabled = False
    footer.save()
    form = {
        "title": "Footer",
        "text": rich_text("<p>Write to us.</p>"),
        "contact_email": "",
        "action-publish": "on",
    }
    response = admin_client.post(footer_url(footer), form)
    assert MISSING in said(response)
    assert not target(footer).live


def test_a_draft_does_not_change_the_snippet_that_readers_see(footer: Translation) -> None:
    fill_in(footer)
    put_live(footer)
    source = footer.source.get_source_instance()
    source.text = "<p>Write to us soon.</p>"
    source.save_revision().publish()
    start(source, footer.target_locale)
    assert target(footer).live
    assert "es: Write to us." in target(footer).text


# --- petitions ---


def test_a_petition_needs_the_whole_interface(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage, catalogues: Path
) -> None:
    thai = add_language("th")
    translate(home, thai)
    translate(petition_index, thai)
    translation = start(page, thai)
    fill_in(translation)
    translation.save_target(publish=False)
    with pytest.raises(NotReadyError, match="Interface strings: 1 string is missing"):
        target(translation).latest_revision.publish()
    write_catalogue(catalogues, "th", Sign="ลงชื่อ", Send="ส่ง")
    target(translation).latest_revision.publish()
    assert target(translation).live


def test_a_petition_written_by_hand_needs_the_whole_interface_too(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage, catalogues: Path
) -> None:
    thai = add_language("th")
    translate(home, thai)
    translate(petition_index, thai)
    page.get_translations().filter(locale=thai).delete()
    copy = page.copy_for_translation(thai)
    for name in translated_fields(PetitionPage):
        if isinstance(getattr(copy, name), str):
            setattr(copy, name, "ไทย")
    with pytest.raises(NotReadyError, match=r"yet\. Interface strings: 1 string is missing"):
        copy.save_revision().publish()
    write_catalogue(catalogues, "th", Sign="ลงชื่อ", Send="ส่ง")
    copy.save_revision().publish()
    assert PetitionPage.objects.get(pk=copy.pk).live


def test_the_parts_of_a_petition_are_named(
    page: PetitionPage, petition_index: PetitionIndexPage, es: Locale, browser: Client
) -> None:
    translate(petition_index, es)
    translation = start(page, es)
    fill_in(translation)
    StringTranslation.objects.filter(
        locale=es, context__path__in=["mail_subject", "mail_text", "share_text"]
    ).delete()
    response = browser.post(edit_url(translation), {"action": "publish"})
    assert (
        f"“{target(translation)}” cannot go live in Spanish yet. Mail texts: 2 strings are "
        "missing; Share texts: 1 string is missing."
    ) in said(response)
