"""A web process is killed before each step of its answer: all of it is there, or nothing.

The signer sees no answer, tries again, and is counted once. Whose signature was stored although
no answer came is sent a second mail for the second try, as everybody who signs twice is.
"""

from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection

from core.mail.models import OutgoingMail
from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of
from tests.faults.dying import dying
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    committed,
    confirm,
    environment,
)

pytestmark = committed

# The step that stores a signature: PostgreSQL does it in one statement.
STORING = "WITH" if connection.vendor == "postgresql" else "COMMIT"


def test_killed_while_somebody_signs_it_leaves_a_signature_with_its_mail_or_none(
    page: PetitionPage, form_data: dict[str, str], tmp_path: Path
) -> None:
    stored: list[str] = []
    steps: list[list[str]] = []
    after_storing: list[str] = []
    with dying(environment(tmp_path)) as web:
        for die_at in count(1):
            form = {**form_data, "email": f"ana{die_at}@example.org"}
            died = web.do("post", die_at=die_at, path=page.url, form=form)
            steps.append(died.steps)
            if STORING in died.steps[:-1]:
                after_storing.append(form["email"])
            if Signature.objects.filter(email=form["email"]).exists():
                stored.append(form["email"])
            assert_each_has_a_mail(stored)
            if not died.killed:
                break
        # Only a death after that leaves something behind.
        assert stored == after_storing
        assert {"SELECT", STORING, "end"} <= {begun[-1] for begun in steps[:-1]}

        signers = [f"ana{number}@example.org" for number in range(1, len(steps))]
        for address in signers:
            web.do("post", path=page.url, form={**form_data, "email": address})
        # The worker's part: whoever had signed before is answered by mail.
        web.do("send")
    assert Signature.objects.count() == len(steps)
    assert OutgoingMail.objects.count() == len(steps) + len(stored) - 1
    confirm(links(signature)["confirm_url"] for signature in Signature.objects.all())
    assert_rows_are_count(page, len(steps))


def test_killed_while_somebody_confirms_it_leaves_rows_and_count_the_same(
    page: PetitionPage, form_data: dict[str, str], tmp_path: Path, settings: Any
) -> None:
    petition = petition_of(page)
    with dying(environment(tmp_path)) as web:
        for die_at in count(1):
            url = links(SignatureFactory(petition=petition))["confirm_url"]
            path = url.removeprefix(settings.BASE_URL)
            died = web.do("post", die_at=die_at, path=path, form={})
            assert_rows_are_count(page, Signature.objects.filter(status="confirmed").count())
            if not died.killed:
                break
            # Pressed again, it comes to the same, whether or not it had been counted.
            confirm([url])
    assert_rows_are_count(page, die_at)
