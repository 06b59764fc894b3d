"""From one machine to many: two web processes and two workers, one database, one cache, one store.

It walks the path that docs/operators.md describes, with the same variables.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from core.networks import HOUR
from petitions.models import PetitionPage, Signature
from tests.factories import petition_of
from tests.machines.site import REDIS_URL, Machines, machines, redis_answers
from tests.petitions.threads import needs_postgresql
from tests.processes import ask, await_a_fresh_stretch, until

pytestmark = [
    *needs_postgresql,
    pytest.mark.skipif(
        not redis_answers(), reason=f"no Redis answers at {REDIS_URL}: set TEST_REDIS_URL"
    ),
]

# As many of one network as are asked no questions, and two more.
LIMIT = 6
SIGNERS = LIMIT + 2


def total(web: str, page: PetitionPage) -> int:
    """Return a petition's count as one of the web processes tells it."""
    status, body, _url = ask(f"{web}/api/petitions/{petition_of(page).uuid}/count/")
    return int(json.loads(body)["total"]) if status == 200 else -1


@pytest.fixture
def running(page: PetitionPage, tmp_path: Path) -> Any:
    """The processes, all of them ready."""
    await_a_fresh_stretch(HOUR)
    with machines(tmp_path, SIGN_NETWORK_LIMIT=str(LIMIT)) as found:
        for web in found.webs:
            until(lambda web=web: ask(f"{web}/readyz/")[0] == 200)
        yield found


def test_a_petition_on_many_machines(
    running: Machines, page: PetitionPage, form_data: dict[str, str]
) -> None:
    path, addresses = page.url, [f"signer{number}@example.org" for number in range(SIGNERS)]

    # Signed by whichever process the proxy chooses; by both, where somebody presses twice.
    for number, address in enumerate(addresses):
        for web in running.webs if number == 0 else [running.webs[number % 2]]:
            status, _body, _url = ask(f"{web}{path}", {**form_data, "email": address})
            assert status == 200
    assert Signature.objects.count() == SIGNERS
    # The limit of a network is counted by both together; the first signer has used two.
    held = Signature.objects.filter(status=Signature.Status.QUARANTINED)
    assert {signature.email for signature in held} == set(addresses[LIMIT - 1 :])

    # Each mail goes out, by one of the workers, and is confirmed at the other process.
    asked = addresses[: LIMIT - 1]
    until(lambda: set(running.mailbox.links()) == set(asked))
    for number, (_address, link) in enumerate(sorted(running.mailbox.links().items())):
        for web in (running.webs[1 - number % 2], running.webs[0]):
            assert ask(f"{web}{link}", {})[0] == 200
    for web in running.webs:
        until(lambda web=web: total(web, page) == len(asked))
        assert ask(f"{web}{path}")[0] == 200

    # A picture that one process draws is given out by the other.
    card = f"/share-cards/{page.pk}/any.png"
    pictures = [ask(f"{web}{card}") for web in running.webs]
    assert pictures[0][0] == 200
    assert pictures[0][1] == pictures[1][1]
    assert [key.split("/")[1] for key in running.objects] == ["share-cards"]

    # All end well; nobody has got a mail twice but who signed twice; and the logs name nobody.
    assert running.stop() == [0, 0, 0, 0]
    sent = [address for address, _message in running.mailbox.mails]
    assert sorted(sent) == sorted([addresses[0], *asked])
    lines = [json.loads(line) for line in running.log().splitlines() if line.startswith("{")]
    assert {line["level"] for line in lines} <= {"INFO", "WARNING"}
    assert sum(line["message"] == "Answered" for line in lines) > SIGNERS
    assert "signer" not in running.log()
    for link in running.mailbox.links().values():
        assert link.strip("/").rpartition("/")[2] not in running.log()
