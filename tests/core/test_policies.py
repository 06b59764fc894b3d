"""What browsers are told not to run, whatever has gone wrong.

The walk (tests/walk) looks at each public address; this at the answers that it does not meet.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.logins import limits
from core.posting import LARGEST_FORM
from petitions.models import PetitionPage
from tests.policies import objections

pytestmark = pytest.mark.one_database


def test_every_answer_to_a_form_has_a_strict_policy(
    page: PetitionPage, form_data: dict[str, str]
) -> None:
    login = reverse("wagtailcore_login")
    guesses = [Client().post(login, {"username": "a", "password": "b"}) for _n in range(11)]
    guarded = Client(enforce_csrf_checks=True)
    answers = {
        422: Client().post(page.url, {}),
        403: Client().post(page.url, form_data, headers={"Origin": "https://evil.example"}),
        413: Client().post(page.url, {"comment": "x" * LARGEST_FORM}),
        200: guesses[limits.FROM_ONE_NETWORK],
        405: Client().post(reverse("search")),
        404: Client().post("/en/nothing/"),
    }
    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    refused = guarded.post(login, {"username": "a", "password": "b"})
    assert refused.status_code == 403
    wrong = {answer.status_code: objections(answer) for answer in [*answers.values(), refused]}
    assert {status: found for status, found in wrong.items() if found} == {}


def test_so_has_an_answer_that_failed(settings: Any, client: Client) -> None:
    away = client.get("/en/", headers={"Host": "evil.example"})
    settings.ROOT_URLCONF = "tests.core.broken_urls"
    client.raise_request_exception = False
    broken = client.get("/")
    assert (away.status_code, broken.status_code) == (400, 500)
    assert objections(away) == objections(broken) == []
