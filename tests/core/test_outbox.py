"""The outbox of the local run: one file for each mail, to be read in the browser."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, Resolver404, resolve

from core.mail.outbox import latest_mails, read_mail
from core.mail.sending import drain
from core.views import outbox_mail
from petitions.models import PetitionPage, Signature
from petitions.tokens import links

pytestmark = pytest.mark.one_database


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    """An empty outbox."""
    settings.EMAIL_BACKEND = "core.mail.outbox.EmailBackend"
    settings.OUTBOX_DIR = tmp_path / "outbox"
    return settings.OUTBOX_DIR


def test_each_mail_is_one_readable_file(
    outbox: Path, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    for number in range(3):
        Client().post(page.url, {**form_data, "email": f"n{number}@example.org"})
    assert drain() == 3
    files = sorted(outbox.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    # Nobody else on the machine reads them.
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert outbox.stat().st_mode & 0o777 == 0o700
    for file in files:
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        signature = Signature.objects.get(email=str(message["To"]))
        for kind in ("plain", "html"):
            assert links(signature)["confirm_url"] in message.get_body((kind,)).get_content()


def test_the_newest_mail_comes_first(
    outbox: Path, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    for number in range(3):
        Client().post(page.url, {**form_data, "email": f"n{number}@example.org"})
        drain()
    mails = latest_mails(limit=2)
    assert [mail.to for mail in mails] == ["n2@example.org", "n1@example.org"]
    assert mails[0].subject == "Please confirm your signature"


@pytest.mark.parametrize("name", ["", "missing", "../secret", "..", ".", "a/b", "x" * 5000, "\x00"])
def test_no_name_leads_out_of_the_outbox(name: str, outbox: Path) -> None:
    outbox.mkdir()
    (outbox.parent / "secret.eml").write_text("Subject: secret\n\nsecret")
    assert read_mail(name) is None


def test_the_address_of_a_mail_takes_no_path() -> None:
    for path in ("/outbox/../secret/", "/outbox/a%2Fb/", "/outbox/..%2fsecret/", "/outbox/a/b/"):
        try:
            match = resolve(path)
        except (Resolver404, NoReverseMatch):
            continue
        assert match.func is not outbox_mail or "/" not in match.kwargs["name"]


def test_the_html_of_a_mail_may_run_nothing(
    outbox: Path, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    Client().post(page.url, form_data)
    drain()
    response = outbox_mail(RequestFactory().get("/"), name=latest_mails()[0].name, part="html")
    policy_ = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy_
    assert "script-src" not in policy_
