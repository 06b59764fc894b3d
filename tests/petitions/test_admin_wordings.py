"""Editors are told when they change what people have signed."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation

from core.models import HomePage
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.translating import add_language, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def save(client: Client, page: PetitionPage, *, accept: str = "text/html", **values: Any) -> str:
    """Save the page in the editor. Return what the messages say."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "addressee": page.addressee,
        "text": rich_text(page.text),
        "body": streamfield([]),
        "terms_wording": page.terms_wording,
        "updates_wording": page.updates_wording,
        "thank_you": rich_text(page.thank_you),
        "share_text": page.share_text,
        "mail_subject": page.mail_subject,
        "mail_text": page.mail_text,
        "accepts": page.accepts,
        "goals": "1000",
        "asks_updates": "on",
        "comments": {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        },
        **values,
    }
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        nested_form_data(data),
        headers={"accept": accept},
    )
    if accept == "text/html":
        assert response.status_code == 302, response.context["form"].errors
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def signed(page: PetitionPage) -> PetitionPage:
    """A petition that five people have signed."""
    crowd(petition_of(page), 5, status="confirmed")
    return page


NEW = {"text": rich_text("<p>We demand something else.</p>")}
PUBLISH = {"action-publish": "on"}


def test_publishing_a_new_text_says_how_many_keep_the_old_one(
    signed: PetitionPage, admin_client: Client
) -> None:
    message = save(admin_client, signed, **NEW, **PUBLISH)
    assert "5 people have signed the former wording and keep it." in message
    assert "This draft" not in message
    texts = petition_of(signed).texts.filter(kind="petition")
    assert texts.count() == 2


def test_saving_a_draft_says_what_publication_would_mean(
    signed: PetitionPage, admin_client: Client
) -> None:
    message = save(admin_client, signed, **NEW)
    assert "This draft changes the text that 5 people have signed." in message


def test_saving_by_itself_piles_up_no_messages(signed: PetitionPage, admin_client: Client) -> None:
    assert save(admin_client, signed, accept="application/json", **NEW) == ""


@pytest.mark.parametrize("action", [{}, PUBLISH])
def test_other_changes_pass_in_silence(
    action: dict[str, str], signed: PetitionPage, admin_client: Client
) -> None:
    message = save(admin_client, signed, summary="Shorter.", **action)
    assert "wording" not in message
    assert "changes the text" not in message


def test_nobody_has_signed_yet(page: PetitionPage, admin_client: Client) -> None:
    assert "wording" not in save(admin_client, page, **NEW, **PUBLISH)


def test_what_the_editor_adds_unseen_is_no_new_wording(
    signed: PetitionPage, admin_client: Client
) -> None:
    save(admin_client, signed, **PUBLISH)
    signed.refresh_from_db()
    assert "data-block-key" in signed.text
    assert petition_of(signed).texts.filter(kind="petition").count() == 1


# --- in wagtail-localize's editor, which calls no hook of Wagtail's publishing ---


@pytest.fixture
def translation(
    signed: PetitionPage, home: HomePage, petition_index: PetitionIndexPage
) -> Translation:
    """A petition that three have signed in Spanish."""
    locale = add_language("es")
    translate(home, locale)
    translate(petition_index, locale)
    translate(signed, locale)
    petition = petition_of(signed)
    text = petition.texts.get(kind="petition", language="es")
    for _number in range(3):
        SignatureFactory(petition=petition, status="confirmed", language="es", text=text)
    return Translation.objects.get(source__object_id=signed.translation_key, target_locale=locale)


def translation_editor(client: Client, translation: Translation, **data: str) -> Any:
    """Open the editor, or send what its buttons send."""
    page = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, data) if data else client.get(url)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def reword(translation: Translation, path: str, text: str = "Otra cosa.") -> None:
    """Translate one string in another way."""
    StringTranslation.objects.filter(locale=translation.target_locale, context__path=path).update(
        data=text
    )


def test_publishing_a_new_wording_of_a_translation_says_how_many_keep_the_old_one(
    translation: Translation, admin_client: Client
) -> None:
    reword(translation, "text")
    before = translation_editor(admin_client, translation)
    assert "This draft changes the text that 3 people have signed." in before.content.decode()
    with TestCase.captureOnCommitCallbacks() as callbacks:
        response = translation_editor(admin_client, translation, action="publish")
    assert "former wording" not in said(response), "not published yet"
    for callback in callbacks:
        callback()
    assert "3 people have signed the former wording and keep it." in said(response)


def test_a_translation_that_leaves_the_signed_text_alone_says_nothing(
    translation: Translation, admin_client: Client
) -> None:
    reword(translation, "share_text")
    before = translation_editor(admin_client, translation)
    assert "This draft changes" not in before.content.decode()
    response = translation_editor(admin_client, translation, action="publish")
    assert "former wording" not in said(response)


def test_a_translation_whose_text_is_faulty_changes_no_wording(
    translation: Translation, admin_client: Client
) -> None:
    reword(translation, "text")
    reword(translation, "title", "Demasiado " * 30)
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = translation_editor(admin_client, translation, action="publish")
    assert "validation errors" in said(response)
    assert "former wording" not in said(response)


def test_a_translation_that_is_refused_changes_no_wording(
    translation: Translation, admin_client: Client
) -> None:
    reword(translation, "text")
    StringTranslation.objects.filter(
        locale=translation.target_locale, context__path="share_text"
    ).delete()
    response = translation_editor(admin_client, translation, action="publish")
    assert "Share texts: 1 string is missing" in said(response)
    assert "former wording" not in said(response)
