"""Measure: `python -m bench [--quick] [--only hot sustained mail export admin sqlite]`.

Needs a PostgreSQL server on which it may make databases: `BENCH_DATABASE_URL`,
by default the one of this machine. `BENCH_CACHE_URL` names a Redis; without it
each web process keeps a cache of its own.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.servers import ROOT, database, provider, web

PROVIDER_SECONDS = 0.1


def main() -> None:
    """Prepare, measure, write, and leave nothing behind."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small part, within three minutes")
    parser.add_argument("--only", nargs="+", default=[], help="only these parts")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "bench", help="where results are written"
    )
    options = parser.parse_args()
    # Whoever ends it wants its processes ended and its databases dropped.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("Broken off."))
    server = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    with ExitStack() as stack:
        site_url = stack.enter_context(database(server, f"bench_site_{os.getpid()}"))
        plain_url = stack.enter_context(database(server, f"bench_plain_{os.getpid()}"))
        form_url = stack.enter_context(database(server, f"bench_form_{os.getpid()}"))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        embedded = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        mail = stack.enter_context(provider(PROVIDER_SECONDS))
        environment = site_environment(site_url, folder, mail.port)
        os.environ.update(environment)
        sys.path.insert(0, str(ROOT / "site"))
        import django

        django.setup()
        from bench.running import run

        begin = time.monotonic()
        run(
            stack,
            quick=options.quick,
            only=options.only,
            out=options.out,
            folder=embedded,
            baselines={"plain": plain_url, "formpage": form_url},
            mail=mail,
            site=web("config.wsgi:application", environment, health="/healthz/"),
        )
        print(f"Took {time.monotonic() - begin:.0f} seconds.")


def site_environment(database_url: str, folder: Path, provider_port: int) -> dict[str, str]:
    """Return the environment of the site as in production, with everything on this machine."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.site_settings",
        "SECRET_KEY": "only-for-measuring",
        "EMAIL_KEY_SECRET": "only-for-measuring-too",
        "BASE_URL": "http://127.0.0.1",
        "DATABASE_URL": database_url,
        "CACHE_URL": os.environ.get("BENCH_CACHE_URL", "locmemcache://undersigned"),
        "DATA_DIR": str(folder),
        "DEFAULT_FROM_EMAIL": "Undersigned <noreply@example.org>",
        "MAIL_PROVIDER": "mailgun",
        "ANYMAIL_MAILGUN_API_KEY": "none",
        "ANYMAIL_MAILGUN_API_URL": f"http://127.0.0.1:{provider_port}/v3",
        "ANYMAIL_POSTMARK_SERVER_TOKEN": "none",
        "ANYMAIL_POSTMARK_API_URL": f"http://127.0.0.1:{provider_port}",
        # All signers come from one address here; they are counted all the same.
        "SIGN_NETWORK_LIMIT": "1000000000",
        "LOG_LEVEL": "WARNING",
    }


if __name__ == "__main__":
    main()
