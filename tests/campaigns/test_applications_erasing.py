"""Erasing: at the end of the time that the page names, or earlier; nothing stays behind."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.signals import pre_delete
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.applications.erasing import erase, erase_expired
from campaigns.applications.housekeeping import erase_old_applications
from campaigns.applications.receivers import protect_applications
from campaigns.models import (
    Application,
    ApplicationFile,
    ApplicationFormPage,
    ApplicationNote,
)
from core import worker
from core.mail.models import OutgoingMail
from core.models import HomePage
from tests.campaigns.applying import apply, browser, make_form, pdf


def aged(application: Application, days: float) -> Application:
    """Make an application so many days old."""
    moment = timezone.now() - timedelta(days=days)
    Application.objects.filter(pk=application.pk).update(created_at=moment)
    return application


def files_on_disk(private: Path) -> list[Path]:
    return [path for path in private.rglob("*") if path.is_file()]


def nothing_left(private: Path) -> bool:
    rows = (Application, ApplicationFile, ApplicationNote, OutgoingMail)
    return not files_on_disk(private) and not any(row.objects.exists() for row in rows)  # type: ignore[attr-defined]


def test_each_form_keeps_as_long_as_it_says(home: HomePage, private: Path) -> None:
    short, long = make_form(home, keep_days=30), make_form(home, slug="long", keep_days=90)
    old, young = aged(apply(short, Curriculum=pdf()), 30.1), aged(apply(short, Why="x"), 29.9)
    other = aged(apply(long, Curriculum=pdf()), 30.1)
    ApplicationNote.objects.create(application=old, text="Note")
    assert erase_expired() == (1, 0)
    assert set(Application.objects.all()) == {young, other}
    assert len(files_on_disk(private)) == 1
    assert not ApplicationNote.objects.exists()
    assert not OutgoingMail.objects.filter(reference__contains=old.pk.hex).exists()


def test_the_page_says_how_long(home: HomePage) -> None:
    page = make_form(home, keep_days=30)
    assert "After 30 days it is erased" in " ".join(Client().get(page.url).content.decode().split())


def test_another_time_takes_effect_for_those_that_are_there(home: HomePage, private: Path) -> None:
    page = make_form(home)
    aged(apply(page, Curriculum=pdf()), 60)
    assert erase_expired() == (0, 0)
    page.keep_days = 59
    page.save_revision().publish()
    assert erase_expired() == (1, 0)
    assert nothing_left(private)


@pytest.mark.parametrize("fate", ["unpublished", "deleted"])
def test_it_needs_no_page(home: HomePage, private: Path, fate: str) -> None:
    page = make_form(home)
    aged(apply(page, Curriculum=pdf()), 181)
    if fate == "unpublished":
        page.unpublish()
    else:
        # What the site refuses on every way through it.
        pre_delete.disconnect(protect_applications, sender=ApplicationFormPage)
        try:
            page.delete()
        finally:
            pre_delete.connect(protect_applications, sender=ApplicationFormPage)
        assert not ApplicationFormPage.objects.exists()
    assert erase_expired() == (1, 0)
    assert nothing_left(private)


def test_it_is_daily_work() -> None:
    assert erase_old_applications in worker._daily


def test_staff_erase_earlier_and_the_log_names_nobody(
    form_page: ApplicationFormPage, private: Path
) -> None:
    application = apply(form_page, Curriculum=pdf())
    ApplicationNote.objects.create(application=application, text="Note")
    client = browser("view_application", "delete_application")
    url = reverse("campaigns_applications:erase", args=[application.pk])
    html = client.get(url).content.decode()
    assert "1 file" in html
    assert "1 note" in html
    assert Application.objects.exists()
    assert client.post(url).status_code == 302
    assert nothing_left(private)
    entry = ModelLogEntry.objects.get(action="campaigns.applications.erase")
    assert entry.label == "Become a mentor"
    assert "ana" not in str(entry.data).lower()
    # Whoever comes second finds it gone.
    assert client.post(url).status_code == 302
    assert client.get(url).status_code == 404


def test_erasing_twice_erases_once(form_page: ApplicationFormPage) -> None:
    application = apply(form_page)
    assert erase(application.pk)
    assert not erase(application.pk)


def test_a_mail_about_an_erased_application_is_not_sent(form_page: ApplicationFormPage) -> None:
    application = apply(form_page)
    erase(application.pk)
    assert not OutgoingMail.objects.exists()


def test_without_any_file_yet_there_is_nothing_to_look_for(private: Path, db: Any) -> None:
    assert not private.exists()
    assert erase_expired() == (0, 0)
