"""The settings outside the local run: what must be said is asked for."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils.module_loading import import_string

from config import environment, files
from core.models import Footer

pytestmark = pytest.mark.one_database

NEEDED = {
    "SECRET_KEY": "only-for-tests-" * 4,
    "EMAIL_KEY_SECRET": "only-for-tests-too-" * 4,
    "MAIL_PROVIDER": "mailgun",
    "ANYMAIL_MAILGUN_API_KEY": "key",
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


def test_with_what_is_needed_the_checks_find_nothing() -> None:
    """One machine behind a proxy that speaks TLS, with all that it needs and no more."""
    said = check(
        **NEEDED,
        TRUSTED_PROXIES="127.0.0.1",
        BEHIND_TLS_PROXY="yes",
    )
    assert said == ""


def test_several_machines_are_checked_alike() -> None:
    said = check(
        **NEEDED,
        **OBJECT_STORE,
        DATABASE_URL="postgres://user:password@database.example.org/undersigned",
        CACHE_URL="valkey://cache.example.org:6379/0",
        WEB_CONCURRENCY="4",
        TRUSTED_PROXIES="10.0.0.0/8",
        BEHIND_TLS_PROXY="yes",
    )
    assert said == ""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"MAIL_PROVIDER": "mailgum"}, "core.E002"),
        ({"ANYMAIL_MAILGUN_API_KEY": ""}, "core.E003"),
        ({"WEB_CONCURRENCY": "2"}, "core.W002 core.W003 core.W004"),
    ],
)
def test_what_would_be_noticed_too_late_is_said(changed: dict[str, str], expected: str) -> None:
    said = check(**{**NEEDED, **changed})
    assert all(name in said for name in expected.split())


OBJECT_STORE = {
    "S3_BUCKET": "inner",
    "S3_PUBLIC_BUCKET": "pictures",
    "S3_PUBLIC_URL": "https://pictures.example.org",
}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"S3_BUCKET": "inner"}, "S3_BUCKET set, but not S3_PUBLIC_BUCKET, S3_PUBLIC_URL"),
        ({"S3_ACCESS_KEY_ID": "id"}, "S3_ACCESS_KEY_ID set, but not S3_BUCKET"),
        ({**OBJECT_STORE, "S3_PUBLIC_BUCKET": "inner"}, "S3_PUBLIC_BUCKET is the same"),
        ({**OBJECT_STORE, "S3_ACCESS_KEY_ID": "id"}, "S3_ACCESS_KEY_ID is set alone"),
        ({**OBJECT_STORE, "S3_PUBLIC_URL": "pictures.example.org"}, "which is no address"),
        ({**OBJECT_STORE, "S3_ENDPOINT_URL": "store:9000"}, "S3_ENDPOINT_URL is 'store:9000'"),
    ],
)
def test_an_object_store_that_is_given_by_half_is_refused(
    given: dict[str, str], said: str, monkeypatch: Any
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=said):
        files.storages()


def test_pictures_from_elsewhere_are_allowed_by_name(monkeypatch: Any) -> None:
    assert files.pictures_origin("https://sign.example.org") == []
    monkeypatch.setenv("S3_PUBLIC_URL", "https://pictures.example.org/of/ours/")
    assert files.pictures_origin("https://sign.example.org") == ["https://pictures.example.org"]
    assert files.pictures_origin("https://pictures.example.org") == []


def test_a_database_is_postgresql_or_sqlite(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:p%40ss@host:5433/name?sslmode=require")
    found = environment.database()
    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("p@ss", "host", 5433)
    assert found["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}
    # A file of settings has empty lines.
    monkeypatch.setenv("DATABASE_URL", "")
    assert environment.database()["ENGINE"] == "django.db.backends.sqlite3"
    for url in ("mysql://user:secret@host/name", "postgres://user:secret@host"):
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
            environment.database()
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("redis://:word@host:6379/1", "redis://:word@host:6379/1"),
        ("rediscache://host:6379/0", "redis://host:6379/0"),
        ("rediss://host:6380/0", "rediss://host:6380/0"),
        ("valkey://host:6379/0", "redis://host:6379/0"),
        ("valkeys://host:6379/0", "rediss://host:6379/0"),
    ],
)
def test_a_cache_that_processes_share_is_redis_or_valkey(
    url: str, location: str, monkeypatch: Any
) -> None:
    monkeypatch.setenv("CACHE_URL", f"{url}?key_prefix=one&socket_timeout=3")
    found = environment.cache()
    assert (found["LOCATION"], found["KEY_PREFIX"]) == (location, "one")
    assert found["OPTIONS"] == {"socket_timeout": 3}
    for wrong in ("dummycache://", "memcache://host", "host:6379"):
        monkeypatch.setenv("CACHE_URL", wrong)
        with pytest.raises(ImproperlyConfigured, match="Redis or Valkey"):
            environment.cache()


def test_a_proxy_is_an_address_or_a_network(monkeypatch: Any) -> None:
    """A name would be looked up by nobody, and fail with the first visitor."""
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.1, 2001:db8::/32,")
    assert environment.networks("TRUSTED_PROXIES") == ["10.0.0.1", "2001:db8::/32"]
    monkeypatch.setenv("TRUSTED_PROXIES", "proxy")
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES has 'proxy'"):
        environment.networks("TRUSTED_PROXIES")


def test_the_documented_cache_can_be_used() -> None:
    assert import_string(environment.REDIS)
    assert import_string("redis.Redis")


def test_the_footer_has_a_preview(db: Any) -> None:
    footer = Footer(title="Footer", text="<p>The coalition</p>")
    response = footer.make_preview_request()
    assert response.status_code == 200
    assert "The coalition" in response.rendered_content


def test_other_methods_than_a_page_knows_are_refused(client: Client, home: Any) -> None:
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(home.url).status_code == 405
