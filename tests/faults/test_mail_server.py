"""A mail server breaks off in the midst of a batch: the others of the batch go on their way.

Who may have been sent a mail without an answer is sent it once more, with the Message-ID of the
first, by which many mailboxes show it once.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from petitions.models import PetitionPage
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    confirm,
    let_time_pass,
    sign,
)
from tests.processes import Mailbox, mail_server, send_by

pytestmark = pytest.mark.one_database

SIGNERS = [f"signer{number}@example.org" for number in range(5)]


class Server(Mailbox):
    """Takes so many mails over one connection, and some without saying so; or hangs up."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 100
        self.unanswered: set[str] = set()
        self.hangs_up_at = ""

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        if self.hangs_up_at == "EHLO":
            server.transport.close()
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.hangs_up_at == "MAIL":
            server.transport.close()
        session.mails = getattr(session, "mails", 0) + 1
        if session.mails > self.most:
            return "421 4.7.0 Too many mails in this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if envelope.rcpt_tos[0] in self.unanswered:
            server.transport.close()
        return answer


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    found = Server()
    with mail_server(found) as port:
        send_by(port, settings)
        settings.DEFAULT_FROM_EMAIL = "site@example.org"
        yield found


def assert_all_is_well(page: PetitionPage, server: Server) -> None:
    """Assert that everybody can confirm with what came."""
    confirm(server.links().values())
    assert_each_has_a_mail(SIGNERS)
    assert_rows_are_count(page, len(SIGNERS))


def test_a_server_that_takes_few_mails_in_a_connection_is_sent_the_rest_in_the_next(
    server: Server, page: PetitionPage, form_data: dict[str, str]
) -> None:
    server.most = 2
    sign(page, form_data, *SIGNERS)
    # Two, one too many, and two in the next connection.
    assert drain() == 4
    assert OutgoingMail.objects.get(status="queued").error == "SMTPSenderRefused"
    let_time_pass()
    assert drain() == 1
    assert server.times_mailed() == dict.fromkeys(SIGNERS, 1)
    assert_all_is_well(page, server)


@pytest.mark.parametrize("command", ["EHLO", "MAIL"])
def test_a_server_that_hangs_up_before_it_takes_anything_is_tried_again_and_again(
    command: str, server: Server, page: PetitionPage, form_data: dict[str, str]
) -> None:
    """As one does that is overloaded, or what stands before one that is away."""
    server.hangs_up_at = command
    sign(page, form_data, *SIGNERS)
    for attempts in (1, 2, 3):
        assert drain() == 0
        waiting = OutgoingMail.objects.values_list("status", "attempts", "error")
        assert {*waiting} == {("queued", attempts, "SMTPServerDisconnected")}
        let_time_pass()
    server.hangs_up_at = ""
    assert drain() == len(SIGNERS)
    assert server.times_mailed() == dict.fromkeys(SIGNERS, 1)
    assert_all_is_well(page, server)


def test_a_mail_that_was_taken_without_an_answer_is_sent_once_more_and_no_oftener(
    server: Server, page: PetitionPage, form_data: dict[str, str]
) -> None:
    server.unanswered = set(SIGNERS[1:3])
    sign(page, form_data, *SIGNERS)
    assert drain() == 3
    assert {*OutgoingMail.objects.filter(status="queued").values_list("to", "error")} == {
        (address, "no answer") for address in server.unanswered
    }
    server.unanswered.remove(SIGNERS[1])
    for sent in (1, 0):
        let_time_pass()
        assert drain() == sent
    times = dict.fromkeys(SIGNERS, 1) | dict.fromkeys(SIGNERS[1:3], 2)
    assert server.times_mailed() == times
    identities = {message["Message-ID"] for _address, message in server.mails}
    assert len(identities) == len(SIGNERS)
    assert {*OutgoingMail.objects.values_list("status", "error")} == {
        ("sent", ""),
        ("failed", "no answer"),
    }
    assert_all_is_well(page, server)
