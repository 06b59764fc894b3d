"""What a process remembers for a moment: busy pages, and that a moment is over."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core import remembering
from core.remembering import LARGEST, Moment
from petitions.models import Petition, PetitionPage, Signature

pytestmark = pytest.mark.one_database


@pytest.fixture
def clock(monkeypatch: Any, settings: Any) -> list[float]:
    """A clock that stands until the test moves it."""
    settings.REMEMBERED_SECONDS = 1.0
    now = [100.0]
    monkeypatch.setattr(remembering.time, "monotonic", lambda: now[0])
    return now


def test_a_moment_ends(clock: list[float]) -> None:
    moment: Moment[str] = Moment()
    moment.keep("key", "value")
    clock[0] += 0.9
    assert moment.get("key") == "value"
    clock[0] += 0.2
    assert moment.get("key") is None


def test_one_finds_it_anew_while_the_others_go_on(clock: list[float]) -> None:
    moment: Moment[str] = Moment()
    moment.keep("key", "old")
    clock[0] += 1.1
    assert [moment.get("key") for _person in range(3)] == [None, "old", "old"]
    moment.keep("key", "new")
    assert [moment.get("key") for _person in range(3)] == ["new"] * 3


def test_what_nobody_finds_again_is_gone_after_two_moments(clock: list[float]) -> None:
    moment: Moment[str] = Moment()
    moment.keep("key", "value")
    for seconds, remembered in ((1.1, None), (0.8, "value"), (0.2, None), (0.1, None)):
        clock[0] += seconds
        assert moment.get("key") == remembered


def test_a_stranger_who_asks_for_everything_fills_no_memory(clock: list[float]) -> None:
    moment: Moment[int] = Moment()
    for number in range(3 * LARGEST):
        moment.keep(number, number)
    assert len(moment._values) <= LARGEST


def sign(page: PetitionPage, data: dict[str, str], name: str) -> int:
    """Sign as somebody else; return the status."""
    return Client().post(page.url, {**data, "email": f"{name}@example.org"}).status_code


def test_a_petition_that_is_closed_takes_no_signature_a_moment_later(
    page: PetitionPage, form_data: dict[str, str], clock: list[float]
) -> None:
    assert sign(page, form_data, "first") == 303
    Petition.objects.update(is_closed=True)
    clock[0] += 1.1
    assert sign(page, form_data, "second") == 422
    assert Signature.objects.count() == 1


def test_what_a_busy_page_answers_is_what_it_answers_otherwise(
    page: PetitionPage, form_data: dict[str, str], clock: list[float]
) -> None:
    """A form with a mistake as well, which shows the page."""
    wrong = {**form_data, "email": "nobody", "given_name": "Zoë"}
    answers = [Client().post(page.url, wrong)]
    assert sign(page, form_data, "first") == 303
    answers.append(Client().post(page.url, wrong))
    first, busy = ((answer.status_code, answer["Content-Language"]) for answer in answers)
    assert first == busy == (422, "en")
    assert "Zoë" in answers[1].text and answers[1].context["page"] == page


def test_a_private_page_is_never_busy(
    page: PetitionPage, form_data: dict[str, str], clock: list[float], admin_client: Client
) -> None:
    """Or others could send its form as well, after somebody who may see it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert admin_client.post(page.url, form_data).status_code == 303
    assert sign(page, form_data, "stranger") == 302
    assert Signature.objects.count() == 1
