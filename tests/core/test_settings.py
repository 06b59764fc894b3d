"""The settings outside the local run: what must be said is asked for."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from core.models import Footer

pytestmark = pytest.mark.one_database

NEEDED = {
    "SECRET_KEY": "a" * 60,
    "EMAIL_KEY_SECRET": "b" * 60,
    "MAIL_PROVIDER": "mailgun",
    "DEFAULT_FROM_EMAIL": "Coalition <sign@example.org>",
    "BASE_URL": "https://sign.example.org",
}


def check(**environment: str) -> str:
    """Run the system checks in a fresh process; return what they say."""
    kept = {"PATH": os.environ["PATH"], "DATA_DIR": str(settings.DATA_DIR)}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    ).stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "EMAIL_KEY_SECRET", "MAIL_PROVIDER"])
def test_a_missing_setting_stops_the_start_and_is_named(missing: str) -> None:
    environment = {name: value for name, value in NEEDED.items() if name != missing}
    assert f"Set {missing}" in check(**environment)


def test_with_what_is_needed_the_checks_find_no_error() -> None:
    said = check(**NEEDED, TRUSTED_PROXIES="127.0.0.1")
    assert "ERROR" not in said
    assert "core." not in said


def test_a_misspelt_provider_is_an_error() -> None:
    assert "core.E002" in check(**{**NEEDED, "MAIL_PROVIDER": "mailgum"})


def test_the_documented_cache_can_be_used() -> None:
    assert import_string("django.core.cache.backends.redis.RedisCacheClient")
    assert import_string("redis.Redis")


def test_the_footer_has_a_preview(db: Any) -> None:
    footer = Footer(title="Footer", text="<p>The coalition</p>")
    response = footer.make_preview_request()
    assert response.status_code == 200
    assert "The coalition" in response.rendered_content


def test_other_methods_than_a_page_knows_are_refused(client: Client, home: Any) -> None:
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(home.url).status_code == 405
