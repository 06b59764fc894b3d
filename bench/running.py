"""The order of a run: prepare, fill, measure level by level, then what needs the largest one."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from bench import data, results
from bench.cases import Bench, Size, hot_paths
from bench.mailing import drained
from bench.results import Figure
from bench.servers import Process, run_here, web
from bench.staff import export, lists
from bench.sustained import embedded, rush

FULL = Size(levels=(0, 100_000, 1_000_000), rounds=3, seconds=4, sustained_seconds=60, mails=10_000)
QUICK = Size(levels=(20_000,), rounds=3, seconds=0.6, sustained_seconds=4, mails=500)
PARTS = ("hot", "sustained", "mail", "export", "admin", "sqlite")


def run(
    stack: ExitStack,
    *,
    quick: bool,
    only: list[str],
    out: Path,
    folder: Path,
    baselines: dict[str, str],
    mail: Process,
    site: Process,
) -> list[Figure]:
    """Measure the parts named in `only`, or all; write the results to `out`."""
    size = QUICK if quick else FULL
    parts = only or PARTS
    page = data.prepare()
    plain, form_page = (_baseline(name, url) for name, url in baselines.items())
    for server in (site, plain, form_page):
        stack.enter_context(server)
    bench = Bench(page, site, plain, form_page, size)
    about = results.machine(_postgresql(), settings.CACHES["default"]["BACKEND"])
    figures: list[Figure] = []
    for level in size.levels:
        say(f"{level:,} signatures")
        data.fill(level)
        fill_form_page(baselines["formpage"], level)
        found = list(_at(bench, level, parts, mail, folder))
        say(results.rows(found))
        figures += found
        # After each, so that what was measured is there if the rest fails.
        results.write(figures, about, out, "QUICK" if quick or only else "RESULTS")
    return figures


def _at(
    bench: Bench, level: int, parts: Collection[str], mail: Process, folder: Path
) -> Iterator[Figure]:
    """Measure at a number of signatures: what readers and signers do at each, the rest at one."""
    smallest, largest = bench.size.levels[0], bench.size.levels[-1]
    if "hot" in parts:
        yield from hot_paths(bench, level)
    if level == smallest and "mail" in parts:
        yield from drained(bench, mail)
    if level == smallest and "sqlite" in parts:
        yield from embedded(folder, bench.size.sustained_seconds / 2)
    if level == largest and "sustained" in parts:
        yield from rush(bench, level)
    if level == largest and ("admin" in parts or "export" in parts):
        cookie = data.staff_cookie()
        if "admin" in parts:
            yield from lists(bench, level, cookie)
        if "export" in parts:
            yield from export(bench, level, cookie)


def _baseline(name: str, url: str) -> Process:
    """Prepare one of the things the site is compared with; return its server."""
    environment = {"DJANGO_SETTINGS_MODULE": f"bench.{name}.settings", "DATABASE_URL": url}
    environment["CACHE_URL"] = os.environ["CACHE_URL"]
    run_here([sys.executable, "-m", f"bench.{name}.prepare"], environment)
    health = {"plain": "/static/", "formpage": "/plain/"}[name]
    return web("django.core.wsgi:get_wsgi_application()", environment, health=health)


def fill_form_page(url: str, number: int) -> None:
    """Bring the form page that counts to `number` rows."""
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(
            """
            INSERT INTO wagtailforms_formsubmission (page_id, submit_time, form_data)
            SELECT page.id, now(), json_build_object(
                'given_name', 'Ana', 'family_name', 'Silva ' || n,
                'email', 'crowd' || n || '@example.org', 'country', 'PT',
                'visibility', 'full', 'comment', '', 'consent_terms', TRUE)
            FROM wagtailcore_page AS page, generate_series(1, %(number)s - (
                SELECT COUNT(*) FROM wagtailforms_formsubmission AS sent
                JOIN wagtailcore_page AS page ON page.id = sent.page_id
                WHERE page.slug = 'counting')) AS n
            WHERE page.slug = 'counting'
            """,
            {"number": number},
        )
        database.execute("VACUUM ANALYZE")


def _postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def say(text: str) -> None:
    """Tell at once how far it is."""
    print(text, flush=True)
