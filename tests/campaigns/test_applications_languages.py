"""One form in several languages: asked in each, the same questions to all, mailed in its own."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import activate
from wagtail.documents import get_document_model
from wagtail.models import Locale

from campaigns.applications.exporting import csv_lines
from campaigns.applications.previews import preview
from campaigns.models import Application, ApplicationField, ApplicationFormPage
from core.mail.sending import drain
from core.models import HomePage
from images.models import CustomDocument
from tests.campaigns.applying import (
    EXPERT,
    MORNING,
    apply,
    browser,
    choices,
    filled_in,
    make_form,
    names_of,
    pdf,
    question,
)
from tests.petitions.html import read_html
from tests.translating import fill_in, put_live, start, translate
from translators.readiness import readiness_of

pytestmark = pytest.mark.one_database


@pytest.fixture
def spanish_page(home: HomePage, spanish: Locale) -> ApplicationFormPage:
    """A form with a translation of everything, which begins with "es: "."""
    page = make_form(home)
    translate(home, spanish)
    return translate(page, spanish)


def source_of(page: ApplicationFormPage) -> ApplicationFormPage:
    return page.get_translation(Locale.objects.get(language_code="en"))


def test_everything_is_asked_in_the_language_of_the_page(
    spanish_page: ApplicationFormPage,
) -> None:
    html = Client().get(spanish_page.url).content.decode()
    for text in (
        "es: Become a mentor",
        "es: Why?",
        "es: In your own words.",
        "es: For years",
        "es: In the evening",
        "es: Send application",
    ):
        assert text in html
        assert text.removeprefix("es: ") not in html.replace(text, "")


def test_a_question_is_the_same_in_every_language(spanish_page: ApplicationFormPage) -> None:
    source = source_of(spanish_page)
    assert sorted(names_of(source).values()) == sorted(names_of(spanish_page).values())
    for label, name in names_of(source).items():
        mine = spanish_page.form_fields.get(clean_name=name)
        other = source.form_fields.get(clean_name=name)
        assert mine.label == f"es: {label}"
        assert list(mine.choice_words) == list(other.choice_words)
        assert (mine.field_type, mine.role, mine.required) == (
            other.field_type,
            other.role,
            other.required,
        )


def apply_in_spanish(page: ApplicationFormPage, **others: Any) -> Application:
    """Send the Spanish form, filled in by the source's questions."""
    data = filled_in(source_of(page), **others)
    response = Client().post(page.url, data)
    assert response.status_code == 303, response.content.decode()
    return Application.objects.latest("created_at")


def test_answers_of_all_languages_can_be_compared(spanish_page: ApplicationFormPage) -> None:
    english = apply(source_of(spanish_page), When=[MORNING])
    spanish = apply_in_spanish(spanish_page, When=[MORNING], Address="eva@example.org")
    assert spanish.language == "es"
    assert spanish.form == english.form
    # Values and the source's words, whatever was read on the page.
    assert spanish.answers == english.answers
    html = browser("view_application").get(
        reverse("campaigns_applications:inspect", args=[spanish.pk])
    )
    read = read_html(html.content)
    assert "For years" in read.text
    assert "es: " not in read.text
    lines = list(csv_lines(Application.objects.all()))
    assert lines[1].split(",For years,")[1:] == lines[2].split(",For years,")[1:] != []


def test_the_confirmation_is_in_the_applicants_language(
    spanish_page: ApplicationFormPage,
) -> None:
    apply_in_spanish(spanish_page)
    drain()
    (sent,) = mail.outbox
    assert sent.subject == "es: We have received your application"
    assert "es: Become a mentor" in sent.body
    assert "es: Thank you for your application." in sent.body
    # Of the interface, too.
    assert "We have received what" not in sent.body


def test_mistakes_are_said_in_the_language_of_the_page(
    spanish_page: ApplicationFormPage,
) -> None:
    data = filled_in(source_of(spanish_page), How="", Curriculum=pdf("a.pdf", 1_100_000))
    response = Client().post(spanish_page.url, data)
    assert response.status_code == 422
    text = read_html(response.content).text
    for english in ("Please answer", "is larger than", "things need"):
        assert english not in text


def test_a_choice_that_moves_takes_its_answers_along(spanish_page: ApplicationFormPage) -> None:
    page = source_of(spanish_page)
    field = page.form_fields.get(label="How long have you done this?")
    field.choices = ApplicationField._meta.get_field("choices").to_python(
        json.dumps(choices(n2="Many years", n7="A while", n1="I have just begun"))
    )
    field.save()
    # The translation is older: it still offers what it did.
    application = apply_in_spanish(spanish_page)
    answer = next(row for row in application.answers if row["name"] == field.clean_name)
    assert answer["value"] == [EXPERT]
    assert answer["words"] == ["Many years"]


def test_a_page_that_stands_for_another_takes_applications(home: HomePage, spanish: Locale) -> None:
    page = make_form(home)
    home.copy_for_translation(spanish, copy_parents=True).specific.save_revision().publish()
    alias = page.copy_for_translation(spanish, alias=True)
    response = Client().post(alias.url, filled_in(page))
    assert response.status_code == 303
    application = Application.objects.get()
    assert application.form.uuid == page.translation_key


def test_the_language_of_the_options_is_the_sources(spanish_page: ApplicationFormPage) -> None:
    page = source_of(spanish_page)
    page.is_closed = True
    page.save_revision().publish()
    assert "<form" not in Client().get(spanish_page.url).content.decode().split("<main")[1]
    # Publishing the translation, which holds an older copy, opens nothing.
    spanish_page.refresh_from_db()
    assert not spanish_page.is_closed
    spanish_page.save_revision().publish()
    assert "<form" not in Client().get(spanish_page.url).content.decode().split("<main")[1]


def test_translators_see_the_parts_of_a_form(home: HomePage, spanish: Locale) -> None:
    page = make_form(home)
    translate(home, spanish)
    translation = start(page, spanish)
    target = translation.get_target_instance()
    activate("en")
    labels = [str(part.label) for part in readiness_of(target).parts if part.missing]
    assert labels[:4] == ["Page text", "Questions", "Mail texts", "Thank-you"]
    fill_in(translation)
    assert readiness_of(put_live(translation)).is_ready


# --- the information pack -------------------------------------------------


def test_the_pack_goes_along_as_a_link(home: HomePage, settings: Any) -> None:
    document = CustomDocument(title="Mentors’ handbook")
    document.file.save("handbook.pdf", pdf())
    page = make_form(
        home, pack_text="Read this first.", pack_document=document, contact_email="m@example.org"
    )
    apply(page)
    drain()
    (sent,) = mail.outbox
    assert not sent.attachments
    link = f"{settings.BASE_URL}{document.url}"
    html = sent.alternatives[0][0]
    for body in (sent.body, html):
        assert "Read this first." in body
        assert "Mentors’ handbook" in body
        assert link in body
        assert "m@example.org" in body
    document.delete()
    assert get_document_model().objects.count() == 0
    page.refresh_from_db()
    assert "Information pack" not in preview(None, page, "mail").content.decode()  # type: ignore[arg-type]


def test_without_a_page_in_the_language_no_words_of_another(
    spanish_page: ApplicationFormPage,
) -> None:
    apply_in_spanish(spanish_page)
    french = Locale.objects.get_or_create(language_code="fr")[0]
    ApplicationFormPage.objects.filter(pk=spanish_page.pk).update(locale=french)
    drain()
    (sent,) = mail.outbox
    assert "es: Thank you" not in sent.body
    assert "Become a mentor" in sent.body


def test_a_new_question_is_translated_after_the_others(
    spanish_page: ApplicationFormPage,
) -> None:
    page = source_of(spanish_page)
    question(page, "Anything else?", "singleline", required=False)
    page.save_revision().publish()
    # Asked where it is written; the translation asks what it always did.
    assert "Anything else?" in Client().get(page.url).content.decode()
    html = Client().get(spanish_page.url).content.decode()
    assert "Anything else?" not in html
    assert apply_in_spanish(spanish_page)
