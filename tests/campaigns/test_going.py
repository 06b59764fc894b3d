"""What staff are told before something goes that others refer to, and what readers find then."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry

from campaigns.models import (
    CampaignPage,
    CampaignPartner,
    CampaignPetition,
    EventCampaign,
    EventPage,
    Liaison,
    Membership,
    Organisation,
    StoryIndexPage,
)
from core.models import HomePage
from core.sharing.models import ShortLink
from petitions.models import PetitionPage
from tests.campaigns.stories import StoryPageFactory, about
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    CampaignUpdatePageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
)
from tests.translating import translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def campaign(home: HomePage) -> CampaignPage:
    return CampaignPageFactory(parent=CampaignIndexPageFactory(parent=home), title="Dignity")


@pytest.fixture
def haven(home: HomePage) -> Organisation:
    OrganisationIndexPageFactory(parent=home)
    return OrganisationFactory(name="Haven", slug="haven")


def bulk(kind: str, action: str, *things: Any) -> str:
    ids = "&".join(f"id={thing.pk}" for thing in things)
    url = reverse("wagtail_bulk_action", args=[*kind.split("."), action])
    return f"{url}?{ids}"


def said(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def status_and_text(client: Client, url: str) -> tuple[int, str]:
    response = client.get(url)
    return response.status_code, response.content.decode()


# --- organisations ----------------------------------------------------------


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_an_organisation_with_campaigns_and_stories(
    haven: Organisation,
    campaign: CampaignPage,
    story_index: StoryIndexPage,
    admin_client: Client,
    client: Client,
    action: str,
) -> None:
    CampaignPartner.objects.create(page=campaign, organisation=haven)
    story = about(StoryPageFactory(parent=story_index), organisation=haven)
    url = reverse(f"wagtailsnippets_campaigns_organisation:{action}", args=[haven.pk])
    html = said(admin_client, url)
    assert "Campaigns that no longer name it as a partner: 1." in html
    assert "Stories that stay, and no longer say that they are its: 1." in html
    assert "What it has signed stays signed." in html
    assert admin_client.post(url).status_code == 302
    for page in (campaign, story):
        code, text = status_and_text(client, page.url)
        assert code == 200
        assert "Haven" not in text
        assert "/organisations/haven/" not in text


def test_ticked_organisations_say_it_each(
    haven: Organisation, admin_client: Client, client: Client
) -> None:
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    Membership.objects.create(coalition=union, member=haven)
    url = bulk("campaigns.organisation", "delete", haven, union)
    html = said(admin_client, url)
    assert "“Haven”: It is no longer shown as a member of 1 coalition." in html
    assert "“Joint Voice”: 1 member loses this coalition from its page." in html
    admin_client.post(url)
    assert client.get("/en/organisations/haven/").status_code == 404


def test_lists_and_choosers_have_each_organisation_once(
    haven: Organisation, spanish: Locale, admin_client: Client
) -> None:
    """Whoever chose a translation would see it nowhere: others refer to the source's row."""
    other = translate(haven, spanish)
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    union.members.add(Membership(member=haven))
    union.save()
    translate(union, spanish)
    listed = reverse("wagtailsnippets_campaigns_organisation:list")
    assert f"edit/{haven.pk}/" in said(admin_client, listed)
    assert f"edit/{other.pk}/" not in said(admin_client, listed)
    assert f"edit/{other.pk}/" in said(admin_client, f"{listed}?locale=es")
    choose = reverse("wagtailsnippetchoosers_campaigns_organisation:choose_results")
    assert f"chosen/{haven.pk}/" in said(admin_client, choose)
    assert f"chosen/{other.pk}/" not in said(admin_client, choose)
    assert f"chosen/{other.pk}/" not in said(admin_client, f"{choose}?q=haven")
    # Nor are the copies counted that translations of a coalition have of its members.
    url = reverse("wagtailsnippets_campaigns_organisation:unpublish", args=[haven.pk])
    assert "It is no longer shown as a member of 1 coalition." in said(admin_client, url)


def test_its_translations_go_with_it(
    haven: Organisation, spanish: Locale, admin_client: Client
) -> None:
    """Or another one of that name could not be translated."""
    other = translate(haven, spanish)
    url = reverse("wagtailsnippets_campaigns_organisation:delete", args=[haven.pk])
    assert "Translations that are deleted with it: 1." in said(admin_client, url)
    other.delete()
    assert Organisation.objects.get() == haven
    translate(haven, spanish)
    admin_client.post(url)
    assert not Organisation.objects.exists()
    again = OrganisationFactory(name="Haven", slug="haven")
    assert translate(again, spanish).slug == "haven"


def test_the_log_does_not_keep_who_a_liaison_was(haven: Organisation, admin_client: Client) -> None:
    data = {"organisation": haven.pk, "name": "Amina", "role": "", "email": "amina@example.org"}
    admin_client.post(reverse("campaigns_liaisons:add"), data)
    liaison = Liaison.objects.get()
    admin_client.post(reverse("campaigns_liaisons:delete", args=[liaison.pk]))
    entries = ModelLogEntry.objects.filter(content_type__model="liaison")
    assert {entry.action for entry in entries} >= {"wagtail.create", "wagtail.delete"}
    for entry in entries:
        assert "mina" not in f"{entry.label} {entry.data}".lower()


# --- pages ------------------------------------------------------------------


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize("way", ["one", "ticked"])
def test_a_campaign_with_all_that_belongs_to_it(
    campaign: CampaignPage,
    event_page: EventPage,
    story_index: StoryIndexPage,
    admin_client: Client,
    client: Client,
    action: str,
    way: str,
) -> None:
    EventCampaign.objects.create(page=event_page, campaign=campaign)
    story = about(StoryPageFactory(parent=story_index), campaigns=(campaign,))
    update = CampaignUpdatePageFactory(parent=campaign)
    ShortLink.objects.create(translation_key=campaign.translation_key, label="Poster")
    for page in (story, update):
        assert f'href="{campaign.url}"' in client.get(page.url).content.decode()
    url = (
        reverse(f"wagtailadmin_pages:{action}", args=[campaign.pk])
        if way == "one"
        else bulk("wagtailcore.page", action, campaign)
    )
    html = said(admin_client, url)
    assert "Events that no longer belong to it: 1." in html
    assert "Stories that no longer lead to it: 1." in html
    assert "Short links that lead nowhere then: 1." in html
    assert ("1 update of this campaign goes with it." in html) is (action == "delete")
    assert ("Updates that stay on the site" in html) is (action == "unpublish")
    assert "“Dignity”:" not in html
    assert admin_client.post(url).status_code == 302
    for page in (event_page, story, update):
        code, text = status_and_text(client, page.url)
        assert code == (404 if page is update and action == "delete" else 200)
        assert f'href="{campaign.url}"' not in text


def test_what_is_below_a_page_goes_and_is_spoken_of(
    campaign: CampaignPage, page: PetitionPage, admin_client: Client
) -> None:
    other = CampaignPageFactory(parent=campaign.get_parent(), title="Voice")
    CampaignPetition.objects.create(page=other, petition=page)
    index = campaign.get_parent()
    html = said(admin_client, reverse("wagtailadmin_pages:delete", args=[index.pk]))
    assert "“Voice”: 1 petition no longer leads to it." in html
    assert "“Dignity”: The pages of its partners no longer list it." in html
    # Unpublished alone, it leaves those below it as they are.
    html = said(admin_client, reverse("wagtailadmin_pages:unpublish", args=[index.pk]))
    assert "“Voice”:" not in html


def test_a_petition_is_counted_once_for_each_campaign(
    campaign: CampaignPage, page: PetitionPage, spanish: Locale, admin_client: Client
) -> None:
    campaign.petitions.add(CampaignPetition(petition=page))
    campaign.save_revision().publish()
    translate(campaign.get_parent().get_parent(), spanish)
    translate(campaign.get_parent(), spanish)
    translate(campaign, spanish)
    html = said(admin_client, bulk("wagtailcore.page", "unpublish", page))
    assert "1 campaign no longer shows this petition." in html


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_an_event_of_a_campaign(
    campaign: CampaignPage, event_page: EventPage, admin_client: Client, client: Client, action: str
) -> None:
    EventCampaign.objects.create(page=event_page, campaign=campaign)
    address = event_page.url
    assert address in client.get(campaign.url).content.decode()
    url = bulk("wagtailcore.page", action, event_page)
    html = said(admin_client, url)
    assert "Campaigns that no longer list it: 1." in html
    assert "This event has a session to come." in html
    assert admin_client.post(url).status_code == 302
    code, text = status_and_text(client, campaign.url)
    assert code == 200
    assert address not in text
