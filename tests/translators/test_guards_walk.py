"""A translator of Thai cannot open or change another language's, by any address of the admin."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from core.models import Footer
from petitions.models import PetitionPage
from tests.translators.walking import (
    SECRET,
    WORD,
    Address,
    Candidates,
    World,
    addresses,
    make_world,
    snapshot,
)

# Addresses that are not walked, each with the reason.
NOT_WALKED = {
    "wagtailadmin_logout": "ends the session of the one who walks",
    "wagtailadmin_password_reset_confirm": "needs a token from a mail, and belongs to a person",
    "wagtailadmin_error_test": "fails by design",
}


@pytest.fixture
def world(page: PetitionPage) -> World:
    return make_world(page)


def body(world: World) -> dict[str, Any]:
    """What any form of the admin could want, all of it to the bad."""
    return {
        "action-publish": "1",
        "value": "MINE",
        "locales": [str(world.spanish.pk)],
        "locale": "es",
        "publish_translations": "on",
        "title": "MINE",
        "slug": "mine",
        "text": "null",
        "introduction": "null",
        "contact_email": "",
        "new_title": "MINE",
        "new_slug": "mine-too",
        "new_parent_page": str(world.foreign_pages[0].get_parent().pk),
        "chooser": str(world.foreign_pages[0].get_parent().pk),
        "destination_page_id": str(world.foreign_pages[0].get_parent().pk),
        "restriction_type": "none",
        "position": "0",
        "comment": "MINE",
        "is_editing": "1",
    }


def queries(address: Address, world: World) -> list[str]:
    """What to ask besides the bare address."""
    foreign = [page.pk for page in world.foreign_pages]
    footers = Footer.objects.exclude(locale=world.thai).values_list("pk", flat=True)
    ids = "&".join(f"id={pk}" for pk in [*foreign, *footers])
    if address.name == "wagtail_bulk_action":
        home = world.foreign_pages[0].get_parent().get_parent()
        return [
            "?" + "&".join(f"id={pk}" for pk in foreign),
            "?" + "&".join(f"id={pk}" for pk in footers),
            "?id=all",
            "?id=all&childOf=1",
            f"?id=all&childOf={home.pk}",
        ]
    if address.parameters:
        return [""]
    asked = [
        "",
        "?locale=es",
        "?locale=en",
        f"?q={WORD}",
        f"?q={WORD}&locale=es",
        f"?search={WORD}",
        f"?{ids}",
        "?page_type=core.HomePage",
        "?page_type=core.StandardPage",
        f"?child_of={world.foreign_pages[0].get_parent().pk}",
        f"?translation_of={world.own_page.pk}",
        "?fields=*",
    ]
    return asked


class Walker:
    """Somebody who tries every address, and what came of it."""

    def __init__(self, world: World, user: Any) -> None:
        self.world = world
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.body = body(world)
        self.seen: list[str] = []
        self.failed: list[str] = []

    def go(self, method: str, url: str) -> None:
        """Ask, and look for what is private in the answer."""
        if method == "GET":
            response = self.client.get(url)
        else:
            data = encode_multipart(BOUNDARY, self.body)
            response = self.client.generic(method, url, data, MULTIPART_CONTENT)
        if SECRET in content(response):
            self.seen.append(f"{method} {url} {response.status_code}")
        if response.status_code >= 500:
            self.failed.append(f"{method} {url}")


def content(response: HttpResponse) -> str:
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace")


def urls(address: Address, world: World, candidates: Candidates) -> Iterator[str]:
    """Fill in an address in every way."""
    for filling in candidates.fillings(address):
        quoted = {name: quote(value) for name, value in filling.items()}
        for query in queries(address, world):
            yield (address.form % quoted) + query


def walked() -> list[Address]:
    return [address for address in addresses() if address.name not in NOT_WALKED]


def differences(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    return [label for label, rows in before.items() if rows != after[label]]


def test_every_address_can_be_filled_in(world: World) -> None:
    """A new address is walked, or stands in the table with the reason."""
    candidates = Candidates(world)
    unknown = []
    for address in walked():
        try:
            list(candidates.fillings(address))
        except LookupError as error:
            unknown.append(str(error))
    print("\n".join(unknown))
    assert unknown == []


def test_the_walk(world: World) -> None:
    walker = Walker(world, world.translator)
    candidates = Candidates(world)
    changed = []
    before = snapshot()
    for address in walked():
        try:
            list(candidates.fillings(address))
        except LookupError: continue
        import time; t=time.time(); n=0
        for url in urls(address, world, candidates):
            n+=1
            for method in ("GET", "POST", "PUT", "DELETE"):
                walker.go(method, url)
        if time.time()-t>4: print("TIME", address.name, n, time.time()-t)
        after = snapshot()
        for label in differences(before, after):
            changed.append(f"{address.name}: {label}")
        before = after
    print("\nSEEN\n" + "\n".join(walker.seen))
    print("\nFAILED\n" + "\n".join(walker.failed))
    print("\nCHANGED\n" + "\n".join(changed))
    assert walker.seen == []
    assert changed == []
    assert walker.failed == []


USED = transaction
