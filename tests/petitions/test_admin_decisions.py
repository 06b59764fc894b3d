"""Deciding on many signatures: the page that explains, and the deed."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import batches
from core.admin import deciding
from petitions import moderating
from petitions.admin.bulk_actions import DECISIONS
from petitions.models import PetitionPage, Signature
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd


def url(action: str, **query: Any) -> str:
    """Return the address of a decision."""
    path = reverse("wagtail_bulk_action", args=["petitions", "signature", action])
    return f"{path}?{urlencode(query, doseq=True)}"


def decide(client: Client, action: str, **query: Any) -> list[str]:
    """Look at the page, press its button, and return the messages."""
    address = url(action, **query)
    form = client.get(address).context["form"]
    response = client.post(address, {"until": form["until"].value()})
    assert response.status_code == 302
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def states() -> dict[str, int]:
    """Return how many signatures are in each state."""
    found = list(Signature.objects.values_list("status", flat=True))
    return {status: found.count(status) for status in set(found)}


def test_the_page_says_what_will_change_and_what_becomes_of_the_count(
    page: PetitionPage, admin_client: Client
) -> None:
    petition = petition_of(page)
    ids = [row.pk for row in crowd(petition, 5, status="confirmed")]
    ids += [row.pk for row in crowd(petition, 7, tag="held", status="quarantined")]
    ids += [row.pk for row in crowd(petition, 2, tag="bad", status="invalid")]
    response = admin_client.get(url("invalidate", id=ids))
    content = response.content.decode()
    assert "12 signatures will become invalid." in content
    assert "2 of those you chose are invalid or withdrawn already" in content
    assert "changes from 5 to <strong>0</strong>" in content
    # Looking changes nothing.
    assert states() == {"confirmed": 5, "quarantined": 7, "invalid": 2}
    assert "12 signatures are invalid now." in decide(admin_client, "invalidate", id=ids)[0]
    assert states() == {"invalid": 14}
    assert petition_of(page).count.total == 0


def test_the_page_says_who_still_has_to_confirm(page: PetitionPage, admin_client: Client) -> None:
    petition = petition_of(page)
    held = crowd(petition, 3, status="quarantined")
    Signature.objects.filter(pk=held[0].pk).update(confirmed_at=timezone.now())
    response = admin_client.get(url("release", id=[row.pk for row in held]))
    content = response.content.decode()
    assert "changes from 0 to <strong>1</strong>" in content
    assert "2 were not confirmed by their signers yet" in content
    decide(admin_client, "release", id=[row.pk for row in held])
    assert states() == {"pending": 2, "confirmed": 1}
    assert petition_of(page).count.total == 1


def test_few_are_named_and_many_are_not(page: PetitionPage, admin_client: Client) -> None:
    ids = [row.pk for row in crowd(petition_of(page), 11, status="quarantined")]
    assert "Ana 3" in admin_client.get(url("release", id=ids[:10])).content.decode()
    assert "Ana 3" not in admin_client.get(url("release", id=ids)).content.decode()


def test_nothing_to_do_has_no_button(page: PetitionPage, admin_client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page))
    for query in ({"id": signature.pk}, {}, {"id": "nonsense"}):
        content = admin_client.get(url("release", **query)).content.decode()
        assert "There is nothing to do." in content
        assert 'method="post"' not in content
    decide_url = url("release", id=signature.pk)
    assert admin_client.post(decide_url).status_code == 302
    assert states() == {"pending": 1}


@pytest.mark.parametrize("action", ["release", "restore"])
def test_all_in_the_list_means_what_the_filters_and_the_search_leave(
    action: str, page: PetitionPage, admin_client: Client
) -> None:
    status = {"release": "quarantined", "restore": "invalid"}[action]
    other = PetitionPageFactory(parent=page.get_parent())
    crowd(petition_of(page), 60, status=status)
    crowd(petition_of(other), 5, tag="other", status=status)
    petition = petition_of(page).pk
    query = {"id": "all", "petition": petition, "status": status, "p": 2, "next": "/admin/"}
    decide(admin_client, action, **query, q="Ana 1")
    # 1, and 10 to 19.
    assert states() == {"pending": 11, status: 54}
    decide(admin_client, action, **query)
    assert states() == {"pending": 60, status: 5}


def test_a_filter_that_cannot_be_read_stops_everything(
    page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 3, status="quarantined")
    decide(admin_client, "invalidate", id="all", petition="nonsense")
    assert states() == {"quarantined": 3}


def test_what_arrives_after_the_page_was_shown_is_left_alone(
    page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 3, status="quarantined")
    address = url("invalidate", id="all")
    until = admin_client.get(address).context["form"]["until"].value()
    crowd(petition_of(page), 2, tag="late", status="quarantined")
    admin_client.post(address, {"until": until})
    assert states() == {"invalid": 3, "quarantined": 2}


def test_several_petitions_are_told_apart(page: PetitionPage, admin_client: Client) -> None:
    other = PetitionPageFactory(parent=page.get_parent(), title="Another petition")
    crowd(petition_of(page), 2, status="confirmed")
    crowd(petition_of(other), 3, tag="other", status="confirmed")
    effects = admin_client.get(url("invalidate", id="all")).context["effects"]
    assert [(effect.title, effect.before, effect.after) for effect in effects] == [
        ("Another petition", 3, 0),
        ("Dignity in the news", 2, 0),
    ]


def test_five_thousand_at_once(page: PetitionPage, admin_client: Client) -> None:
    crowd(petition_of(page), 5000, status="confirmed")
    assert "5,000 signatures are invalid now." in decide(admin_client, "invalidate", id="all")[0]
    assert petition_of(page).count.total == 0


def test_a_decision_that_takes_too_long_stops_and_says_how_many_are_left(
    page: PetitionPage, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "LONGEST", -1.0)
    monkeypatch.setattr(batches, "BATCH", 10)
    crowd(petition_of(page), 25, status="confirmed")
    done, left = decide(admin_client, "invalidate", id="all")
    assert "10 signatures are invalid now." in done
    assert "15 more signatures are still to be done." in left
    assert states() == {"invalid": 10, "confirmed": 15}
    assert petition_of(page).count.total == 15


def test_next_leads_back_and_nowhere_else(page: PetitionPage, admin_client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="quarantined")
    response = admin_client.post(url("release", id=signature.pk, next="https://evil.example/"))
    assert response["Location"] == reverse("petitions_signatures:list")


def test_every_decision_has_its_words(page: PetitionPage, admin_client: Client) -> None:
    SignatureFactory(petition=petition_of(page))
    for decision in DECISIONS:
        assert decision.decision in moderating.POSSIBLE
        assert admin_client.get(url(decision.action_type, id="all")).status_code == 200


def test_approving_in_bulk(page: PetitionPage, admin_client: Client) -> None:
    values = {"kind": "organisation", "organisation_name": "House", "status": "confirmed"}
    signature = SignatureFactory(petition=petition_of(page), **values)
    assert "1 organisation approved." in decide(admin_client, "approve", id=signature.pk)[0]
    signature.refresh_from_db()
    assert signature.is_approved
    decide(admin_client, "unapprove", id=signature.pk)
    signature.refresh_from_db()
    assert not signature.is_approved
