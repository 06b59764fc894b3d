"""The page of a campaign: what it shows, in which language, and what that costs."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from campaigns.finding import find
from campaigns.models import (
    CampaignIndexPage,
    CampaignNote,
    CampaignPage,
    CampaignPartner,
    EventCampaign,
    Organisation,
)
from core.models import HomePage
from petitions.models import PetitionPage, Signature
from resources.models import Topic
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory, publish
from tests.campaigns.stories import StoryIndexPageFactory, StoryPageFactory, about
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    CampaignUpdatePageFactory,
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
    SignatureFactory,
    link_petition,
    petition_of,
)
from tests.translating import translate

pytestmark = pytest.mark.one_database

TARGETS = [
    {
        "type": "target",
        "value": {
            "name": "The Morning Paper",
            "about": "Review the style guide.",
            "answers": [
                {
                    "id": "4b3a1c1e-6a58-4f0e-9a39-1f3f7d0c0001",
                    "type": "item",
                    "value": {
                        "kind": "agreed",
                        "date": "2017-03-02",
                        "text": "It does so with survivors.",
                        "source": "Letter of the editor",
                        "url": "https://example.org/letter",
                    },
                },
                {
                    "id": "4b3a1c1e-6a58-4f0e-9a39-1f3f7d0c0002",
                    "type": "item",
                    "value": {
                        "kind": "asked",
                        "date": "2017-01-10",
                        "text": "",
                        "source": "",
                        "url": "",
                    },
                },
            ],
        },
    }
]
OBJECTIVES = [{"type": "objective", "value": {"title": "Equal say", "text": "Everywhere."}}]
MILESTONES = [
    {"type": "milestone", "value": {"date": "2020-02-01", "title": "Second", "text": ""}},
    {"type": "milestone", "value": {"date": "2017-01-01", "title": "First", "text": ""}},
]


@pytest.fixture
def index(home: HomePage) -> CampaignIndexPage:
    return CampaignIndexPageFactory(parent=home)


@pytest.fixture
def campaign(index: CampaignIndexPage) -> CampaignPage:
    return CampaignPageFactory(
        parent=index,
        slug="dignity",
        hashtag="MyStory",
        countries=("KE",),
        targets=json.dumps(TARGETS),
        objectives=json.dumps(OBJECTIVES),
        milestones=json.dumps(MILESTONES),
    )


def read(client: Client, address: str = "/en/campaigns/dignity/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_what_the_page_says(campaign: CampaignPage, client: Client) -> None:
    html = read(client)
    for text in (
        "My Story, My Dignity",
        "Running",
        "#MyStory",
        "Kenya",
        "Pictures of chains",
        "Review your style guide.",
        "The Morning Paper",
        "Letter of the editor",
        "Equal say",
    ):
        assert text in html
    assert html.index("<b>Asked</b>") < html.index("<b>Agreed</b>")
    assert '<span class="tag target__state target__state--agreed">Agreed</span>' in html
    assert html.index("First") < html.index("Second")


def test_a_bare_campaign_has_a_whole_page(index: CampaignIndexPage, client: Client) -> None:
    CampaignPageFactory(parent=index, slug="bare", problem="")
    html = read(client, "/en/campaigns/bare/")
    for heading in ("The problem", "Updates", "Who runs it", "Milestones", "For the press"):
        assert f">{heading}</h2>" not in html


def test_petitions_with_their_progress(
    campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    html = read(client)
    assert f'href="{page.url}"' in html
    assert "<progress" in html
    assert "Part of a campaign" in read(client, page.url)
    page.unpublish()
    assert f'href="{page.url}"' not in read(client)


def test_partners_with_their_roles(
    home: HomePage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    OrganisationIndexPageFactory(parent=home)
    lead = OrganisationFactory(name="Haven", slug="haven")
    hidden = OrganisationFactory(name="Hidden", slug="hidden", live=False)
    for organisation, role in ((lead, "lead"), (hidden, "partner")):
        campaign.partners.add(CampaignPartner(organisation=organisation, role=role))
    campaign.save_revision().publish()
    html = read(client)
    assert 'href="/en/organisations/haven/"' in html
    assert "Leads the campaign" in html
    assert "Hidden" not in html
    assert 'href="/en/campaigns/dignity/"' in read(client, "/en/organisations/haven/")


def test_partners_chosen_in_another_language(
    home: HomePage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    OrganisationIndexPageFactory(parent=home)
    haven = OrganisationFactory(name="Haven", slug="haven")
    refugio = OrganisationFactory(
        name="Refugio", slug="haven", locale=spanish, translation_key=haven.translation_key
    )
    campaign.partners.add(CampaignPartner(organisation=refugio, role="lead"))
    campaign.partners.add(CampaignPartner(organisation=haven, role="partner"))
    campaign.save_revision().publish()
    html = read(client)
    assert html.count('href="/en/organisations/haven/"><bdi>Haven</bdi>') == 1
    assert "Leads the campaign" in html
    campaign.partners.remove(campaign.partners.get(organisation=haven))
    campaign.save_revision().publish()
    assert 'href="/en/campaigns/dignity/"' in read(client, "/en/organisations/haven/")


@pytest.mark.both_databases
def test_a_petition_chosen_in_two_languages_is_one(
    home: HomePage, campaign: CampaignPage, page: PetitionPage, spanish: Locale, client: Client
) -> None:
    translate(home, spanish)
    translate(page.get_parent(), spanish)
    link_petition(campaign, page)
    link_petition(campaign, translate(page, spanish))
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    assert read(client).count("<progress") == 1
    assert "<strong>1</strong> signature" in read(client, "/en/campaigns/")


def test_a_private_petition_counts_in_no_card(
    campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    assert "<strong>1</strong> signature" in read(client, "/en/campaigns/")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "<strong>1</strong> signature" not in read(client, "/en/campaigns/")


def test_ways_to_all_stories_and_events(
    home: HomePage, campaign: CampaignPage, client: Client
) -> None:
    stories, events = StoryIndexPageFactory(parent=home), EventIndexPageFactory(parent=home)
    html = read(client)
    assert "See all" not in html
    about(StoryPageFactory(parent=stories), campaigns=(campaign,))
    event = EventPageFactory(parent=events)
    event.campaigns.add(EventCampaign(campaign=campaign))
    publish(event)
    html = read(client)
    assert f'<a href="{stories.url}">See all stories</a>' in html
    assert f'<a href="{events.url}">See all events</a>' in html


def test_guidance_in_the_readers_language(
    home: HomePage, campaign: CampaignPage, client: Client
) -> None:
    note = GuidanceNotePageFactory(
        parent=GuidanceIndexPageFactory(parent=home), title="On pictures"
    )
    campaign.notes.add(CampaignNote(note=note))
    campaign.save_revision().publish()
    assert "On pictures" in read(client)


def test_a_draft_changes_nothing(
    campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    campaign.state = "won"
    campaign.outcome_date = date(2026, 1, 1)
    campaign.save_revision()
    link_petition(CampaignPage.objects.get(pk=campaign.pk), page)
    assert "Running" in read(client)
    assert petition_of(page).is_open


def test_the_preview_shows_the_draft(campaign: CampaignPage, page: PetitionPage) -> None:
    from campaigns.models import CampaignPetition

    campaign.petitions.add(CampaignPetition(petition=page))
    campaign.ask = "<p>Something else.</p>"
    response = campaign.make_preview_request()
    response.render()
    html = response.content.decode()
    assert "Something else." in html
    assert page.title in html


# --- languages --------------------------------------------------------------


@pytest.fixture
def in_spanish(home: HomePage, campaign: CampaignPage, spanish: Locale) -> CampaignPage:
    translate(home, spanish)
    translate(campaign.get_parent(), spanish)
    return translate(campaign, spanish)


def test_words_are_translated_and_the_rest_is_the_sources(
    in_spanish: CampaignPage, campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    campaign.countries = ("TH",)
    campaign.save_revision().publish()
    html = read(client, "/es/campaigns/dignity/")
    assert "<h1>es: My Story, My Dignity</h1>" in html
    assert "Tailandia" in html
    assert "es: The Morning Paper" in html
    assert f'href="{page.url}"' in html


@pytest.mark.both_databases
def test_updates_in_a_language_and_those_that_are_not_translated(
    in_spanish: CampaignPage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    first = CampaignUpdatePageFactory(parent=campaign, title="One", date=date(2017, 3, 1))
    CampaignUpdatePageFactory(parent=campaign, title="Two", date=date(2020, 2, 1))
    translate(first, spanish)
    html = read(client, "/es/campaigns/dignity/")
    assert html.index("Two") < html.index("es: One")
    assert html.count("One") == 1
    assert 'lang="en" dir="ltr" hreflang="en">Two' in html


def test_an_outcome_that_is_written_ahead_is_nowhere_before_its_time(
    in_spanish: CampaignPage, campaign: CampaignPage, spanish: Locale, client: Client
) -> None:
    campaign.outcome = "<p>The walrus agrees.</p>"
    campaign.save_revision().publish()
    translate(campaign, spanish)

    def seen(language: str) -> list[bool]:
        api = client.get(f"/api/v2/pages/?type=campaigns.CampaignPage&locale={language}&fields=*")
        found = client.get(f"/{language}/search/?q=walrus").context["results"].found
        page = read(client, f"/{language}/campaigns/dignity/")
        return ["walrus" in api.content.decode(), bool(found), "walrus" in page]

    assert seen("en") == seen("es") == [False] * 3
    campaign.state, campaign.outcome_date = "won", date(2026, 11, 1)
    campaign.save_revision().publish()
    assert seen("en") == seen("es") == [True] * 3
    campaign.state = "running"
    campaign.save_revision().publish()
    assert seen("en") == seen("es") == [False] * 3


def test_an_outcome_that_is_not_translated_yet_is_shown_as_it_is(
    in_spanish: CampaignPage, campaign: CampaignPage, client: Client
) -> None:
    campaign.state, campaign.outcome_date = "won", date(2026, 11, 1)
    campaign.outcome = "<p>The walrus agrees.</p>"
    campaign.save_revision().publish()
    html = read(client, "/es/campaigns/dignity/")
    assert '<div class="prose" lang="en" dir="ltr"><p' in html
    assert "The walrus agrees." in html


# --- the list ---------------------------------------------------------------


def asked(index: CampaignIndexPage, address: str = "") -> list[str]:
    with translation.override("en"):
        results = find(QueryDict(address.removeprefix("?")), index)
    return [found.page.title for found in results.found]


@pytest.mark.both_databases
def test_those_that_run_come_first(index: CampaignIndexPage) -> None:
    CampaignPageFactory(parent=index, title="Old")
    CampaignPageFactory(parent=index, title="Won", state="won", outcome_date=date(2026, 1, 1))
    CampaignPageFactory(parent=index, title="New")
    assert asked(index) == ["New", "Old", "Won"]
    assert asked(index, "?state=won") == ["Won"]
    assert asked(index, "?sort=title") == ["New", "Old", "Won"]


@pytest.mark.both_databases
def test_by_topic_and_country(index: CampaignIndexPage) -> None:
    topic = Topic.objects.create(title="Consent", slug="consent", locale=index.locale)
    one = CampaignPageFactory(parent=index, title="One", countries=("KE",))
    one.topics.add(topic)
    one.save_revision().publish()
    CampaignPageFactory(parent=index, title="Two")
    assert asked(index, "?topic=consent") == ["One"]
    assert asked(index, "?country=KE") == ["One"]
    assert asked(index, "?country=everywhere") == ["Two"]
    assert asked(index, "?country=KE&topic=consent&state=won") == []


def test_the_page_of_the_list(
    index: CampaignIndexPage, campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    html = read(client, "/en/campaigns/")
    assert 'href="/en/campaigns/dignity/"' in html
    assert "<strong>1</strong> signature" in html
    assert 'href="/en/campaigns/dignity/"' in read(client, "/en/")
    campaign.unpublish()
    assert "There are no campaigns here yet." in read(client, "/en/campaigns/")


# --- the editor -------------------------------------------------------------


def test_an_outcome_needs_its_day(campaign: CampaignPage) -> None:
    campaign.state = "won"
    with translation.override("en"), pytest.raises(ValidationError, match="Give the day"):
        campaign.clean()


def test_a_hashtag_is_one_word_of_any_script(campaign: CampaignPage) -> None:
    campaign.hashtag = "قصتي_كرامتي"
    campaign.full_clean()
    campaign.hashtag = "#My Story"
    # Whatever language an earlier request has left active.
    with translation.override("en"), pytest.raises(ValidationError, match="without the sign"):
        campaign.full_clean()


def test_a_linked_source_has_a_name() -> None:
    from campaigns.blocks.targets import AnswerBlock

    block = AnswerBlock()
    value = block.normalize(
        {"kind": "asked", "date": date(2017, 1, 1), "source": "", "url": "https://example.org"}
    )
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_what_will_happen_is_said_first(
    campaign: CampaignPage, page: PetitionPage, admin_client: Client, client: Client, action: str
) -> None:
    link_petition(campaign, page)
    url = f"/admin/pages/{campaign.pk}/{action}/"
    html = admin_client.get(url).content.decode()
    assert "1 petition no longer leads to it." in html
    assert admin_client.post(url).status_code == 302
    assert client.get("/en/campaigns/dignity/").status_code == 404
    assert "Part of" not in read(client, page.url)


def test_unpublishing_a_petition_says_where_it_will_be_missing(
    in_spanish: CampaignPage,
    campaign: CampaignPage,
    page: PetitionPage,
    spanish: Locale,
    admin_client: Client,
) -> None:
    link_petition(campaign, page)
    # Has a copy of what is chosen.
    translate(campaign, spanish)
    translate(page.get_parent(), spanish)
    spanish_petition = translate(page, spanish)
    html = admin_client.get(f"/admin/pages/{page.pk}/unpublish/").content.decode()
    assert "1 campaign no longer shows this petition." in html
    html = admin_client.get(f"/admin/pages/{spanish_petition.pk}/unpublish/").content.decode()
    assert "no longer show" not in html


# --- cost -------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(client, address)
    return len(captured)


@pytest.mark.both_databases
def test_a_campaign_costs_the_same_however_much_belongs_to_it(
    home: HomePage, campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    OrganisationIndexPageFactory(parent=home)

    def grow(number: int) -> None:
        for _one in range(number):
            CampaignUpdatePageFactory(parent=campaign)
        made: list[Organisation] = [OrganisationFactory() for _one in range(number)]
        for organisation in made:
            campaign.partners.add(CampaignPartner(organisation=organisation))
        campaign.save_revision().publish()

    link_petition(campaign, page)
    grow(4)
    addresses = [campaign.url, f"{campaign.url}updates/", f"{campaign.url}updates/feed/", page.url]
    for address in addresses:
        client.get(address)
    before = [queries(client, address) for address in addresses]
    grow(30)
    assert [queries(client, address) for address in addresses] == before


@pytest.mark.both_databases
def test_a_campaign_has_its_price(
    home: HomePage, index: CampaignIndexPage, page: PetitionPage, client: Client
) -> None:
    # The site and the first page in each language; the pages on the way, each twice.
    finding = 1 + 1 + 1 + 2 + 2
    # Who may read it; settings, the menu with its restrictions, its languages, whether it is
    # older than its source.
    around = 2 + 1 + 2 + 1 + 1
    # Whether there is any: updates, events, stories, petitions, partners, notes, topics.
    looked_for = 7
    campaign = CampaignPageFactory(parent=index, slug="bare")

    def price() -> int:
        read(client, campaign.url)
        return queries(client, campaign.url)

    assert price() == finding + around + looked_for

    OrganisationIndexPageFactory(parent=home)
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home))
    story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home))
    event = EventPageFactory(parent=EventIndexPageFactory(parent=home))
    topic = Topic.objects.create(title="Consent", slug="consent", locale=index.locale)
    campaign.notes.add(CampaignNote(note=note))
    campaign.topics.add(topic)
    campaign.partners.add(CampaignPartner(organisation=OrganisationFactory()))
    link_petition(campaign, page)
    CampaignUpdatePageFactory(parent=campaign)
    about(story, campaigns=(campaign,))
    event.campaigns.add(EventCampaign(campaign=campaign))
    publish(event)
    # What was chosen, in any language; what readers find of it, which is restrictions and pages.
    chosen, found = 1, 2
    petitions = chosen + found + 1  # Their records.
    partners = chosen + 1 + 2  # Organisations; where the directory is.
    notes = chosen + found
    topics = 1
    updates = 1
    events = found + 2 + 2  # Dates and sessions; where the list is.
    stories = found + 2
    more = petitions + partners + notes + topics + updates + events + stories
    assert price() == finding + around + looked_for + more


@pytest.mark.both_databases
def test_the_list_costs_the_same_however_many_campaigns(
    index: CampaignIndexPage, campaign: CampaignPage, page: PetitionPage, client: Client
) -> None:
    link_petition(campaign, page)
    for address in ("/en/campaigns/", "/en/"):
        client.get(address)
    before = queries(client, "/en/campaigns/"), queries(client, "/en/")
    for _one in range(20):
        CampaignPageFactory(parent=index, countries=("TH",))
    assert (queries(client, "/en/campaigns/"), queries(client, "/en/")) == before


@pytest.mark.both_databases
def test_nothing_typed_breaks_the_list(index: CampaignIndexPage, campaign: Any) -> None:
    for address in ("?state=odd", "?page=0", "?page=x", "?country=%00", "?sort=relevance"):
        assert isinstance(asked(index, address), list)
