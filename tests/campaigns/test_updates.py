"""Updates of campaigns: their list, their pages, their feeds."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from campaigns.models import CampaignPage, CampaignUpdatePage
from campaigns.views.updates import PER_PAGE
from core.models import HomePage
from petitions.models import PetitionPage
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    CampaignUpdatePageFactory,
    link_petition,
)
from tests.translating import translate

pytestmark = pytest.mark.one_database

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def campaign(home: HomePage) -> CampaignPage:
    return CampaignPageFactory(parent=CampaignIndexPageFactory(parent=home), slug="dignity")


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def titles(client: Client, address: str) -> list[str]:
    feed = ET.fromstring(client.get(address).content)
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def make(campaign: CampaignPage, title: str, day: date) -> None:
    CampaignUpdatePageFactory(parent=campaign, title=title, slug=title.lower(), date=day)


def test_the_newest_three_and_a_way_to_all(campaign: CampaignPage, client: Client) -> None:
    for year in (2017, 2020, 2023, 2025):
        make(campaign, f"Y{year}", date(year, 1, 1))
    html = read(client, campaign.url)
    assert html.index("Y2025") < html.index("Y2023") < html.index("Y2020")
    assert "Y2017" not in html
    assert "See all 4 updates" in html
    assert "Y2017" in read(client, f"{campaign.url}updates/")


def test_all_of_them_on_pages(campaign: CampaignPage, client: Client) -> None:
    for number in range(PER_PAGE + 1):
        make(campaign, f"N{number}", date(2020, 1, 1 + number))
    first = read(client, f"{campaign.url}updates/")
    assert f"N{PER_PAGE}" in first
    assert ">N0<" not in first
    assert 'rel="next"' in first
    assert ">N0<" in read(client, f"{campaign.url}updates/?page=2")
    assert "There are no updates yet." not in first


def test_none_yet(campaign: CampaignPage, client: Client) -> None:
    assert "There are no updates yet." in read(client, f"{campaign.url}updates/")
    assert titles(client, f"{campaign.url}updates/feed/") == []


def test_a_page_of_its_own_between_the_others(campaign: CampaignPage, client: Client) -> None:
    for year in (2017, 2020, 2023):
        make(campaign, f"Y{year}", date(year, 1, 1))
    html = read(client, f"{campaign.url}y2020/")
    assert "Later: Y2023" in html
    assert "Earlier: Y2017" in html
    assert f'href="{campaign.url}"' in html
    assert "Later:" not in read(client, f"{campaign.url}y2023/")


def test_what_came_of_a_petition(
    campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    make(campaign, "Agreed", date(2017, 3, 1))
    html = read(client, page.url)
    assert "What came of it" in html
    assert f'href="{campaign.url}agreed/"' in html


def test_feeds_of_one_and_of_all(campaign: CampaignPage, client: Client) -> None:
    other = CampaignPageFactory(parent=campaign.get_parent(), slug="other")
    make(campaign, "One", date(2017, 1, 1))
    make(other, "Two", date(2018, 1, 1))
    assert titles(client, f"{campaign.url}updates/feed/") == ["One"]
    assert titles(client, "/en/campaigns/updates/feed/") == ["Two", "One"]
    response = client.get(f"{campaign.url}updates/feed/")
    again = client.get(f"{campaign.url}updates/feed/", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304


def test_a_feed_speaks_one_language(
    home: HomePage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    CampaignUpdatePageFactory(parent=campaign, title="English alone")
    both = CampaignUpdatePageFactory(parent=campaign, title="Both")
    for page in (home, campaign.get_parent(), campaign, both):
        translate(page, spanish)
    address = "/es/campaigns/dignity/updates/feed/"
    assert titles(client, address) == ["es: Both"]
    assert client.get(address)["Content-Language"] == "es"
    assert set(titles(client, f"{campaign.url}updates/feed/")) == {"English alone", "Both"}


def test_what_is_private_or_a_draft_is_nowhere(
    campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    hidden = CampaignUpdatePageFactory(parent=campaign, title="Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    CampaignUpdatePageFactory(parent=campaign, title="Draft").unpublish()
    for address in (
        campaign.url,
        f"{campaign.url}updates/",
        f"{campaign.url}updates/feed/",
        "/en/campaigns/updates/feed/",
        page.url,
    ):
        html = read(client, address)
        assert "Hidden" not in html, address
        assert "Draft" not in html, address


def test_what_was_pasted_from_a_word_processor_breaks_no_feed(
    campaign: CampaignPage, client: Client
) -> None:
    make(campaign, "Lines", date(2017, 3, 1))
    CampaignUpdatePage.objects.update(title="Two\x0blines", summary="One\x0ctwo")
    assert titles(client, f"{campaign.url}updates/feed/") == ["Two lines"]


def test_the_list_leads_to_the_feed(campaign: CampaignPage, client: Client) -> None:
    make(campaign, "One", date(2017, 3, 1))
    assert f'<a href="{campaign.url}updates/feed/">' in read(client, f"{campaign.url}updates/")


def test_an_update_leads_to_no_campaign_that_nobody_can_read(
    home: HomePage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    make(campaign, "One", date(2017, 3, 1))
    make(campaign, "Two", date(2018, 3, 1))
    for page in (home, campaign.get_parent()):
        translate(page, spanish)
    spanish_campaign = translate(campaign, spanish)
    spanish_update = translate(campaign.get_children().first().specific, spanish)
    # What is read in place of the translation. Anew from the database: each has children now.
    CampaignPage.objects.get(pk=spanish_campaign.pk).unpublish()
    assert f'href="{campaign.url}" lang="en"' in read(client, spanish_update.url)
    CampaignPage.objects.get(pk=campaign.pk).unpublish()
    html = read(client, f"{campaign.url}one/")
    assert f'href="{campaign.url}"' not in html
    assert "updates/feed/" not in html
    assert "Later:" not in html


def test_addresses_that_lists_need(campaign: CampaignPage) -> None:
    update = CampaignUpdatePageFactory.build(slug="updates")
    with pytest.raises(ValidationError, match="taken"):
        update.clean()
    with pytest.raises(ValidationError, match="taken"):
        CampaignPageFactory.build(slug="updates").clean()
