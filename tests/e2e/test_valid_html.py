"""The HTML of the public pages, as the W3C's own checker sees it."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from tests.e2e.conftest import ROOT, MorePages, RunningSite
from tests.e2e.public_pages import FORMS, KINDS, MISSING, in_language

pytestmark = pytest.mark.e2e

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# What the site answers a page with that is there, a form that is not, and a page that is not there.
THERE, INCOMPLETE, MISSED = 200, 422, 404


def html_of(site: RunningSite, path: str, expected: int, form: bytes | None = None) -> str:
    """Return a page as the site sends it, or what it answers to a form."""
    address = site.url + quote(path, safe="/?=&:%")
    try:
        answer = urlopen(Request(address, form), timeout=60)
    except HTTPError as error:
        answer = error
    with answer:
        assert answer.status == expected, path
        return answer.read().decode()


def pages_of(site: RunningSite, more: MorePages) -> dict[str, str]:
    """Return the HTML of every kind of page in every language, by its address and state."""
    pages = dict(more.plain)
    for language in LANGUAGES:
        for path in KINDS:
            here = in_language(path, language)
            pages[here] = html_of(site, here, THERE)
        for path in MISSING:
            here = in_language(path, language)
            pages[here] = html_of(site, here, MISSED)
        for path in FORMS:
            here = in_language(path, language)
            pages[f"{here} sent empty"] = html_of(site, here, INCOMPLETE, form=b"")
    for path in more.paths:
        pages[path] = html_of(site, path, THERE)
    return pages


def messages_on(pages: dict[str, str], folder: Path) -> list[str]:
    """Return whatever the checker says of the pages, each with its address. It runs once."""
    [checker] = (ROOT / ".html-checker").glob("vnu-*.jar")
    addresses = {}
    for number, (address, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html)
        addresses[file.as_uri()] = address
    java = shutil.which("java")
    assert java, "Java is not installed."
    run = subprocess.run(
        [java, "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        f"{addresses[found['url'].replace('file:/', 'file:///', 1)]}: {found['message']} "
        f"{' '.join(found.get('extract', '').split())}"
        for found in json.loads(run.stdout)["messages"]
    ]


def test_the_html_of_every_kind_of_page_is_valid(
    site: RunningSite, more_pages: MorePages, tmp_path: Path
) -> None:
    """No error and no warning, in any language, with forms in order and forms that are not."""
    broken = "<!doctype html><title>Broken</title><p><div></p>"
    pages = {**pages_of(site, more_pages), "a broken page": broken}
    found = messages_on(pages, tmp_path)
    # The checker has read them all, to the last: it sees what is wrong where something is.
    assert [message for message in found if message.startswith("a broken page: ")]
    assert [message for message in found if not message.startswith("a broken page: ")] == []
