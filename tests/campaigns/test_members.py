"""How members log in and out on the site, without any access to the admin."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from campaigns.models import Liaison
from core.models import HomePage
from tests.factories import OrganisationFactory, OrganisationIndexPageFactory, UserFactory

pytestmark = pytest.mark.one_database

ADDRESS = "liaison@haven.example.org"
PAGE = "/en/organisations/haven/"


@pytest.fixture
def _haven(home: HomePage) -> None:
    OrganisationIndexPageFactory(parent=home)
    haven = OrganisationFactory(name="Haven", slug="haven")
    Liaison.objects.create(organisation=haven, name="Ana", email=ADDRESS)
    user = UserFactory(email="member@example.org")
    user.groups.add(Group.objects.get(name="Members of the coalition"))


@pytest.mark.usefixtures("_haven")
def test_in_and_out_again() -> None:
    client = Client()
    html = client.get(PAGE).content.decode()
    assert f'href="/en/_util/login/?next={PAGE}"' in html
    data = {"username": "member@example.org", "password": "wrong", "next": PAGE}
    refused = client.post("/en/_util/login/", data)
    assert refused.status_code == 200
    assert 'value="member@example.org"' in refused.content.decode()
    response = client.post("/en/_util/login/", {**data, "password": "correct horse battery"})
    assert response["Location"] == PAGE
    assert ADDRESS in client.get(PAGE).content.decode()
    assert client.get("/admin/").status_code == 302
    assert client.post("/en/_util/logout/", {"next": PAGE})["Location"] == PAGE
    assert ADDRESS not in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("_haven")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_question_is_one_of_our_pages(language: str) -> None:
    html = Client().get(f"/{language}/_util/login/").content.decode()
    assert f'<html lang="{language}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<label class="field__label" for="id_password">' in html


@pytest.mark.usefixtures("_haven")
def test_it_leads_nowhere_else() -> None:
    data = {
        "username": "member@example.org",
        "password": "correct horse battery",
        "next": "https://elsewhere.example.org/",
    }
    response = Client().post("/en/_util/login/", data)
    assert response["Location"] == "/"
