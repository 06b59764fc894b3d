"""Reading the settings of a deployment from the environment.

What is given only by half, or as something that cannot work, stops the start
with a sentence that says what to set.
"""

import ipaddress
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from core.logging import log_settings

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCAL = env.bool("UNDERSIGNED_LOCAL", default=False)
# Everything that the embedded default writes lies under this one directory.
DATA_DIR = Path(env("DATA_DIR", default="") or BASE_DIR / "var").resolve()

# How long the database may take to answer a call (seconds): a machine that has
# vanished answers never.
CONNECT_TIMEOUT = 5

DATABASES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "core.postgresql",
    "postgresql": "core.postgresql",
}
# Pages still answer when the server is away.
REDIS = "core.redis_cache.RedisCache"
# Whose options its own are.
DJANGO_REDIS = "django.core.cache.backends.redis.RedisCache"


def secret(name: str) -> str:
    """Return the secret `name`; in the local run make it once and keep it in `DATA_DIR`."""
    if value := env(name, default=""):
        return value
    if not LOCAL:
        raise ImproperlyConfigured(
            f"Set {name} to a long random value, for example the output of: "
            'python -c "import secrets; print(secrets.token_urlsafe(64))"'
        )
    path = DATA_DIR / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two processes may start at once: the first to link its file wins.
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(64))
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_text().strip()


def required(name: str, *, local: str, example: str) -> str:
    """Return a setting that only the local run has a default for."""
    if value := env(name, default=local if LOCAL else ""):
        return value
    raise ImproperlyConfigured(f"Set {name}, for example to: {example}")


def address(name: str, default: str = "") -> str:
    """Return an address of the web, without its last slash; empty if there is none."""
    value = (env(name, default="") or default).rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} is {value!r}, which is no address. Write it as https://example.org"
        )
    return value


def one_of(name: str, *words: str, default: str) -> str:
    """Return a setting that has to be one of some words."""
    if (value := env(name, default="") or default) not in words:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to {' or '.join(words)}.")
    return value


def networks(name: str) -> list[str]:
    """Return addresses and networks, such as 10.0.0.0/8."""
    values = [value.strip() for value in env.list(name, default=[]) if value.strip()]
    for value in values:
        try:
            ipaddress.ip_network(value, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} has {value!r}, which is neither an address nor a network. "
                "Write them as 10.0.0.1 or 10.0.0.0/8, with commas; names are not looked up."
            ) from error
    return values


def database() -> dict[str, Any]:
    """Return the database of DATABASE_URL: PostgreSQL, or SQLite in `DATA_DIR`."""
    url = env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
    scheme = url.partition(":")[0]
    if scheme not in DATABASES:
        # Never the whole address: it carries the password.
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme!r}. Signatures are kept in PostgreSQL or SQLite: "
            "write it as postgres://user:password@host:5432/name"
        )
    config: dict[str, Any] = env.db_url_config(url, engine=DATABASES[scheme])
    if not config["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL names no database: write it as postgres://user:password@host:5432/name"
        )
    if scheme == "sqlite":
        config["OPTIONS"] = {
            # A transaction takes the write lock at its start: two that both read
            # and then write wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"connect_timeout": CONNECT_TIMEOUT, **config.get("OPTIONS", {})}
    return config


def cache() -> dict[str, Any]:
    """Return the cache of CACHE_URL: Redis or Valkey, or the memory of each process."""
    url = env("CACHE_URL", default="") or "locmemcache://undersigned"
    scheme, _, rest = url.partition(":")
    if scheme == "locmemcache":
        config = dict(env.cache_url_config(url))
        # Django's own 300 would throw out what is counted while it still counts.
        config.setdefault("OPTIONS", {"MAX_ENTRIES": 10_000})
        return config
    # Valkey speaks what Redis speaks, and the client knows it by that name only.
    scheme = scheme.replace("valkey", "redis")
    if scheme not in ("redis", "rediss", "rediscache"):
        raise ImproperlyConfigured(
            f"CACHE_URL begins with {scheme!r}. What all processes share is kept in Redis or "
            "Valkey: write it as redis://host:6379/0"
        )
    read = env.cache_url_config(f"{scheme}:{rest}", backend=DJANGO_REDIS)
    # Django's names for what it knows itself, the client's for the rest.
    return {name.upper(): value for name, value in read.items()} | {"BACKEND": REDIS}


def logs() -> dict[str, Any]:
    """Return the configuration of all logs: JSON lines; on one's own machine, text to read."""
    form = one_of("LOG_FORMAT", "json", "text", default="text" if LOCAL else "json")
    level = env("LOG_LEVEL", default="") or "INFO"
    return log_settings(json_lines=form == "json", level=level, local=LOCAL)
