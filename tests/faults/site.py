"""What processes of the site need to know in a drill, and what must be true at its end."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from core.mail.models import OutgoingMail
from petitions.counting import rows_of
from petitions.models import Petition, PetitionCount, PetitionPage, Signature
from tests import processes
from tests.factories import petition_of
from tests.translating import add_language, translate

# For `pytestmark`: other processes see what is committed, and nothing else.
committed = pytest.mark.django_db(transaction=True)
needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite")


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Return what a process is started with whose links lead to the client of this process too."""
    here = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "BASE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,localhost",
        "SIGN_NETWORK_LIMIT": "1000000",
    }
    return processes.environment(data, **{**here, **settings})


def url_in(page: PetitionPage, code: str) -> str:
    """Translate the page into another language; return its address there."""
    return str(translate(page, add_language(code)).url)


def sign(page: PetitionPage, form: dict[str, str], *addresses: str) -> None:
    """Have each address sign, in this process; each is asked to look at their mail."""
    for address in addresses:
        response = Client().post(page.url, {**form, "email": address})
        assert response.status_code == 303


def confirm(links: Iterable[str]) -> None:
    """Press the button behind each link; each is thanked."""
    for link in links:
        response = Client().post(urlsplit(link).path)
        assert response.status_code == 303, link
        assert response["Location"].endswith("/thank-you/"), link


def let_time_pass() -> None:
    """Let the claims of workers that are gone run out, and every wait be over."""
    past = "2020-01-01T00:00:00Z"
    OutgoingMail.objects.filter(status=OutgoingMail.Status.SENDING).update(claimed_until=past)
    OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED).update(not_before=past)


def assert_rows_are_count(page: PetitionPage, confirmed: int) -> None:
    """Assert that so many are confirmed, by the rows, by the counter, and in public."""
    petition: Petition = petition_of(page)
    counted = rows_of(petition.pk)
    stored = PetitionCount.objects.values("people", "organisations", "paper").get(pk=petition.pk)
    assert stored == counted == {"people": confirmed, "organisations": 0, "paper": 0}
    assert Client().get(f"/api/petitions/{petition.uuid}/count/").json()["total"] == confirmed


def assert_each_has_a_mail(signers: Iterable[str]) -> None:
    """Assert that these have signed and no others, each with one mail and what they agreed to."""
    stored = Signature.objects.all()
    assert sorted(signature.email for signature in stored) == sorted(signers)
    mails = Counter(OutgoingMail.objects.values_list("reference", flat=True))
    assert mails == {f"signature:{signature.pk.hex}": 1 for signature in stored}
    assert all(signature.consents.count() == 1 for signature in stored)
