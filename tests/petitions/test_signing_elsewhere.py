"""Signing where the petition is not in the language of the address: one language all the way."""

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.models import Locale

from core.mail.sending import drain
from petitions.mail import queue_signature_mail
from petitions.models import PetitionPage, Signature
from tests.translating import add_language, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture(params=["alias", "no tree"])
def url(request: pytest.FixtureRequest, page: PetitionPage) -> str:
    """The petition's address in Thai, which nobody has translated."""
    if request.param == "alias":
        add_language("th")
    else:
        Locale.objects.create(language_code="th")
    return page.url.replace("/en/", "/th/")


def notice_language(html: str) -> str:
    """Return the language of the notice at the top of the page."""
    return html.partition('role="note" lang="')[2].partition('"')[0]


def test_errors_are_in_the_language_of_the_page(url: str, form_data: dict[str, str]) -> None:
    response = Client().post(url, {**form_data, "email": "nowhere"})
    html = response.content.decode()
    assert response.status_code == 422
    assert response["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr">' in html
    assert "One thing needs your attention" in html
    assert notice_language(html) == "th"


def test_the_signature_and_its_mail_are_in_the_language_of_the_text(
    url: str, form_data: dict[str, str]
) -> None:
    client = Client()
    response = client.post(url, form_data)
    assert response.status_code == 303
    assert response["Location"] == f"{url}check-your-mail/"
    html = client.get(response["Location"]).content.decode()
    assert '<html lang="en" dir="ltr">' in html
    assert "One more step: open your mail" in html
    assert notice_language(html) == "th"
    signature = Signature.objects.get()
    assert signature.language == "en"
    assert signature.text.language == "en"
    assert {consent.text.language for consent in signature.consents.all()} == {"en"}
    drain()
    assert "Please confirm your signature" in mail.outbox[0].subject
    link = mail.outbox[0].merge_data["ana@example.org"]["confirm_url"]
    assert link.startswith("http://testserver/en/")
    thanks = client.post(link.removeprefix("http://testserver"), {"shown": 1})
    assert thanks.status_code == 303
    assert thanks["Location"].startswith("/en/")
    assert Signature.objects.get().status == "confirmed"


def test_a_mail_keeps_to_its_language_when_the_signers_page_is_gone(
    page: PetitionPage, form_data: dict[str, str]
) -> None:
    """The interface's own words take the place of the editors', which are in another language."""
    thai = translate(page, add_language("th"))
    Client().post(thai.url, form_data)
    thai.unpublish()
    drain()
    message = mail.outbox[-1]
    with override("th"):
        assert message.subject == gettext("Please confirm your signature")
    assert page.mail_text not in message.body
    assert f"“{thai.title}”" in message.body
    assert page.title not in message.body.replace(thai.title, "")


def test_a_title_that_there_never_was_in_the_signers_language_is_marked(
    page: PetitionPage, form_data: dict[str, str]
) -> None:
    Client().post(page.url, form_data)
    Signature.objects.update(language="ar")
    queue_signature_mail("already_signed", Signature.objects.get())
    drain()
    html = str(mail.outbox[-1].alternatives[0][0])
    assert '<html lang="ar" dir="rtl">' in html
    assert f'<span lang="en" dir="ltr">{page.title}</span>' in html
    assert page.title in mail.outbox[-1].body
    assert "<span" not in mail.outbox[-1].body
