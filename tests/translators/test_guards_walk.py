"""A translator of Thai cannot open or change another language's, by any address of the admin."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.db import connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from core.models import Footer
from tests.conftest import make_petition_page
from tests.translators.walking import (
    Address,
    Candidates,
    Watch,
    addresses,
    body,
    content,
    snapshot,
)
from tests.translators.world import SECRET, WORD, World, make_world
from tests.worlds import made_once

# Wagtail leaves the file open in which it makes the pictures of a list.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.one_database,
    pytest.mark.django_db,
]

# Addresses that are not walked, each with the reason.
NOT_WALKED = {
    "wagtailadmin_logout": "ends the session of the one who walks",
    "wagtailadmin_password_reset_confirm": "needs a token from a mail, and belongs to a person",
    "wagtailadmin_error_test": "fails by design",
}


# What the requests of the walk change where nobody stops them.
HARMFUL = {
    "wagtail_bulk_action",
    "wagtail_localize:convert_to_alias",
    "wagtail_localize:edit_override",
    "wagtail_localize:edit_string_translation",
    "wagtail_localize:stop_translation",
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:submit_snippet_translation",
    "wagtail_localize:update_translations",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_pages:unlock",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:workflow_action",
    *(
        f"wagtailsnippets_{kind}:{view}"
        for kind in (
            "core_footer",
            "core_menu",
            "resources_topic",
            "resources_audience",
            "resources_glossaryterm",
        )
        for view in ("delete", "edit", "revisions_unschedule", "unpublish")
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker):
        yield make_world(make_petition_page())


def queries(address: Address, world: World) -> list[str]:
    """What to ask besides the bare address."""
    pages = "&".join(f"id={page.pk}" for page in world.foreign_pages)
    model = address.model if address.model in world.own_snippets else Footer
    foreign = model.objects.exclude(locale=world.thai)
    snippets = "&".join(f"id={snippet.pk}" for snippet in foreign)
    parent = world.foreign_pages[0].get_parent()
    if address.name == "wagtail_bulk_action":
        return [
            f"?{pages}",
            f"?{snippets}",
            "?id=all",
            *(f"?id=all&childOf={pk}" for pk in (1, parent.pk)),
        ]
    if address.name.startswith("wagtailadmin_api:pages"):
        asked = [f"child_of={parent.pk}", f"translation_of={world.own_page.pk}", f"search={WORD}"]
        return ["", "?fields=*", *(f"?{query}" for query in asked)]
    if address.parameters:
        return [""]
    asked = ["locale=es", f"q={WORD}", f"q={WORD}&locale=xx", f"{pages}&{snippets}"]
    types = ["core.HomePage", "core.StandardPage"] if "choose-page" in address.form else []
    return ["", *(f"?{query}" for query in asked), *(f"?page_type={label}" for label in types)]


class Walker:
    """Somebody who tries every address, and what came of it."""

    def __init__(self, world: World, user: Any) -> None:
        self.world = world
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.data = encode_multipart(BOUNDARY, body(world))
        self.seen: list[str] = []
        self.broken: list[str] = []
        self.changed: list[str] = []
        self.rows = snapshot()
        self.watch = Watch()

    def ask(self, method: str, url: str) -> int:
        """Send a request, look for what is private in the answer, and return its status."""
        with connection.execute_wrapper(self.watch):
            if method == "GET":
                response = self.client.get(url)
            else:
                response = self.client.generic(method, url, self.data, MULTIPART_CONTENT)
        if SECRET in content(response):
            self.seen.append(f"{method} {url}")
        if response.status_code >= 500:
            self.broken.append(f"{method} {url}")
        return response.status_code

    def try_all(self, url: str) -> None:
        """Look, then do the worst: what takes no POST may take the other two."""
        self.ask("GET", url)
        if self.ask("POST", url) == HTTPStatus.METHOD_NOT_ALLOWED:
            self.ask("PUT", url)
            self.ask("DELETE", url)

    def look_around(self, name: str) -> None:
        """Note what has changed in the database since the last look."""
        if not self.watch.has_seen_a_write:
            return
        self.watch.has_seen_a_write = False
        rows = snapshot()
        changed = [label for label, before in self.rows.items() if rows[label] != before]
        self.changed.extend(f"{name}: {label}" for label in changed)
        self.rows = rows

    def findings(self) -> str:
        """Return all that should not be, a line each."""
        found = {"shows": self.seen, "changes": self.changed, "fails": self.broken}
        return "\n".join(f"{what}: {line}" for what, lines in found.items() for line in lines)


def urls(address: Address, world: World, *, own: bool = False) -> Iterator[str]:
    """Fill in an address in every way."""
    for filling in Candidates(world).fillings(address, own=own):
        quoted = {name: quote(value) for name, value in filling.items()}
        for query in queries(address, world):
            yield (address.form % quoted) + query


def walked() -> list[Address]:
    return [address for address in addresses() if address.name not in NOT_WALKED]


def test_no_address_shows_or_changes_what_belongs_to_another_language(world: World) -> None:
    """A new address is filled in, or stands in the table with the reason."""
    walker = Walker(world, world.translator)
    unknown = []
    for address in walked():
        try:
            for url in urls(address, world):
                walker.try_all(url)
        except LookupError as error:
            unknown.append(str(error))
        walker.look_around(address.name)
    assert not walker.findings(), walker.findings()
    assert not unknown


def test_what_is_the_translators_own_shows_nothing_of_another_language(world: World) -> None:
    walker = Walker(world, world.translator)
    for address in walked():
        if address.parameters:
            for url in urls(address, world, own=True):
                walker.ask("GET", url)
    walker.look_around("what is his own")
    assert not walker.findings(), walker.findings()


def test_the_same_requests_do_harm_where_nothing_guards(world: World) -> None:
    """Else the walk would prove nothing. A superuser sends them, and all is undone."""
    walker = Walker(world, world.superuser)
    untouched = walker.rows
    for address in walked():
        if address.name not in HARMFUL:
            continue
        for url in urls(address, world):
            with transaction.atomic():
                walker.try_all(url)
                if not transaction.get_connection().needs_rollback:
                    walker.look_around(address.name)
                transaction.set_rollback(True)
            walker.rows = untouched
    changed = {line.rpartition(": ")[0] for line in walker.changed}
    assert changed == HARMFUL
