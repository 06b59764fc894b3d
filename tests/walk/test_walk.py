"""Every address of the site, walked by everybody: what each may do there, and whom they learn of.

`table.py` says what each role may do. An address that is not in it fails here.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from tests.policies import objections
from tests.translators.walking import Address, body, content
from tests.walk.filling import Filling, addresses
from tests.walk.people import KEPT, KEY, MARKS, ROLES, SIGNER, People
from tests.walk.table import BEARERS, NOT_WALKED, rows

pytestmark = [
    # Wagtail leaves the file open in which it makes the pictures of a list.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    # Wagtail-localize's report is in no order.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
    pytest.mark.one_database,
    pytest.mark.django_db,
]

LOGINS = ("/admin/login/", "/en/_util/login/")
# What is asked besides where a page offers it: for somebody by the beginning of a name; a file.
ASKED = {
    'name="q"': f"?q={SIGNER['family_name'][:-2]}",
    "export=csv": "?export=csv",
    "export=xlsx": "?export=xlsx",
}
# Where what others have sent is shown.
READ_BY_STAFF = {
    "campaigns_applications:inspect",
    "campaigns_liaisons:index",
    "campaigns_questions:inspect",
    "campaigns_sent_stories:inspect",
    "petitions_paper:inspect",
    "petitions_signatures:inspect",
    "resources_comments:inspect",
}
# Where a request changes what others have sent, by whom it is sent.
DOING: dict[str, set[str]] = {
    "anonymous": set(),
    "editor": set(),
    "moderator": {"wagtail_bulk_action"},
    "superuser": {
        "campaigns_applications:erase",
        "campaigns_liaisons:delete",
        "campaigns_questions:delete",
        "campaigns_sent_stories:erase",
        "petitions_paper:delete",
        "wagtail_bulk_action",
        "wagtailsnippets_campaigns_organisation:delete",
    },
}


def browser(people: People, role: str) -> Client:
    """Return a browser in which somebody of the role is logged in."""
    client = Client(raise_request_exception=False)
    user = people.users[role]
    if user is not None:
        client.force_login(user)
    return client


def answer(response: Any) -> str:
    """Say in a letter what came of a request."""
    status = response.status_code
    if status in (301, 302, 303):
        path = urlsplit(response["Location"]).path
        if path in LOGINS:
            return "L"
        # How Wagtail refuses: with the way home, and a message there.
        return "F" if path == reverse("wagtailadmin_home") else "R"
    letters = {200: "O", 202: "O", 400: "B", 403: "F", 404: "N", 405: "M", 422: "B", 500: "E"}
    return letters.get(status, str(status))


def leaks(people: People, role: str, text: str) -> Iterator[str]:
    """Yield what an answer tells of somebody that the role may not know."""
    if KEY in text:
        yield KEY
    for permission, marks in MARKS.items():
        if not people.may_read(role, permission):
            yield from (mark for mark in marks if mark in text)


def walked() -> list[Address]:
    return [address for address in addresses() if address.name not in NOT_WALKED]


def test_every_address_stands_in_the_table_once() -> None:
    """And nothing else does."""
    names = {address.name for address in addresses()} - NOT_WALKED.keys()
    missing, gone = sorted(names - rows().keys()), sorted(rows().keys() - names)
    assert not missing, f"Say in tests/walk/table.py what each role may do at: {missing}"
    assert not gone, f"Take out of tests/walk/table.py what is no address any more: {gone}"


def ask(client: Client, url: str) -> tuple[str, str]:
    """Return what came of a request, in a letter, and all that was told, more by asking more."""
    response = client.get(url)
    told = content(response)
    if response.status_code == 200 and "?" not in url:
        for offer, query in ASKED.items():
            if offer in told:
                told += content(client.get(url + query))
    return answer(response), told


@pytest.mark.parametrize("role", ROLES)
def test_each_may_do_what_the_table_says_and_learns_of_nobody(
    role: str, people: People, filling: Filling
) -> None:
    client, column = browser(people, role), ROLES.index(role)
    found = defaultdict(set)
    told: list[str] = []
    before = kept()
    for address in walked():
        for url in filling.urls(address):
            letter, text = ask(client, url)
            found[address.name].add(letter)
            if address.name not in BEARERS:
                told += [f"{url}: {mark}" for mark in leaks(people, role, text)]
    assert not told, "\n".join(told)
    assert kept() == before
    answers = {name: "/".join(sorted(letters)) for name, letters in found.items()}
    # Nothing is left out for want of what fills it in.
    assert answers == {name: letters[column] for name, letters in rows().items()}


def test_somebody_who_may_finds_everybody(people: People, filling: Filling) -> None:
    """Else the walk would prove nothing: it passes where each of them can be read."""
    client = browser(people, "superuser")
    told = "".join(
        ask(client, url)[1]
        for address in walked()
        if address.name in READ_BY_STAFF
        for url in filling.urls(address)
    )
    assert [mark for marks in MARKS.values() for mark in marks if mark not in told] == []


def test_only_exports_give_out_files_of_what_others_have_sent(
    people: People, filling: Filling
) -> None:
    """A list of Wagtail with a `list_export` would: to all who may look, and without a record."""
    client = browser(people, "superuser")
    namespaces = {name.partition(":")[0] for name in READ_BY_STAFF}
    lists = [
        address
        for address in walked()
        if address.name.partition(":")[0] in namespaces
        and address.name.rpartition(":")[2].removesuffix("_results") in ("list", "index")
    ]
    assert len(lists) > len(namespaces)
    given = ""
    for url in (url for address in lists for url in filling.urls(address)):
        response = client.get(url, {"export": "csv"})
        if not response["Content-Type"].startswith("text/html"):
            given += content(response)
    assert [mark for marks in MARKS.values() for mark in marks if mark in given] == []


@pytest.mark.parametrize("role", DOING)
def test_whoever_sends_something_changes_only_what_they_may(
    role: str, people: People, filling: Filling
) -> None:
    """All is undone after each request, and done by a superuser as well: else it proved nothing."""
    client = browser(people, role)
    client.raise_request_exception = False
    data = encode_multipart(BOUNDARY, body(people.world))
    before: list[Any] = kept()
    changed = set()
    for address in walked():
        if address.name in BEARERS:
            continue
        for url in filling.urls(address):
            with transaction.atomic():
                client.generic("POST", url, data, MULTIPART_CONTENT)
                if not transaction.get_connection().needs_rollback and not is_there(before):
                    changed.add(address.name)
                transaction.set_rollback(True)
    # A superuser may do more than what is named.
    assert changed >= DOING[role] if role == "superuser" else changed == DOING[role]


def test_every_public_address_has_a_strict_policy(people: People, filling: Filling) -> None:
    """Those of the admin are excepted: Wagtail's own scripts stand in its pages."""
    found = {
        url: objections(Client().get(url))
        for address in addresses()
        if not address.form.startswith("/admin/")
        for url in filling.urls(address)
    }
    assert len(found) > 40
    assert {url: wrong for url, wrong in found.items() if wrong} == {}


def kept() -> list[Any]:
    """Return every row that tells of somebody."""
    return [row for model in KEPT for row in model._default_manager.order_by("pk").values_list()]


def is_there(rows: list[Any]) -> bool:
    """Whether all these rows are as they were. Others may have come: anybody may ask a question."""
    found = kept()
    return all(row in found for row in rows)
