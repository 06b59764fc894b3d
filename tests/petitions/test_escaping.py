"""Nothing that somebody types runs anywhere, and nothing typed becomes a header of a mail."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.mail.sending import drain
from core.models import SiteSettings
from petitions.models import PetitionPage, Signature
from petitions.states import transition
from petitions.tokens import links
from tests.petitions.html import read_html

pytestmark = pytest.mark.one_database

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\" onfocus=alert(1) autofocus x='"
AREA = "</textarea></title><img src=x onerror=alert(1)>"
# A quoted local part may hold almost anything.
ADDRESS = '"<script>alert(1)</script>"@example.org'

HOSTILE = {
    "given_name": SCRIPT,
    "family_name": ATTRIBUTE,
    "organisation_name": AREA,
    "organisation_role": SCRIPT + ATTRIBUTE,
    "organisation_website": "https://example.org/?\"onclick='alert(1)'><script>alert(1)</script>",
    "comment": AREA + SCRIPT + ATTRIBUTE,
    "email": ADDRESS,
}


def assert_inert(html: str | bytes) -> None:
    """Assert that a browser would run nothing, and that the payload is there all the same."""
    assert read_html(html).running == []


@pytest.fixture
def hostile_page(page: PetitionPage) -> PetitionPage:
    """A petition whose editor pasted code into every plain field."""
    page.title = f"Title {SCRIPT}{ATTRIBUTE}"
    page.summary = page.addressee = page.search_description = f"Summary {AREA}"
    page.terms_wording = page.updates_wording = f"Terms {SCRIPT}{ATTRIBUTE}"
    page.share_text = f"Share {AREA}{ATTRIBUTE}"
    page.mail_text = f"Text {SCRIPT}\n\n{AREA}"
    page.mail_subject = f"Subject {SCRIPT}"
    page.save_revision().publish()
    return page


def test_what_signers_type_runs_on_no_page(page: PetitionPage, form_data: dict[str, Any]) -> None:
    client = Client()
    typed = {**form_data, **HOSTILE, "kind": "organisation"}
    for name in ("source", "partner", "wording", "stamp", "homepage", "country", "visibility"):
        refused = client.post(
            f"{page.url}?source={ATTRIBUTE}", {**typed, name: ATTRIBUTE, "consent_terms": ""}
        )
        assert refused.status_code == 422
        assert_inert(refused.content)
        assert "&lt;script&gt;alert(1)" in refused.content.decode()
    assert_inert(client.get(f"{page.url}?source={ATTRIBUTE}&partner={SCRIPT}").content)

    # No real website has quotes in its address, so this one is refused on its own.
    assert client.post(page.url, typed).status_code in {303, 422}
    typed["organisation_website"] = "https://example.org/"
    assert client.post(page.url, typed).status_code == 303
    signature = Signature.objects.get()
    assert signature.email == ADDRESS
    for url in links(signature).values():
        response = client.get(url)
        assert_inert(response.content)
    shown = client.get(links(signature)["manage_url"]).content.decode()
    assert "&lt;script&gt;alert(1)" in shown

    signature.is_approved = True
    signature.save()
    transition([signature.pk], allowed=["pending"], to="confirmed")
    wall = client.get(page.url).content
    assert "&lt;img src=x onerror" in wall.decode()
    assert_inert(wall)


def test_what_a_person_shows_runs_on_no_page(page: PetitionPage, form_data: Any) -> None:
    client = Client()
    client.post(page.url, {**form_data, "given_name": SCRIPT, "family_name": ATTRIBUTE})
    transition([Signature.objects.get().pk], allowed=["pending"], to="confirmed")
    html = client.get(page.url).content
    assert "&lt;script&gt;alert(1)" in html.decode()
    assert_inert(html)


def test_what_editors_paste_runs_on_no_page_and_in_no_mail(
    hostile_page: PetitionPage, form_data: dict[str, Any]
) -> None:
    client = Client()
    for end in ("", "check-your-mail/", "thank-you/"):
        assert_inert(client.get(hostile_page.url + end).content)
    client.post(hostile_page.url, {**form_data, "consent_updates": "on"})
    for url in links(Signature.objects.get()).values():
        assert_inert(client.get(url).content)
    drain()
    message = mail.outbox[0]
    html = message.alternatives[0][0]
    assert read_html(html).running == []
    assert "&lt;script&gt;" in html
    # Plain text is plain: what was typed comes as it was typed.
    assert SCRIPT in message.body
    assert "&lt;" not in message.body


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\n\n"])
def test_no_editor_can_add_a_header_to_the_mails(
    breaks: str, page: PetitionPage, form_data: dict[str, Any], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    injected = f"Confirm{breaks}Bcc: all@example.org{breaks}X-Injected: yes"
    page.mail_subject = page.title = injected
    page.save_revision().publish()
    SiteSettings.objects.update_or_create(site=page.get_site(), defaults={"name": injected})
    Client().post(page.url, form_data)
    assert drain() == 1
    raw = mail.outbox[0].message().as_bytes()
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Bcc"] is None
    assert message["X-Injected"] is None
    assert message["Subject"] == "Confirm Bcc: all@example.org X-Injected: yes"
    assert mail.outbox[0].recipients() == ["ana@example.org"]
