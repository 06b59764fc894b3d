"""How many statements each public address costs, and that a million signatures cost no more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from core.mail.queue import Recipient, queue_mail
from core.mail.sending import drain
from petitions.models import Milestone, Petition, PetitionPage
from petitions.tokens import links
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.translating import translate
from translators.languages import set_up_language

# The begin and end of transactions, which the tests' own transaction turns into savepoints.
_FRAME = ("SAVEPOINT", "RELEASE")

# Finding any page: its site, the first page in each language, the one to begin at, two statements
# for each step below it (which page, and which kind of page), the page's ancestors and their
# restrictions.
FINDING = 1 + 1 + 1 + 2 * 2 + 2
# Around any page: settings, the menu with its restrictions. The first pages are known.
AROUND = 1 + 2


def statements(call: Callable[[], Any]) -> int:
    """Return the number of SQL statements of a call."""
    with CaptureQueriesContext(connection) as captured:
        call()
    found = [query["sql"] for query in captured if not query["sql"].startswith(_FRAME)]
    assert not any("COUNT(" in sql for sql in found), "counting rows is what the counter is for"
    return len(found)


@pytest.fixture
def busy(page: PetitionPage) -> PetitionPage:
    """A petition with signers of each kind, seen once, so that Wagtail's caches are warm."""
    petition = petition_of(page)
    crowd(petition, 20, status="confirmed")
    for number in range(5):
        SignatureFactory(
            petition=petition,
            kind="organisation",
            organisation_name=f"Guild {number}",
            status="confirmed",
            visibility="full",
            is_approved=True,
        )
    Milestone.objects.create(petition=petition, threshold=10)
    Client().get(page.url)
    # Django keeps the kinds of records that logs name for as long as the process lives.
    ContentType.objects.get_for_model(Petition)
    return page


def test_reading_a_petition(busy: PetitionPage) -> None:
    """Record with count; wordings; signers; organisations; milestones; its campaigns, none here;
    the page in its other languages, once for the head and the language links; whether it was
    translated from a text that is newer.
    """
    spent = statements(lambda: Client().get(busy.url))
    assert spent == FINDING + AROUND + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1


def test_reading_a_translation(busy: PetitionPage, spanish: Locale) -> None:
    """What the petition costs in its own language."""
    set_up_language(spanish)
    for above in busy.get_ancestors().filter(depth__gt=1):
        translate(above.specific, spanish)
    translated = translate(busy, spanish)
    Client().get(translated.url)
    spent = [statements(lambda url=page.url: Client().get(url)) for page in (busy, translated)]
    assert spent[1] == spent[0]


def test_reading_what_is_not_translated(busy: PetitionPage, spanish: Locale) -> None:
    """An alias: its original, with its language; the original of the list and of the first page,
    which may be private. It is the source itself, which none is newer than.
    """
    set_up_language(spanish)
    alias = PetitionPage.objects.get(alias_of=busy)
    Client().get(alias.url)
    spent = [statements(lambda url=page.url: Client().get(url)) for page in (busy, alias)]
    assert spent[1] == spent[0] + 2 + 2 - 1


def test_signing(busy: PetitionPage, form_data: dict[str, Any], settings: Any) -> None:
    """Who comes first in a moment: record, wordings; then, as all others, signature, consents,
    mail, which on PostgreSQL are one; and whether the page is private.
    """
    settings.REMEMBERED_SECONDS = 60
    written = 1 if connection.vendor == "postgresql" else 3
    typed = {**form_data, "consent_updates": "on"}
    spent = [
        statements(
            lambda number=number: Client().post(busy.url, {**typed, "email": f"{number}@x.org"})
        )
        for number in range(2)
    ]
    assert spent == [FINDING + 2 + written + 1, written]


def test_confirming(busy: PetitionPage, settings: Any) -> None:
    """The signature with the count, which on SQLite are two. Who comes first in a moment also asks
    where the thank-you is: petition, page.
    """
    settings.REMEMBERED_SECONDS = 60
    written = 1 if connection.vendor == "postgresql" else 2
    waiting = [links(row)["confirm_url"] for row in crowd(petition_of(busy), 2, tag="new")]
    spent = [statements(lambda link=link: Client().post(link)) for link in waiting]
    assert spent == [written + 2, written]


def test_reading_the_count(busy: PetitionPage) -> None:
    """The count with its petition, and nothing else."""
    url = f"/api/petitions/{busy.translation_key}/count/"
    assert statements(lambda: Client().get(url)) == 1


def test_the_list_of_petitions_does_not_grow_with_them(
    busy: PetitionPage, petition_index: Any
) -> None:
    """Restrictions, pages, records; the site and its paths are in Wagtail's cache."""
    spent = []
    for _time in range(2):
        for _n in range(3):
            PetitionPageFactory(parent=petition_index)
        Client().get("/api/petitions/")
        spent.append(statements(lambda: Client().get("/api/petitions/")))
    assert spent[0] == spent[1] <= 5


def test_the_page_with_the_list_does_not_grow_with_it(
    busy: PetitionPage, petition_index: Any
) -> None:
    spent = []
    for _time in range(2):
        for _n in range(3):
            PetitionPageFactory(parent=petition_index)
        spent.append(statements(lambda: Client().get(petition_index.url)))
    assert spent[0] == spent[1]


def test_nothing_grows_with_the_signatures(busy: PetitionPage, form_data: dict[str, Any]) -> None:
    """The same statements at n signatures and at 2n, in every public step."""
    petition = petition_of(busy)
    spent = []
    for time in range(2):
        if time:
            crowd(petition, 500, status="confirmed", tag="more")
        waiting = links(crowd(petition, 1, tag=f"waiting{time}")[0])
        typed = {**form_data, "email": f"new{time}@example.org"}
        calls: dict[str, Callable[[], Any]] = {
            "page": lambda: Client().get(busy.url),
            "count": lambda: Client().get(f"/api/petitions/{petition.uuid}/count/"),
            "list": lambda: Client().get("/api/petitions/"),
            "thanks": lambda: Client().get(f"{busy.url}thank-you/"),
            "sign": lambda typed=typed: Client().post(busy.url, typed),
            "sign again": lambda typed=typed: Client().post(busy.url, typed),
            "look": lambda waiting=waiting: Client().get(waiting["confirm_url"]),
            "confirm": lambda waiting=waiting: Client().post(waiting["confirm_url"]),
            "manage": lambda waiting=waiting: Client().get(waiting["manage_url"]),
        }
        spent.append({name: statements(call) for name, call in calls.items()})
    assert spent[0] == spent[1]


def test_a_mail_costs_one_statement_beyond_its_batch(busy: PetitionPage) -> None:
    """Recording each result as it comes is what keeps a killed worker from sending twice."""
    batch = str(petition_of(busy).pk)
    drain()
    spent = []
    for number in (10, 20):
        recipients = [Recipient(f"n{n}@example.org", {"confirm_url": "x"}) for n in range(number)]
        queue_mail("confirm_signature", "en", recipients, batch=batch)
        spent.append(statements(drain))
    assert spent[1] - spent[0] == 10
