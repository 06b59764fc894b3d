"""The demonstration: what `load_demo` makes, in every language, and what it leaves alone."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import models
from django.test import TestCase
from django.utils import timezone
from django.utils.html import conditional_escape
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from campaigns.models import (
    ApplicationForm,
    CampaignUpdatePage,
    Event,
    Liaison,
    Membership,
    Organisation,
    ScheduledSession,
)
from campaigns.stories.details import story_details
from campaigns.vocabularies import OrganisationKind, activities, countries, languages
from core.addresses import email_key
from core.models import BasePage, Footer, SiteSettings
from core.translated_fields import SourceOnlyField
from demo.content import PAGES
from demo.content.applications import QUESTIONS
from demo.content.directory import DIRECTORY
from demo.content.guidance import AUDIENCES, GLOSSARY, NOTES, TOPICS
from demo.content.signers import NAME_POOLS
from demo.pages import key_of
from demo.translations import (
    MissingTranslationError,
    read_catalogue,
    target_languages,
    translate,
)
from petitions.counting import rows_of
from petitions.erasing import expired
from petitions.models import Consent, Petition, PetitionPage, PetitionText, Signature
from resources.documents import LEGAL_BACKGROUND
from resources.models import EditionText
from tests.demo.loaded import load_demo, page, petition
from tests.factories import HomePageFactory
from tests.i18n.foreign_demo import ForeignWords
from translators.models import TranslatorGroup
from translators.worklist import State, work_items

LANGUAGES = ("es", "fr", "ar", "th")
# The pages, the organisations, the footer, and what belongs to the guidance.
TRANSLATED = len([*PAGES, *DIRECTORY, *NOTES, *TOPICS, *AUDIENCES, *GLOSSARY]) + 1
PETITIONS = ("my-story", "pledge", "closed-pledge")
MENU = ("campaigns", "petitions", "guidance", "organisations", "events", "stories", "about")


class LoadedDemoTests(ForeignWords, TestCase):
    """Loaded once, in the transaction that Django's TestCase keeps for the class.

    Loading takes most of a minute: what is looked at in it belongs to this class.
    """

    @classmethod
    def setUpTestData(cls) -> None:
        cls.said = load_demo()

    # --- counts -----------------------------------------------------------

    def test_my_story_stands_where_it_was_written_about(self) -> None:
        count = petition("my-story").count
        assert (count.people, count.organisations, count.paper) == (5003, 0, 0)
        assert (count.total, count.goal) == (5003, 10_000)
        assert "My Story, My Dignity: 5,003 of 10,000" in self.said

    def test_the_pledge_is_signed_by_people_and_organisations_and_on_paper(self) -> None:
        count = petition("pledge").count
        assert (count.people, count.organisations, count.paper) == (212, 30, 48)
        assert petition("pledge").paper_batches.get().collected_by
        shown = petition("pledge").signatures.filter(kind="organisation", is_approved=True)
        assert 20 < shown.count() < 30

    def test_every_count_equals_its_rows(self) -> None:
        for record in Petition.objects.select_related("count"):
            count = record.count
            assert rows_of(record.pk) == {
                "people": count.people,
                "organisations": count.organisations,
                "paper": count.paper,
            }

    def test_milestones_are_of_the_day_on_which_they_were_reached(self) -> None:
        for key, expected in (("my-story", [1000, 5000]), ("pledge", [100, 250])):
            record = petition(key)
            milestones = list(record.milestones.order_by("threshold"))
            assert [milestone.threshold for milestone in milestones] == expected
            for milestone in milestones:
                before = record.signatures.filter(
                    status="confirmed", confirmed_at__lte=milestone.reached_at
                ).count()
                paper = record.paper_batches.filter(entered_at__lte=milestone.reached_at)
                on_paper = sum(batch.signatures for batch in paper)
                assert before + on_paper == milestone.threshold
            assert record.count.next_milestone == record.count.goal

    def test_one_petition_is_closed(self) -> None:
        assert [petition(key).phase for key in PETITIONS] == ["open", "open", "closed"]

    # --- signatures -------------------------------------------------------

    def test_signatures_are_marked_and_reach_nobody(self) -> None:
        signatures = Signature.objects.all()
        assert not signatures.exclude(source="demo").exists()
        assert not signatures.exclude(email__regex=r"[@.]example\.(org|com|net)$").exists()
        for signature in signatures.order_by("pk")[:20]:
            assert signature.email_key == email_key(signature.email)

    def test_signers_are_as_different_as_real_ones(self) -> None:
        people = petition("my-story").signatures.filter(status="confirmed")
        countries = {country for pool in NAME_POOLS for country in pool.countries}
        assert len(countries) == 43
        assert set(people.values_list("country", flat=True)) == countries
        assert set(people.values_list("language", flat=True)) == {"en", *LANGUAGES}
        assert set(people.values_list("visibility", flat=True)) == set(Signature.Visibility.values)
        assert people.filter(visibility="hidden").count() > 2000

    def test_nothing_is_of_today_or_older_than_its_petition(self) -> None:
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        for key in PETITIONS:
            record = petition(key)
            times = record.signatures.aggregate(
                models.Min("created_at"), models.Max("created_at"), models.Max("confirmed_at")
            )
            assert record.created_at <= times["created_at__min"]
            assert times["created_at__max"] <= midnight
            assert times["confirmed_at__max"] <= midnight
            if record.is_open:
                assert times["confirmed_at__max"] > midnight - timedelta(days=1)
            else:
                assert times["confirmed_at__max"] <= record.closes_at
        late = Signature.objects.filter(confirmed_at__lt=models.F("created_at"))
        assert not late.exists()

    def test_staff_see_signatures_in_every_state(self) -> None:
        signatures = petition("my-story").signatures
        assert set(signatures.values_list("status", flat=True)) == set(Signature.Status.values)
        held = signatures.filter(status="quarantined")
        reasons = set(held.values_list("quarantine_reason", flat=True))
        assert reasons == set(Signature.QuarantineReason.values)
        # Nothing of it would go on the first night.
        assert not expired().exists()

    def test_signers_agreed_to_the_wording_of_their_language(self) -> None:
        assert not Signature.objects.exclude(consents__purpose="terms").exists()
        assert Consent.objects.filter(purpose="updates").count() > 2000
        for row in (
            Signature.objects.exclude(text__language=models.F("language")),
            Consent.objects.exclude(text__language=models.F("signature__language")),
            Consent.objects.exclude(text__kind=models.F("purpose")),
            Consent.objects.exclude(text__petition=models.F("signature__petition")),
        ):
            assert not row.exists()

    # --- languages --------------------------------------------------------

    def test_every_string_is_translated(self) -> None:
        assert tuple(target_languages()) == LANGUAGES
        translations = Translation.objects.filter(target_locale__language_code__in=LANGUAGES)
        assert translations.count() == TRANSLATED * len(LANGUAGES)
        for translation in translations:
            total, translated = translation.get_progress()
            assert 0 < total == translated, translation
        assert not StringTranslation.objects.filter(has_error=True).exists()
        # A catalogue holds nothing that no page, and no edition of one, has ever said.
        said = set(StringTranslation.objects.values_list("translation_of__data", flat=True))
        for language in LANGUAGES:
            assert set(read_catalogue(language)) == said

    def test_translators_have_nothing_left_to_do(self) -> None:
        items = work_items(Locale.objects.exclude(language_code="en"))
        assert len(items) == TRANSLATED * len(LANGUAGES)
        assert {item.state for item in items} == {State.DONE}
        groups = TranslatorGroup.objects.values_list("locale__language_code", flat=True)
        assert set(groups) == set(LANGUAGES)

    def test_every_page_is_live_in_every_language(self) -> None:
        for content in PAGES:
            pages = Page.objects.filter(translation_key=key_of(content.key))
            assert set(pages.live().values_list("locale__language_code", flat=True)) == {
                "en",
                *LANGUAGES,
            }
            assert not pages.filter(has_unpublished_changes=True).exists()
            assert not pages.filter(alias_of__isnull=False).exists()
            if content.key != "home":
                assert set(pages.values_list("slug", flat=True)) == {content.slug}
        assert set(Footer.objects.values_list("live", flat=True)) == {True}

    def test_addresses(self) -> None:
        for language in ("en", *LANGUAGES):
            assert page("home", language).url == f"/{language}/"
            assert page("counting", language).url == f"/{language}/about/how-we-count/"
            assert page("my-story", language).url == f"/{language}/petitions/my-story-my-dignity/"

    def test_what_is_the_same_in_all_languages_is_the_same(self) -> None:
        for content in PAGES:
            source = page(content.key)
            fields = [
                field.field_name
                for field in get_translatable_fields(type(source))
                if field.is_synchronized(source)
                and not isinstance(field, SourceOnlyField)
                and field.get_field(type(source)).concrete
                and not isinstance(field.get_field(type(source)), (models.TextField, StreamField))
                and field.field_name != "slug"
            ]
            assert "show_in_menus" in fields
            for language in LANGUAGES:
                for name in fields:
                    assert getattr(page(content.key, language), name) == getattr(source, name), name
        assert page("my-story", "ar").goals == [1000, 5000, 10_000]
        assert page("pledge", "ar").accepts == "both"

    def test_a_petition_is_one_in_all_languages(self) -> None:
        assert Petition.objects.count() == len(PETITIONS)
        assert PetitionPage.objects.count() == len(PETITIONS) * (1 + len(LANGUAGES))
        for key in PETITIONS:
            record = petition(key)
            assert record.title == page(key).title
            for language in ("en", *LANGUAGES):
                translated = page(key, language)
                assert translated.petition == record
                kinds = PetitionText.objects.filter(
                    petition=record, language=language, is_current=True
                ).values_list("kind", flat=True)
                assert sorted(kinds) == ["petition", "terms", "updates"]
                text = PetitionText.objects.get(petition=record, language=language, kind="petition")
                assert (text.headline, text.text) == (translated.title, translated.text)
            assert record.texts.count() == 3 * (1 + len(LANGUAGES))

    # --- what visitors see ------------------------------------------------

    def test_every_page_says_that_it_is_a_demonstration_and_shows_its_language(self) -> None:
        site = Site.objects.get(is_default_site=True)
        assert site.root_page_id == page("home").pk
        assert f"http://{site.hostname}" == settings.BASE_URL
        assert SiteSettings.for_site(site).is_demonstration
        for language in ("en", *LANGUAGES):
            # The client's host is the one in BASE_URL: the footer and menu follow the language.
            footer = Footer.objects.get(locale__language_code=language)
            menu = [page(key, language).title for key in MENU]
            for content in PAGES:
                translated = page(content.key, language)
                response = self.client.get(translated.url)
                assert response.status_code == 200
                html = response.content.decode()
                assert 'class="demonstration"' in html
                assert footer.text.removeprefix("<p>")[:40] in html
                assert translated.title in html
                assert all(title in html for title in menu)
                assert f'lang="{language}"' in html
                assert f'href="{page("counting", language).url}"' in html

    def test_every_kind_of_page_has_a_strict_policy(self) -> None:
        """Nothing runs or is fetched from elsewhere; at most a video of a named player."""
        kinds = [
            model
            for model in apps.get_models()
            if issubclass(model, BasePage) and not model.__module__.startswith("tests.")
        ]
        pages = [model.objects.live().first() for model in kinds]
        assert len(kinds) > 12
        assert None not in pages, [kind.__name__ for kind in kinds]
        others = ["/en/search/", "/en/_util/login/", "/en/nothing/", "/en/signature/confirm/x/"]
        self.client.raise_request_exception = False
        for url in [*(one.url for one in pages), *others]:
            response = self.client.get(url)
            assert response.status_code in (200, 302, 404), url
            policy = dict(
                part.strip().partition(" ")[::2]
                for part in response["Content-Security-Policy"].split(";")
            )
            frames = policy.pop("frame-src", "").split()
            assert all(frame.startswith("https://") for frame in frames)
            own = ("base-uri", "default-src")
            assert {name: policy[name] for name in own} == dict.fromkeys(own, "'none'"), url
            assert {value for name, value in policy.items() if name not in own} == {"'self'"}, url
            assert {"script-src", "style-src", "form-action", "frame-ancestors"} <= policy.keys()

    def test_the_number_is_public_under_an_address_that_stays(self) -> None:
        response = self.client.get(f"/api/petitions/{key_of('my-story')}/count/")
        assert response.json()["total"] == 5003
        assert response.json()["goal"] == 10_000

    # --- guidance ---------------------------------------------------------

    def test_what_is_printed_says_nothing_of_a_device(self) -> None:
        """Pages say by themselves where ticks and words are kept. Paper keeps its own."""
        words = {"en": "device", "es": "dispositivo", "fr": "appareil", "ar": "جهاز", "th": "อุปกรณ์"}
        for language, word in words.items():
            annexes = [
                section.html
                for text in EditionText.objects.filter(language=language)
                for section in text.document.annexes
                if section.kind != LEGAL_BACKGROUND
            ]
            assert annexes
            assert not [html for html in annexes if word in html]

    # --- campaigns --------------------------------------------------------

    def test_the_menu_has_its_order(self) -> None:
        for language in ("en", *LANGUAGES):
            shown = page("home", language).get_children().in_menu()
            assert [one.translation_key for one in shown] == [key_of(key) for key in MENU]

    def test_the_campaign_says_whom_it_asked_and_what_came_of_it(self) -> None:
        asked = {
            block.value["name"]: [
                (answer["kind"], answer["date"].isoformat()) for answer in block.value.in_order
            ]
            for block in page("campaign").targets
        }
        first = ("asked", "2017-01-01")
        assert asked == {
            "The Guardian": [first, ("agreed", "2017-03-01")],
            "Associated Press": [first],
            "The New York Times": [first],
            "Daily Mail": [first],
        }
        updates = CampaignUpdatePage.objects.child_of(page("campaign")).order_by("date")
        assert [update.date.isoformat()[:7] for update in updates] == [
            "2017-03",
            "2020-02",
            "2023-07",
        ]
        for update in updates:
            assert timezone.localdate(update.first_published_at) == update.date

    def test_readers_see_the_whole_campaign_in_every_language(self) -> None:
        for language in ("en", *LANGUAGES):
            campaign = page("campaign", language)
            html = self.client.get(campaign.url).content.decode()
            assert "#MyStoryMyDignity" in html
            assert len(campaign.objectives) == 6
            shown = [block.value["title"] for block in campaign.objectives]
            shown += [page(key, language).title for key in ("my-story", "pledge")]
            shown += [page(f"update-{year}", language).title for year in (2017, 2020, 2023)]
            shown += [page(key, language).title for key in ("webinar", "past-webinar")]
            shown += [page("use-of-victims-images", language).title]
            shown += ["Open Chapter Alliance", "Mango Tree Community Press", "بيت السنديان"]
            assert [text for text in shown if conditional_escape(text) not in html] == []
            update = campaign.get_children().live().first()
            assert self.client.get(update.url).status_code == 200

    def test_one_webinar_was_and_one_is_to_come(self) -> None:
        past, coming = (Event.objects.get(uuid=key_of(key)) for key in ("past-webinar", "webinar"))
        now = timezone.now()
        assert past.sessions.get().ends_at < now
        first, second = coming.sessions.all()
        assert now + timedelta(days=14) < first.starts_at < now + timedelta(days=30)
        assert (first.time_zone, second.time_zone) == ("Asia/Bangkok", "America/Bogota")
        assert first.starts_at.astimezone(ZoneInfo("Asia/Bangkok")).strftime("%a %H:%M") == (
            "Thu 14:00"
        )
        for language in ("en", *LANGUAGES):
            assert page("past-webinar", language).afterwards
            html = self.client.get(page("webinar", language).url).content.decode()
            assert page("registration", language).url in html
            assert all(session.texts[language]["title"] in html for session in (first, second))

    def test_two_stories_lead_to_each_other_in_every_language(self) -> None:
        tellers = {"story-tailors": "himal-tailoring", "story-radio": "red-quechua"}
        for language in ("en", *LANGUAGES):
            stories = {key: page(key, language) for key in tellers}
            listing = self.client.get(page("stories", language).url).content.decode()
            campaign = self.client.get(page("campaign", language).url).content.decode()
            for key, domain in tellers.items():
                story = stories[key]
                (other,) = (one for one in stories.values() if one != story)
                html = self.client.get(story.url).content.decode()
                about = html[: html.index('class="lead"')]
                facts = story_details(story)
                assert facts.topics and facts.countries
                for text in (*facts.topics, *facts.countries):
                    assert conditional_escape(text) in about
                assert f'{page("organisations", language).url}{domain}/"' in about
                after = html[html.index('id="keep-reading-title"') :]
                assert f'href="{other.url}"' in after
                assert f'href="{page("campaign", language).url}"' in html
                for where in (listing, campaign):
                    assert f'href="{story.url}"' in where
                assert timezone.localdate(story.first_published_at) == story.date

    def test_the_forms_ask_the_same_in_every_language(self) -> None:
        for key, questions in QUESTIONS.items():
            source = page(key)
            kinds = [question.kind for question in questions]
            for language in ("en", *LANGUAGES):
                form = page(key, language)
                assert [field.field_type for field in form.form_fields.all()] == kinds
                assert [field.clean_name for field in form.form_fields.all()] == [
                    field.clean_name for field in source.form_fields.all()
                ]
                html = self.client.get(form.url).content.decode()
                for field in form.form_fields.all():
                    for text in (field.label, *field.choice_words.values()):
                        assert conditional_escape(text) in html

    # --- organisations ----------------------------------------------------

    def test_the_directory_has_sixty_organisations_and_their_coalition(self) -> None:
        rows = Organisation.objects.filter(locale__language_code="en")
        assert rows.exclude(kind="coalition").count() == 60
        assert len({code for row in rows for code in row.countries}) > 50
        assert {kind for kind, _label in OrganisationKind.choices} == set(
            rows.values_list("kind", flat=True)
        )
        for row in rows:
            assert set(row.countries) <= set(countries.names())
            assert set(row.languages) <= set(languages.names())
            assert set(row.activities) <= set(activities.names())
            row.full_clean()
            assert 0 < len(row.summary) < 130
        coalition = rows.get(kind="coalition")
        members = coalition.members.select_related("member")
        assert len(members) == 12
        assert len(coalition.objectives) == 6
        where = {code for one in members for code in one.member.countries}
        assert where >= set(coalition.countries)

    def test_organisations_are_translated_live_and_found_in_every_language(self) -> None:
        for language in LANGUAGES:
            rows = Organisation.objects.filter(locale__language_code=language, live=True)
            assert rows.count() == len(DIRECTORY)
            assert not rows.filter(live_revision=None).exists()
            assert not rows.exclude(latest_revision=models.F("live_revision")).exists()
            assert not rows.filter(name_key="").exists()
            catalogue = read_catalogue(language)
            listing = page("organisations", language).url
            for entry in DIRECTORY:
                row = rows.get(slug=entry.domain)
                assert row.summary == catalogue[entry.summary]
                assert row.summary != entry.summary
                assert row.live_revision.as_object().summary == row.summary
            for entry in (DIRECTORY[0], DIRECTORY[30], DIRECTORY[-1]):
                html = self.client.get(f"{listing}{entry.domain}/").content.decode()
                assert conditional_escape(catalogue[entry.summary]) in html
                found = self.client.get(listing, {"q": entry.name}).content.decode()
                assert f"{listing}{entry.domain}/" in found

    def test_nobody_sees_a_liaisons_address(self) -> None:
        assert Liaison.objects.count() == 2
        listing = page("organisations").url
        for liaison in Liaison.objects.select_related("organisation"):
            assert liaison.email.endswith(".example.org")
            html = self.client.get(f"{listing}{liaison.organisation.slug}/").content.decode()
            assert liaison.email not in html
            assert (liaison.name in html) == liaison.name_is_public

    # --- again ------------------------------------------------------------

    def test_loading_it_again_changes_nothing(self) -> None:
        def state() -> list[Any]:
            tables = (
                *(Page, Footer, Locale, Petition, Signature, Consent, TranslationSource),
                *(Organisation, Membership, Liaison, Event, ScheduledSession, ApplicationForm),
            )
            return [sorted(map(str, table.objects.values_list())) for table in tables]

        home = page("home")
        home.title = "Changed by an editor"
        home.save_revision().publish()
        before = state()
        assert "Nothing was changed" in load_demo()
        assert state() == before

    def test_a_string_without_translation_stops_it(self) -> None:
        about = page("about")
        about.introduction = "Nobody has translated this."
        about.save_revision().publish()
        with pytest.raises(MissingTranslationError, match="Nobody has translated this"):
            translate([page("about")], ["es"])


class OtherSiteTests(TestCase):
    """On a site that somebody works on."""

    def test_it_leaves_a_site_with_pages_of_its_own_alone(self) -> None:
        root = Page.objects.get(depth=1)
        HomePageFactory(parent=root, slug="ours")
        before = set(Page.objects.values_list("pk", "title"))
        with pytest.raises(CommandError, match="Nothing was changed"):
            load_demo()
        assert set(Page.objects.values_list("pk", "title")) == before
        assert not Signature.objects.exists()
