"""The queue and its worker: nothing lost, nobody twice, each result recorded."""

from datetime import timedelta
from typing import Any

import pytest
from anymail.exceptions import AnymailAPIError, AnymailInvalidAddress
from anymail.message import AnymailRecipientStatus, AnymailStatus
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from core.mail import sending
from core.mail.messages import register_message
from core.mail.models import PROBLEMS, OutgoingMail
from core.mail.providers import MERGE_FIELDS
from core.mail.queue import Recipient, forget_mail, queue_mail
from core.mail.results import MAX_ATTEMPTS, NO_ANSWER
from core.mail.sending import drain
from petitions.models import Consent, PetitionPage, Signature
from petitions.signing import Submission, sign
from tests.factories import PetitionPageFactory, petition_of

BACKEND = "anymail.backends.test.EmailBackend.send_messages"

Status = OutgoingMail.Status


def mail_to(address: str, **values: Any) -> Recipient:
    """Return a recipient with links of their own."""
    urls = {f"{name}_url": f"https://x/{name}/{address}" for name in ("confirm", "unsubscribe")}
    return Recipient(address, {**urls, "manage_url": f"https://x/manage/{address}"}, **values)


def queue(batch: str, *addresses: str, language: str = "en", **values: Any) -> None:
    """Queue confirmations for addresses."""
    recipients = [mail_to(address) for address in addresses]
    queue_mail("confirm_signature", language, recipients, batch=batch, **values)


def states() -> dict[str, str]:
    """Return each mail's status by its link, which outlives the address in tests."""
    return dict(OutgoingMail.objects.order_by("created_at").values_list("reference", "status"))


@pytest.fixture
def batch(page: PetitionPage) -> str:
    """What mails about the page's petition have in common."""
    return str(petition_of(page).pk)


class Provider:
    """Stands in for a provider: answers each call as it is told to, and remembers the calls."""

    def __init__(self, **answers: str | Exception) -> None:
        self.calls: list[list[str]] = []
        self.failure: Exception | None = None
        self.refused: set[str] = set()

    def send(self, backend: Any, messages: list[Any]) -> int:
        for message in messages:
            self.calls.append(list(message.to))
            if self.failure:
                raise self.failure
            message.anymail_status = AnymailStatus()
            message.anymail_status.set_recipient_status(
                {
                    address: AnymailRecipientStatus(
                        message_id=f"id-{address}",
                        status="rejected" if address in self.refused else "queued",
                    )
                    for address in message.to
                }
            )
        return len(messages)


@pytest.fixture
def provider(monkeypatch: Any) -> Provider:
    """A provider under the test's control."""
    provider = Provider()
    monkeypatch.setattr(BACKEND, lambda backend, messages: provider.send(backend, messages))
    return provider


def test_the_mail_is_queued_in_the_signatures_own_transaction(page: PetitionPage) -> None:
    petition = petition_of(page)
    submission = Submission(
        petition,
        petition.texts.get(kind="petition"),
        [],
        "ana@example.org",
        {"given_name": "Ana", "country": "PT", "language": "en"},
    )
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sign(submission)
        assert (Signature.objects.count(), OutgoingMail.objects.count()) == (1, 1)
        raise ZeroDivisionError
    assert (Signature.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_a_mail_that_cannot_be_queued_leaves_no_signature(
    page: PetitionPage, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        "petitions.signing.signature_mail",
        lambda message, signature: OutgoingMail(message=None, to=signature.email),
    )
    petition = petition_of(page)
    values = {"given_name": "Ana", "country": "PT", "language": "en"}
    text = petition.texts.get(kind="petition")
    submission = Submission(petition, text, [text], "ana@example.org", values)
    with pytest.raises(IntegrityError), transaction.atomic():
        sign(submission)
    assert not Signature.objects.exists() and not Consent.objects.exists()


def test_what_belongs_together_goes_out_in_one_call(
    batch: str, petition_index: Any, provider: Provider
) -> None:
    other = str(petition_of(PetitionPageFactory(parent=petition_index)).pk)
    for number in range(3):
        queue(batch, f"en{number}@example.org")
        queue(batch, f"es{number}@example.org", language="es")
        queue(other, f"other{number}@example.org")
    assert drain() == 9
    assert sorted(map(sorted, provider.calls)) == [
        [f"{kind}{number}@example.org" for number in range(3)] for kind in ("en", "es", "other")
    ]


def test_a_call_carries_at_most_five_hundred(batch: str, provider: Provider) -> None:
    queue(batch, *(f"n{number}@example.org" for number in range(1201)))
    assert drain() == 1201
    assert [len(call) for call in provider.calls] == [500, 500, 201]


def test_each_recipient_has_links_of_their_own_in_the_one_call(batch: str) -> None:
    queue(batch, "ana@example.org", "eva@example.org")
    assert drain() == 2
    [message] = mail.outbox
    assert (
        message.merge_data["ana@example.org"]["confirm_url"] == "https://x/confirm/ana@example.org"
    )
    assert (
        message.merge_data["eva@example.org"]["confirm_url"] == "https://x/confirm/eva@example.org"
    )
    for body in (message.body, message.alternatives[0][0]):
        assert "[[confirm_url]]" in body
        assert "ana@" not in body


def test_one_click_headers_name_each_recipients_own_link(batch: str) -> None:
    """RFC 8058: both headers, the first with an https address in angle brackets."""
    queue(batch, "ana@example.org", "eva@example.org")
    drain()
    assert mail.outbox[0].merge_headers == {
        address: {"List-Unsubscribe": f"<https://x/unsubscribe/{address}>"}
        for address in ("ana@example.org", "eva@example.org")
    }
    assert mail.outbox[0].extra_headers == {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


# That Anymail does not test SendGrid is no reason to leave it.
@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")
@pytest.mark.parametrize("backend", [name for name in MERGE_FIELDS if "test" not in name])
def test_each_provider_that_merges_takes_our_batches(
    backend: str, batch: str, settings: Any
) -> None:
    """Anymail refuses what a provider cannot do before it makes the call."""
    name = backend.split(".")[2].upper()
    settings.EMAIL_BACKEND = backend
    settings.ANYMAIL = {f"{name}_API_KEY": "key", f"{name}_API_URL": "http://127.0.0.1:1/"}
    settings.ANYMAIL |= {"MAILJET_SECRET_KEY": "key"}
    queue(batch, "ana@example.org", "eva@example.org")
    assert drain() == 0
    # Nothing listens there: that is how far it came.
    assert {*OutgoingMail.objects.values_list("error", flat=True)} == {"AnymailRequestsAPIError"}


def test_confirmations_go_ahead_of_everything_else(batch: str, provider: Provider) -> None:
    queue(batch, "bulk@example.org", lane=OutgoingMail.Lane.BULK)
    queue(batch, "new@example.org", language="es")
    drain()
    assert provider.calls == [["new@example.org"], ["bulk@example.org"]]


def test_each_recipients_result_is_recorded(batch: str, provider: Provider) -> None:
    provider.refused = {"bad@example.org"}
    for address in ("good@example.org", "bad@example.org", "fine@example.org"):
        queue_mail("confirm_signature", "en", [mail_to(address, reference=address)], batch=batch)
    assert drain() == 2
    assert states() == {
        "good@example.org": "sent",
        "bad@example.org": "failed",
        "fine@example.org": "sent",
    }
    assert OutgoingMail.objects.get(status="failed").error == "rejected"
    assert (
        OutgoingMail.objects.get(reference="good@example.org").provider_id == "id-good@example.org"
    )


def test_what_went_wrong_is_said_in_the_language_of_staff() -> None:
    assert {*PROBLEMS} == {*sending.REFUSED, NO_ANSWER, "unknown"}
    with translation.override("es"):
        assert OutgoingMail(error=NO_ANSWER).problem == "sin respuesta"
        assert OutgoingMail(error="SMTPSenderRefused").problem == "SMTPSenderRefused"


def test_addresses_and_links_are_emptied_once_they_are_needed_no_more(
    batch: str, provider: Provider
) -> None:
    provider.refused = {"bad@example.org"}
    queue(batch, "good@example.org", "bad@example.org")
    drain()
    assert set(OutgoingMail.objects.values_list("to", "claim")) == {("", None)}
    assert [mail.merge_data for mail in OutgoingMail.objects.all()] == [{}, {}]


def test_a_provider_that_is_down_costs_nobody_their_mail(batch: str, provider: Provider) -> None:
    """Every try waits longer than the one before, up to an hour; then it comes back."""
    provider.failure = AnymailAPIError("service unavailable")
    queue(batch, "ana@example.org", "eva@example.org")
    waits = []
    for _try in range(9):
        now = timezone.now()
        assert drain() == 0
        first = OutgoingMail.objects.first()
        assert (first.status, first.error, first.to != "") == ("queued", "AnymailAPIError", True)
        waits.append(round((first.not_before - now).total_seconds() / 60))
        # Not a moment too early.
        calls = len(provider.calls)
        assert drain() == 0
        assert len(provider.calls) == calls
        OutgoingMail.objects.update(not_before=timezone.now())
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    provider.failure = None
    assert drain() == 2


def test_a_mail_is_given_up_after_about_a_day(batch: str, provider: Provider) -> None:
    provider.failure = AnymailAPIError("service unavailable")
    queue(batch, "ana@example.org")
    OutgoingMail.objects.update(attempts=MAX_ATTEMPTS - 1)
    drain()
    assert OutgoingMail.objects.values_list("status", "to").get() == ("failed", "")


def test_a_message_that_cannot_be_rendered_stays_in_the_queue(batch: str) -> None:
    @register_message("broken")
    def broken(batch: str) -> dict[str, Any]:
        raise ValueError

    queue_mail("broken", "en", [mail_to("ana@example.org")], batch=batch)
    queue(batch, "eva@example.org")
    assert drain() == 1
    assert OutgoingMail.objects.values_list("status", "error").get(message="broken") == (
        "queued",
        "ValueError",
    )


def test_one_address_that_cannot_be_read_holds_up_nobody(batch: str) -> None:
    """Anymail reads all addresses of a call before it makes it, and refuses the call for one."""
    queue(batch, "ana@example.org", "not an address", "eva@example.org")
    drain()
    OutgoingMail.objects.filter(status="queued").update(not_before=timezone.now())
    drain()
    found = sorted(OutgoingMail.objects.values_list("status", flat=True))
    assert found == ["failed", "sent", "sent"]
    assert sorted(to for message in mail.outbox for to in message.to) == [
        "ana@example.org",
        "eva@example.org",
    ]


@pytest.mark.parametrize("status", [400, 422])
def test_one_recipient_that_the_provider_objects_to_holds_up_nobody(
    status: int, batch: str, provider: Provider, monkeypatch: Any
) -> None:
    """Some providers refuse a whole call for one recipient, without saying which."""
    send = provider.send

    def picky(backend: Any, messages: list[Any]) -> int:
        provider.failure = None
        if "poison@example.org" in messages[0].to:
            provider.failure = AnymailAPIError("to: invalid", status_code=status)
        return send(backend, messages)

    monkeypatch.setattr(BACKEND, picky)
    addresses = [f"n{number}@example.org" for number in range(99)]
    queue(batch, *addresses[:50], "poison@example.org", *addresses[50:])
    assert drain() == 99
    poisoned = OutgoingMail.objects.exclude(status="sent").get()
    assert (poisoned.status, poisoned.to) == ("queued", "poison@example.org")
    # By halves: two calls for each doubling, not one for each recipient.
    assert len(provider.calls) <= 2 * 7 + 1
    delivered = [to for call in provider.calls if "poison@example.org" not in call for to in call]
    assert sorted(delivered) == sorted(addresses)


def test_a_provider_that_is_down_is_called_once_for_a_batch(batch: str, provider: Provider) -> None:
    provider.failure = AnymailAPIError("service unavailable", status_code=503)
    queue(batch, *(f"n{number}@example.org" for number in range(50)))
    drain()
    assert len(provider.calls) == 1


def test_a_wrong_sender_address_costs_nobody_their_mail(batch: str, settings: Any) -> None:
    """Whoever runs the site can mend it."""
    settings.DEFAULT_FROM_EMAIL = "not an address"
    queue(batch, "ana@example.org", "eva@example.org")
    drain()
    assert {*OutgoingMail.objects.values_list("status", flat=True)} == {"queued"}
    settings.DEFAULT_FROM_EMAIL = "Site <site@example.org>"
    OutgoingMail.objects.update(not_before=timezone.now())
    assert drain() == 2


def test_an_address_that_is_refused_alone_is_given_up(batch: str, provider: Provider) -> None:
    provider.failure = AnymailInvalidAddress("no such thing")
    queue(batch, "not an address")
    drain()
    assert OutgoingMail.objects.get().status == "failed"


def test_one_address_twice_in_a_batch_gets_each_mail(batch: str, provider: Provider) -> None:
    """A provider merges by address, so the second waits for the next call."""
    queue(batch, "ana@example.org", "eva@example.org", "ana@example.org")
    assert drain() == 3
    assert provider.calls == [["ana@example.org", "eva@example.org"], ["ana@example.org"]]
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}


def test_one_address_under_two_petitions_is_two_signatures_and_two_mails(
    page: PetitionPage, petition_index: Any, client: Any, form_data: Any
) -> None:
    other = PetitionPageFactory(parent=petition_index)
    for url in (page.url, other.url):
        client.post(url, form_data)
    assert drain() == 2
    links = {message.merge_data["ana@example.org"]["confirm_url"] for message in mail.outbox}
    assert len(links) == 2
    for link in links:
        client.post(link)
    assert petition_of(page).count.total == petition_of(other).count.total == 1


def test_a_batch_of_a_dead_worker_is_taken_over_when_its_claim_has_run_out(batch: str) -> None:
    queue(batch, "ana@example.org", "eva@example.org")
    claimed = sending._claim()
    assert len(claimed) == 2
    # The worker is killed here; until its claim runs out it might still be sending.
    assert drain() == 0
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert drain() == 2
    assert sorted(mail.outbox[0].to) == ["ana@example.org", "eva@example.org"]
    assert set(OutgoingMail.objects.values_list("status", "attempts")) == {("sent", 2)}


def test_a_late_worker_does_not_undo_what_another_has_taken_over(
    batch: str, provider: Provider
) -> None:
    """Its call hung until after the claim had run out, and then failed."""
    queue(batch, "ana@example.org")
    late = sending._claim()
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    taken_over = sending._claim()
    provider.failure = AnymailAPIError("timed out")
    sending._send(late)
    # The second one is still at it: nobody else may take the mail now.
    assert OutgoingMail.objects.get().status == "sending"
    assert OutgoingMail.objects.get().claim == taken_over[0].claim
    provider.failure = None
    assert drain() == 0
    assert sending._send(taken_over) == 1
    assert OutgoingMail.objects.get().status == "sent"


def test_a_slow_worker_leaves_to_others_what_they_have_taken_over(
    batch: str, monkeypatch: Any, settings: Any
) -> None:
    """Sent one by one, a batch may take longer than its claim lasts."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    queue(batch, *(f"n{number}@example.org" for number in range(4)))
    slow = sending._claim()
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert drain() == 4
    assert sending._send(slow) == 0
    assert sorted(message.to for message in mail.outbox) == [
        [f"n{n}@example.org"] for n in range(4)
    ]


def test_a_worker_that_is_slow_but_alive_keeps_its_claim(batch: str, settings: Any) -> None:
    """Before each mail it says that it is still there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    queue(batch, "ana@example.org", "eva@example.org")
    slow = sending._claim()
    OutgoingMail.objects.update(claimed_until=timezone.now() + timedelta(seconds=1))
    assert sending._send(slow) == 2
    assert {*OutgoingMail.objects.values_list("status", flat=True)} == {"sent"}


def test_forgetting_deletes_what_is_queued_and_what_was_sent(batch: str) -> None:
    for reference in ("signature:a", "signature:a", "signature:b"):
        recipient = mail_to("ana@example.org", reference=reference)
        queue_mail("confirm_signature", "en", [recipient], batch=batch)
    forget_mail("signature:a")
    assert OutgoingMail.objects.get().reference == "signature:b"
