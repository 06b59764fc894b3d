"""A real SMTP server takes the mails: what arrives is what a mail program shows."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.processes import mail_server, send_by

pytestmark = pytest.mark.one_database


class Server:
    """Keeps what it is sent; refuses as it is told to."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []
        self.refused: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if answer := self.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails, read as a mail program reads them."""
        return [message_from_bytes(e.content, policy=policy.default) for e in self.envelopes]


@pytest.fixture
def server(settings: Any) -> Any:
    """An SMTP server on a free port of this machine, to which the site sends."""
    handler = Server()
    with mail_server(handler) as port:
        send_by(port, settings)
        settings.DEFAULT_FROM_EMAIL = "Site <site@example.net>"
        yield handler


def test_a_mail_arrives_with_both_parts_and_its_headers(
    server: Server, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    page.mail_subject = "Confirm: “Würde” & dignity"
    page.save_revision().publish()
    Client().post(page.url, form_data)
    queued = OutgoingMail.objects.get()
    signature_links = links(Signature.objects.get())
    assert drain() == 1

    [envelope], [message] = server.envelopes, server.messages
    assert (envelope.mail_from, envelope.rcpt_tos) == ("site@example.net", ["ana@example.org"])
    assert message["Subject"] == "Confirm: “Würde” & dignity"
    assert str(message["From"]) == "Undersigned <site@example.net>"
    assert message["Message-ID"] == f"<{queued.pk}@example.net>"
    assert message["List-Unsubscribe"].strip() == f"<{signature_links['unsubscribe_url']}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"
    assert message.get_body(("plain",)).get_content_charset() == "utf-8"
    for kind in ("plain", "html"):
        content = message.get_body((kind,)).get_content()
        assert signature_links["confirm_url"] in content
        assert signature_links["manage_url"] in content
        assert page.title in content
        assert "\ue000" not in content
        assert "{{" not in content
    # The link that arrives is the link that works.
    assert Client().post(signature_links["confirm_url"]).status_code == 303


def test_whoever_signs_in_spanish_gets_spanish_mail(
    server: Server, page: PetitionPage, spanish: Locale, form_data: dict[str, Any]
) -> None:
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.title = "Dignidad en las noticias"
    translated.mail_subject = "Confirma tu firma, por favor"
    translated.mail_text = "Un paso más: ¿es tuya esta dirección?"
    translated.save_revision().publish()
    url = PetitionPage.objects.get(locale=spanish).url
    assert url.startswith("/es/")
    Client().post(url, form_data)
    Client().post(page.url, {**form_data, "email": "eva@example.org"})
    with translation.override("ar"):
        # The worker's own language is nobody's.
        assert drain() == 2
    mails = {str(message["To"]): message for message in server.messages}
    for address, language, subject, title in (
        ("ana@example.org", "es", "Confirma tu firma, por favor", "Dignidad en las noticias"),
        ("eva@example.org", "en", "Please confirm your signature", "Dignity in the news"),
    ):
        message = mails[address]
        assert message["Subject"] == subject
        plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert title in plain
        assert title in html
        assert f"/{language}/signature/confirm/" in plain
        assert f'<html lang="{language}" dir="ltr">' in html
    assert "¿es tuya esta dirección?" in mails["ana@example.org"].get_body(("plain",)).get_content()


def test_a_repeated_signer_is_told_in_the_language_of_the_signature(
    server: Server, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    client = Client()
    client.post(page.url, form_data)
    client.post(links(Signature.objects.get())["confirm_url"])
    client.post(page.url, form_data)
    drain()
    messages = [message.get_body(("plain",)).get_content() for message in server.messages]
    confirmable = ["/signature/confirm/" in text for text in messages]
    assert sorted(confirmable) == [False, True]


@pytest.mark.parametrize(
    "address",
    [
        "o'brien@example.ie",
        '"a b"@example.org',
        '"<script>"@example.org',
        "a+b@example.org",
        "ana@münchen.de",
        "x" * 64 + "@example.org",
    ],
)
def test_every_address_that_the_form_takes_can_be_written_to(
    address: str, server: Server, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    assert Client().post(page.url, {**form_data, "email": address}).status_code == 303
    assert drain() == 1
    assert server.envelopes[0].rcpt_tos == [address.replace("münchen", "xn--mnchen-3ya")]


@pytest.mark.parametrize(
    ("answer", "status"),
    [("550 5.1.1 No such user", "failed"), ("451 4.7.1 Greylisted, try again later", "queued")],
)
def test_a_refused_recipient_is_given_up_or_tried_again_and_holds_up_nobody(
    answer: str, status: str, server: Server, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    server.refused = {"n1@example.org": answer}
    for number in range(3):
        Client().post(page.url, {**form_data, "email": f"n{number}@example.org"})
    assert drain() == 2
    assert OutgoingMail.objects.exclude(status="sent").get().status == status
    server.refused = {}
    OutgoingMail.objects.update(not_before=timezone.now())
    assert drain() == (1 if status == "queued" else 0)


def test_a_server_that_is_away_costs_nobody_their_mail(
    server: Server, page: PetitionPage, form_data: dict[str, Any], settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for number in range(3):
        Client().post(page.url, {**form_data, "email": f"n{number}@example.org"})
    assert drain() == 0
    waiting = OutgoingMail.objects.filter(
        status="queued", attempts=1, error="ConnectionRefusedError"
    )
    assert waiting.count() == 3
    settings.EMAIL_PORT = port
    OutgoingMail.objects.update(not_before=timezone.now())
    assert drain() == 3
    assert len({str(message["Message-ID"]) for message in server.messages}) == 3
