"""The daily mail: what has come in is told once, to those who want to know, in their language."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from core.models import HomePage
from core.worker import keep_house
from petitions.models import PetitionPage
from tests.factories import StandardPageFactory
from tests.petitions.threads import at_once, needs_postgresql, times
from tests.translating import add_language, fill_in, start, translate, translator
from translators.digest import LEAST_PAUSE, MAX_TITLES, SETTLING_TIME, tell_group, tell_translators
from translators.models import SourceText, TranslatorGroup
from translators.sources import follow
from users.models import User

pytestmark = pytest.mark.one_database

BATCH_LIMIT = 64


def pass_time(by: timedelta = timedelta(days=1)) -> None:
    """Let `by` go by: everything that has happened is so much longer ago."""
    for text in SourceText.objects.all():
        SourceText.objects.filter(pk=text.pk).update(changed_at=text.changed_at - by)
    for group in TranslatorGroup.objects.all():
        TranslatorGroup.objects.filter(pk=group.pk).update(notified_at=group.notified_at - by)


def change(page: Any) -> None:
    """Publish a change of the source."""
    page.title += " (new)"
    page.save_revision().publish()


@pytest.fixture
def spanish_translator(page: PetitionPage) -> User:
    """Somebody who translates into Spanish, a day after three texts came in."""
    person = translator(add_language("es"))
    pass_time()
    return person


def sent() -> list[Any]:
    """Send what is queued and return everything sent."""
    drain()
    return mail.outbox


@pytest.mark.both_databases
def test_what_has_come_in_is_told_once(spanish_translator: User, page: PetitionPage) -> None:
    keep_house()
    (message,) = sent()
    assert message.to == [spanish_translator.email]
    assert "Dignity in the news" in message.body
    assert f"{settings.BASE_URL}/admin/translations/?language=es" in message.body
    pass_time()
    keep_house()
    assert len(sent()) == 1
    # Something new: one more.
    pass_time()
    change(page)
    pass_time(SETTLING_TIME * 2)
    keep_house()
    (_first, second) = sent()
    assert "Dignity in the news (new)" in second.body
    assert "Home" not in second.body


@pytest.mark.both_databases
def test_several_changes_in_a_day_are_one_mail(
    spanish_translator: User, page: PetitionPage, home: HomePage
) -> None:
    keep_house()
    change(home)
    pass_time(timedelta(hours=2))
    # A worker that is started again does its day's work at once.
    keep_house()
    assert len(sent()) == 1
    change(page)
    pass_time(LEAST_PAUSE)
    keep_house()
    (_first, second) = sent()
    assert "Home (new)" in second.body
    assert "Dignity in the news (new)" in second.body


@pytest.mark.both_databases
def test_a_worker_that_was_off_for_a_week_tells_everything(
    spanish_translator: User, page: PetitionPage, home: HomePage
) -> None:
    keep_house()
    for changed in (home, page):
        pass_time(timedelta(days=2))
        change(changed)
    pass_time(timedelta(days=3))
    keep_house()
    (_first, second) = sent()
    assert "Home (new)" in second.body
    assert "Dignity in the news (new)" in second.body


def test_what_was_published_this_minute_is_told_later(
    spanish_translator: User, home: HomePage
) -> None:
    keep_house()
    pass_time()
    change(home)
    keep_house()
    assert len(sent()) == 1
    pass_time(SETTLING_TIME * 2)
    keep_house()
    assert len(sent()) == 2


def test_what_is_translated_already_is_not_told(home: HomePage) -> None:
    spanish = add_language("es")
    translator(spanish)
    translate(home, spanish)
    pass_time()
    keep_house()
    assert sent() == []


def test_a_translation_that_became_outdated_is_told(home: HomePage) -> None:
    spanish = add_language("es")
    translator(spanish)
    translate(home, spanish)
    pass_time()
    home.refresh_from_db()
    change(home)
    pass_time(SETTLING_TIME * 2)
    # The Spanish page was published before that.
    home.get_translation(spanish).__class__.objects.filter(locale=spanish).update(
        last_published_at=timezone.now() - timedelta(hours=1)
    )
    keep_house()
    (message,) = sent()
    assert "Home (new)" in message.body


@pytest.mark.both_databases
def test_strings_that_come_into_a_begun_translation_are_told(home: HomePage) -> None:
    """It was a draft with every string translated; nobody would look at it again."""
    about = StandardPageFactory(parent=home, title="About us", introduction="Who we are.")
    spanish = add_language("es")
    translator(spanish)
    translate(home, spanish)
    fill_in(start(about, spanish))
    pass_time()
    keep_house()
    assert sent() == []
    pass_time()
    change(about)
    pass_time(SETTLING_TIME * 2)
    keep_house()
    (message,) = sent()
    assert "About us (new)" in message.body


def test_nobody_is_told_of_a_language_that_was_taken_off_the_settings(
    spanish_translator: User, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        row for row in settings.LANGUAGES if row[0] != "es"
    ]
    tell_translators()
    assert not OutgoingMail.objects.exists()


def test_only_active_members_who_want_it_get_it(spanish_translator: User) -> None:
    spanish = Locale.objects.get(language_code="es")
    translator(add_language("th"))
    for values in ({"is_active": False}, {"wants_translation_mail": False}):
        User.objects.filter(pk=translator(spanish).pk).update(**values)
    tell_group(TranslatorGroup.objects.get(locale=spanish))
    assert [message.to for message in sent()] == [[spanish_translator.email]]


def test_who_joins_a_language_that_had_nobody_is_told_all_there_is(page: PetitionPage) -> None:
    spanish = add_language("es")
    for _day in range(3):
        pass_time()
        keep_house()
    assert sent() == []
    translator(spanish)
    keep_house()
    (message,) = sent()
    assert "Dignity in the news" in message.body


@pytest.mark.parametrize(
    ("preferred", "language"), [("", "es"), ("fr", "fr"), ("en", "en"), ("is", "es")]
)
def test_the_mail_is_in_the_language_of_the_persons_admin(
    spanish_translator: User, preferred: str, language: str
) -> None:
    UserProfile.objects.create(user=spanish_translator, preferred_language=preferred)
    tell_translators()
    assert OutgoingMail.objects.get().language == language
    (message,) = sent()
    html, _type = message.alternatives[0]
    assert f'<html lang="{language}"' in html
    # A title is in the language of its source.
    assert '<strong lang="en" dir="ltr">Dignity in the news</strong>' in html


def test_the_mail_says_how_much_it_is_and_how_to_stop_it(
    spanish_translator: User, page: PetitionPage
) -> None:
    UserProfile.objects.create(user=spanish_translator, preferred_language="en")
    tell_translators()
    (message,) = sent()
    strings = sum(
        text.source.stringsegment_set.count()
        for text in SourceText.objects.select_related("source")
    )
    assert message.subject == "3 texts to translate (Spanish)"
    assert f"{strings} strings to translate in all" in message.body
    number = follow(page).source.stringsegment_set.count()
    assert f"Dignity in the news (Petition): {number} of {number} to translate" in message.body
    for body in (message.body, message.alternatives[0][0]):
        assert "Tell me by mail what has come in to translate" in body
        assert f"{settings.BASE_URL}/admin/account/" in body
        assert "signature" not in body.lower()


def test_a_long_list_is_cut(spanish_translator: User, home: HomePage) -> None:
    UserProfile.objects.create(user=spanish_translator, preferred_language="en")
    for n in range(MAX_TITLES):
        StandardPageFactory(parent=home, title=f"Page {n:02}")
    pass_time()
    tell_translators()
    (message,) = sent()
    assert message.body.count("\n- ") == MAX_TITLES
    assert "3 more" in message.body


def test_a_mail_that_goes_out_late_tells_what_it_was_about(
    spanish_translator: User, home: HomePage, page: PetitionPage
) -> None:
    tell_translators()
    spanish = Locale.objects.get(language_code="es")
    for source in (home, page.get_parent().specific, page):
        translate(source, spanish)
    (message,) = sent()
    assert "Dignity in the news" in message.body


def test_the_batch_names_no_person_and_fits(spanish_translator: User) -> None:
    tell_translators()
    batch = OutgoingMail.objects.get().batch
    assert len([int(part) for part in batch.split(":")]) == 3
    assert len(batch) + 2 * 19 < BATCH_LIMIT


def test_the_choice_is_in_the_account_of_translators_only(
    spanish_translator: User, client: Any
) -> None:
    client.force_login(spanish_translator)
    account = "/admin/account/"
    form = {
        "name_email-first_name": "Ana",
        "name_email-last_name": "Silva",
        "name_email-email": spanish_translator.email,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "locale-preferred_language": "es",
        "locale-current_time_zone": "",
    }
    assert 'name="translation_mail-wants_translation_mail"' in client.get(account).content.decode()
    assert client.post(account, form).status_code == 302
    spanish_translator.refresh_from_db()
    assert not spanish_translator.wants_translation_mail
    client.force_login(User.objects.create_superuser("a@example.org", "correct horse battery"))
    assert "translation_mail" not in client.get(account).content.decode()


class TestAtOnce:
    pytestmark = needs_postgresql

    @pytest.mark.both_databases
    def test_two_workers_tell_once(self, page: PetitionPage) -> None:
        for _person in range(3):
            translator(Locale.objects.filter(language_code="es").first() or add_language("es"))
        for _round in range(5):
            OutgoingMail.objects.all().delete()
            change(page)
            pass_time()
            at_once(*times(8, tell_translators))
            assert OutgoingMail.objects.count() == 3
