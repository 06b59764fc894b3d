"""Editors are told when they change what people have signed."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from petitions.models import PetitionPage
from tests.factories import petition_of
from tests.petitions.crowd import crowd


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
