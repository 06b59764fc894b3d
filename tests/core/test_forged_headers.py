"""What a request says of where it comes from and goes to is believed of nobody but our proxies."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory

from core.mail.models import OutgoingMail
from core.networks import client_address
from petitions.models import PetitionPage, Signature
from users.models import User

pytestmark = pytest.mark.one_database

FORGED = {
    "X-Forwarded-For": "192.0.2.1",
    "X-Real-IP": "192.0.2.1",
    "Forwarded": "for=192.0.2.1;host=evil.example;proto=https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "8443",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-HTTP-Method-Override": "DELETE",
}


def test_forged_headers_change_nothing_of_a_page(page: PetitionPage) -> None:
    """All else would also be a way to poison a cache."""
    plain, forged = Client().get(page.url), Client().get(page.url, headers=FORGED)
    assert plain.status_code == forged.status_code == 200
    assert "evil.example" not in forged.content.decode()
    # The form says when it was made, and the tag is of all that the page says.
    own = ("X-Request-ID", "ETag")
    kept = [
        {name: value for name, value in answer.items() if name not in own}
        for answer in (plain, forged)
    ]
    assert kept[0] == kept[1]
    assert len(plain.content) == len(forged.content)


def test_forged_headers_change_nothing_of_a_signature(
    page: PetitionPage, form_data: dict[str, Any], settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1
    for number in range(2):
        headers = {**FORGED, "X-Forwarded-For": f"192.0.{number}.1"}
        sent = {**form_data, "email": f"ana{number}@example.org"}
        assert Client().post(page.url, sent, headers=headers).status_code == 303
    statuses = Signature.objects.order_by("created_at").values_list("status", flat=True)
    assert list(statuses) == ["pending", "quarantined"]
    links = OutgoingMail.objects.get().merge_data.values()
    assert all(link.startswith("http://testserver/") for link in links)


def test_another_host_is_refused(page: PetitionPage, form_data: dict[str, Any]) -> None:
    for host in ("evil.example", "testserver.evil.example", "evil@testserver", ""):
        for answer in (
            Client().get(page.url, HTTP_HOST=host, SERVER_NAME="evil.example"),
            Client().post(page.url, form_data, HTTP_HOST=host, SERVER_NAME="evil.example"),
        ):
            assert answer.status_code == 400
            assert "evil" not in answer.content.decode()
    assert not Signature.objects.exists()


def test_a_link_to_a_new_password_leads_to_the_site(admin: User) -> None:
    Client().post("/admin/password_reset/", {"email": admin.email}, headers=FORGED)
    (sent,) = mail.outbox
    assert "http://testserver/admin/password_reset/confirm/" in sent.body
    assert "evil.example" not in sent.body


@pytest.mark.parametrize("header", ["X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"])
def test_even_a_proxy_is_believed_by_one_header_alone(header: str, settings: Any) -> None:
    """Most proxies pass on all others as they came from the visitor."""
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    headers = {header: "192.0.2.1", "X-Forwarded-For": "203.0.113.9"}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=headers)
    assert str(client_address(request)) == "203.0.113.9"
