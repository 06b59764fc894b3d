"""The staff's list of signatures: filters, search, and its cost."""

from collections.abc import Callable
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.admin import paging
from petitions.models import PetitionPage, Signature
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.steps import steps

LIST = reverse("petitions_signatures:list")
# Statements: the rows of a page with their petitions; how many there are, up to the limit.
ROWS, NUMBER = 1, 1


def listed(client: Client, **query: Any) -> list[Signature]:
    """Return the signatures that the list shows."""
    response = client.get(f"{LIST}?{urlencode(query, doseq=True)}")
    assert response.status_code == 200
    return list(response.context["object_list"])


def names(client: Client, **query: Any) -> set[str]:
    """Return the given names of those listed."""
    return {signature.given_name for signature in listed(client, **query)}


def about_signatures(call: Callable[[], Any]) -> list[str]:
    """Return the statements of a call that read signatures."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured if "petitions_signature" in query["sql"]]


@pytest.fixture
def three(page: PetitionPage) -> list[Signature]:
    """Three signatures that differ in everything."""
    petition, other = petition_of(page), petition_of(PetitionPageFactory(parent=page.get_parent()))
    now = timezone.now()
    return [
        SignatureFactory(
            petition=petition,
            given_name="Ana",
            family_name="Silva",
            email="ana.silva@gmail.com",
            status="confirmed",
            confirmed_at=now,
            partner="witness",
            comment="Thank you",
        ),
        SignatureFactory(
            petition=petition,
            given_name="Élodie",
            family_name="Şahin",
            country="FR",
            language="es",
            status="quarantined",
            quarantine_reason="network",
            source="poster",
            created_at=now.replace(year=2020),
            text=petition.texts.get(kind="petition"),
        ),
        SignatureFactory(
            petition=other,
            given_name="محمد",
            family_name="العلي",
            kind="organisation",
            organisation_name="House of Stories",
            country="EG",
            status="pending",
        ),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Ana", "Élodie", "محمد"}),
        ({"status": ["confirmed", "pending"]}, {"Ana", "محمد"}),
        ({"quarantine_reason": "network"}, {"Élodie"}),
        ({"kind": "organisation"}, {"محمد"}),
        ({"is_approved": "false"}, {"محمد"}),
        ({"is_approved": "true"}, set()),
        ({"language": "es"}, {"Élodie"}),
        ({"country": "EG"}, {"محمد"}),
        ({"partner": "witness"}, {"Ana"}),
        ({"source": "poster"}, {"Élodie"}),
        ({"has_message": "true"}, {"Ana"}),
        ({"has_message": "false"}, {"Élodie", "محمد"}),
        ({"created_at_to": "2021-01-01"}, {"Élodie"}),
        ({"created_at_from": "2021-01-01"}, {"Ana", "محمد"}),
        ({"country": "EG", "status": "confirmed"}, set()),
    ],
)
def test_filters(
    query: dict[str, Any], found: set[str], three: list[Signature], admin_client: Client
) -> None:
    assert names(admin_client, **query) == found


def test_filter_by_petition(three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, petition=three[0].petition_id) == {"Ana", "Élodie"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ana", {"Ana"}),
        ("silva ana", {"Ana"}),
        ("ana şahin", set()),
        ("élodie", {"Élodie"}),
        ("ÉLODIE", {"Élodie"}),
        ("şahin", {"Élodie"}),
        ("محمد", {"محمد"}),
        ("house stories", {"محمد"}),
        ("lodi", {"Élodie"}),
        # One letter or two are looked for where a word begins.
        ("an", {"Ana"}),
        ("na", set()),
        ("ع", set()),
        ("م", {"محمد"}),
        # Signs are no part of a name; alone they find nothing.
        ("ana & silva", {"Ana"}),
        ("%", set()),
        ("_", set()),
        ("--", set()),
        # One mailbox, otherwise spelled; and a part of an address.
        ("ana.silva@gmail.com", {"Ana"}),
        ("AnaSilva+x@googlemail.com", {"Ana"}),
        ("@gmail.com", {"Ana"}),
        ("nobody@example.org", set()),
    ],
)
def test_search(typed: str, found: set[str], three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, q=typed) == found


def test_search_finds_an_erased_address(three: list[Signature], admin_client: Client) -> None:
    Signature.objects.filter(pk=three[0].pk).update(email="")
    assert names(admin_client, q="ana.silva@gmail.com") == {"Ana"}


def test_search_finds_the_number_in_an_export(three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, q=str(three[1].pk)) == {"Élodie"}


def walk(client: Client, way: str, **query: Any) -> tuple[list[list[Any]], str]:
    """Go from page to page by the links of the list; return the rows' numbers, and the end."""
    pages, place = [], query.pop("p", "")
    while True:
        response = client.get(LIST, {**query, "p": place})
        page = response.context["page_obj"]
        pages.append([row.pk for row in page])
        if not getattr(page, f"has_{way}"):
            return pages, place
        place = getattr(page, f"{way}_place")
        assert f"p={place}" in response.content.decode()


@pytest.mark.parametrize("ordering", ["-created_at", "created_at"])
@pytest.mark.parametrize("is_one_moment", [True, False])
def test_every_signature_is_on_one_page_there_and_back(
    ordering: str, is_one_moment: bool, page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 120)
    if is_one_moment:
        # Only the second column of the order tells them apart.
        Signature.objects.update(created_at=timezone.now())
    sign = ordering.removesuffix("created_at")
    rows = Signature.objects.order_by(ordering, f"{sign}pk").values_list("pk", flat=True)
    there, last = walk(admin_client, "next", ordering=ordering, status="pending")
    assert [len(pks) for pks in there] == [50, 50, 20]
    assert [*chain.from_iterable(there)] == list(rows)
    back, _first = walk(admin_client, "previous", ordering=ordering, status="pending", p=last)
    assert back == there[::-1]


def test_what_comes_in_meanwhile_moves_nothing(page: PetitionPage, admin_client: Client) -> None:
    signatures = sorted(crowd(petition_of(page), 60), key=lambda row: row.created_at)
    first = admin_client.get(LIST).context["page_obj"]
    SignatureFactory(petition=petition_of(page), given_name="New")
    rest = {row.given_name for row in listed(admin_client, p=first.next_place)}
    assert rest == {row.given_name for row in signatures[:10]}
    # The way back leads to the same rows, and beyond them to a whole first page.
    second = admin_client.get(LIST, {"p": first.next_place}).context["page_obj"]
    again = admin_client.get(LIST, {"p": second.previous_place}).context["page_obj"]
    assert again.object_list == first.object_list and again.has_previous
    newest = admin_client.get(LIST, {"p": again.previous_place}).context["page_obj"]
    assert len(newest) == 50 and not newest.has_previous
    assert newest.object_list[0].given_name == "New"


@pytest.mark.parametrize(
    "place",
    ["2", "last", "after", "after.x.y", "after.1.2.3", "beside.1.{pk}", f"after.{'9' * 40}.{{pk}}"]
    # Before the first and after the last row of all.
    + ["before.99999999999999999.{pk}", "after.1.{pk}"],
)
def test_a_place_that_there_is_not_is_the_first_page(
    place: str, page: PetitionPage, admin_client: Client
) -> None:
    [signature] = crowd(petition_of(page), 1)
    assert listed(admin_client, p=place.format(pk=signature.pk)) == [signature]


def test_the_last_row_of_a_page_may_be_erased_meanwhile(
    page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 60)
    first = admin_client.get(LIST).context["page_obj"]
    Signature.objects.filter(pk=first.object_list[-1].pk).delete()
    assert len(listed(admin_client, p=first.next_place)) == 10


def test_the_list_counts_up_to_a_limit_and_then_says_more(
    page: PetitionPage, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "COUNTED", 60)
    crowd(petition_of(page), 60)
    content = admin_client.get(f"{LIST}?status=pending").content.decode()
    assert "There are 60 matches" in content and "60 in all" in content
    SignatureFactory(petition=petition_of(page))
    content = admin_client.get(f"{LIST}?status=pending").content.decode()
    assert "There are more than 60 matches" in content and "More than 60" in content
    content = admin_client.get(f"{LIST}?status=confirmed").content.decode()
    assert "No signatures match your query." in content


@pytest.mark.parametrize(
    ("query", "spent"),
    [
        ({}, ROWS + NUMBER),
        ({"ordering": "created_at"}, ROWS + NUMBER),
        ({"q": "silva", "status": "pending"}, ROWS + NUMBER),
        # Nothing is counted that is all on the page.
        ({"q": "ana 77"}, ROWS),
        ({"q": "nobody"}, ROWS),
        ({"q": "crowd7@example.org"}, ROWS),
    ],
)
def test_what_the_list_asks_about_signatures(
    query: dict[str, Any], spent: int, page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 120)
    asked = about_signatures(lambda: listed(admin_client, **query))
    assert len(asked) == spent
    assert all("LIMIT" in sql for sql in asked)


def test_a_page_far_down_costs_what_the_first_costs(
    page: PetitionPage, admin_client: Client
) -> None:
    """On the way back to the first page there are too few rows to fill it, and it is asked for."""
    crowd(petition_of(page), 120)
    first = admin_client.get(LIST).context["page_obj"]
    second = admin_client.get(LIST, {"p": first.next_place}).context["page_obj"]
    for place, spent in (
        (first.next_place, ROWS + NUMBER),
        (second.next_place, ROWS + NUMBER),
        (second.previous_place, ROWS + ROWS + NUMBER),
    ):
        asked = about_signatures(lambda place=place: listed(admin_client, p=place))
        assert len(asked) == spent
        assert not any("OFFSET" in sql for sql in asked)


@pytest.mark.parametrize("query", [{}, {"q": "ana", "status": "pending"}, {"q": "nobody"}])
def test_the_cost_does_not_grow_with_the_rows(
    query: dict[str, Any], page: PetitionPage, admin_client: Client
) -> None:
    """Statements, and what Python does, at n signatures and at 2n."""

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            listed(admin_client, **query)
        return len(captured), steps(lambda: listed(admin_client, **query))

    crowd(petition_of(page), 100)
    listed(admin_client, **query)
    few = cost()
    crowd(petition_of(page), 100, tag="more")
    many = cost()
    assert many[0] == few[0]
    assert many[1] < few[1] * 1.05


def test_names_cannot_break_out(page: PetitionPage, admin_client: Client) -> None:
    SignatureFactory(
        petition=petition_of(page), given_name="<script>alert(1)</script>", partner="<b>"
    )
    content = admin_client.get(LIST).content.decode()
    assert "<bdi>&lt;script&gt;" in content
    assert "<script>alert" not in content


def test_no_wagtail_export_goes_round_ours(three: list[Signature], admin_client: Client) -> None:
    response = admin_client.get(f"{LIST}?export=csv")
    assert response["Content-Type"].startswith("text/html")


def test_the_results_come_alone_for_the_page_to_swap_in(
    three: list[Signature], admin_client: Client
) -> None:
    response = admin_client.get(
        reverse("petitions_signatures:list_results"), {"q": "ana", "_w_filter_fragment": 1}
    )
    assert response.status_code == 200
    content = response.content.decode()
    assert "Silva" in content and "محمد" not in content
    # The way to the export carries the search along.
    assert "export/?q=ana" in content
