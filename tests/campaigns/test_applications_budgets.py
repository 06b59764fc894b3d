"""How many queries a form costs, to read and to send: the same for many questions as for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Application, ApplicationFormPage
from core.models import HomePage
from tests.campaigns.applying import filled_in, make_form, question

# Finding the page: the site, the languages' first pages, the first page and its kind, the page and
# its kind, what it stands for, restrictions (7, with two that do for both). The form: its record,
# its questions, the site's settings (3). Around it: the languages that it is in, the menu and what
# is private in it, whether a translation is older (4).
READING = 14
# Finding it (7); the record (1); the questions of the empty form, which says what may come, and
# of the filled in one (2); the source's page and questions (2). In a savepoint (2): how many of
# the address, insert, read back, mail (4).
SENDING = 18


def more_questions(page: ApplicationFormPage, number: int) -> ApplicationFormPage:
    """Add questions that nobody must answer."""
    for place in range(number):
        question(page, f"More {place}", "singleline", required=False)
    page.save_revision().publish()
    return ApplicationFormPage.objects.get(pk=page.pk)


def queries(page: ApplicationFormPage, once: int | None = None) -> int:
    """Return how many queries it takes to read the form, or to send it."""
    client = Client()
    data = filled_in(page, Address=f"a{once}@example.org") if once else {}
    with CaptureQueriesContext(connection) as captured:
        response = client.post(page.url, data) if once else client.get(page.url)
    assert response.status_code == (303 if once else 200)
    return len(captured)


def test_many_questions_cost_no_more_than_few(home: HomePage) -> None:
    page = make_form(home)
    queries(page), queries(page, once=1)
    few = queries(page), queries(page, once=2)
    page = more_questions(page, 7)
    assert (queries(page), queries(page, once=3)) == few
    assert few[0] <= READING
    assert few[1] <= SENDING
    assert Application.objects.count() == 3


@pytest.mark.parametrize("path", ["add", "list"])
def test_an_empty_beginning(home: HomePage, admin_client: Client, path: str) -> None:
    """A page that is not there yet, and a list without an application."""
    url = (
        reverse("wagtailadmin_pages:add", args=["campaigns", "applicationformpage", home.pk])
        if path == "add"
        else reverse("campaigns_applications:list")
    )
    response = admin_client.get(url)
    assert response.status_code == 200
    if path == "add":
        assert "Nobody can apply before publication" in response.content.decode()
