"""The form in the page editor: what must hold, and what survives from draft to draft."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from campaigns.models import ApplicationField, ApplicationFormPage
from core.models import HomePage
from tests.campaigns.applying import ApplicationFormPageFactory, apply, choices, make_form, names_of
from tests.translating import fill_in, start

pytestmark = pytest.mark.one_database


def row(field: ApplicationField | None = None, **values: Any) -> dict[str, Any]:
    """Return a question as the editor sends it."""
    known: dict[str, Any] = {
        "label": "Your address",
        "help_text": "",
        "field_type": "email",
        "role": "address",
        "required": "on",
        "accepts": "documents",
        "max_files": 1,
        "max_megabytes": 5,
        "clean_name": "",
        "choices": streamfield([]),
    }
    if field is not None:
        known |= {
            "id": field.pk or "",
            "label": field.label,
            "help_text": field.help_text,
            "field_type": field.field_type,
            "role": field.role,
            "clean_name": field.clean_name,
            "max_files": field.max_files,
            "max_megabytes": field.max_megabytes,
            "accepts": field.accepts,
            "choices": streamfield([("choice", block.value) for block in field.choices]),
        }
        if not field.required:
            del known["required"]
    known |= values
    if known.get("required") is False:
        del known["required"]
    return known


def edit(
    client: Client, page: ApplicationFormPage, rows: list[dict[str, Any]], **others: Any
) -> Any:
    """Save or publish a page with these questions."""
    initial = sum(1 for known in rows if known.get("clean_name"))
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": "",
            "body": rich_text(""),
            "button_text": "Send",
            "thank_you": rich_text("<p>Thanks</p>"),
            "mail_subject": "Subject",
            "mail_text": "",
            "pack_text": "",
            "contact_email": "",
            "purpose": "mentor",
            "keep_days": 180,
            "max_total_megabytes": 20,
            "form_fields": inline_formset(rows, initial=initial),
            "comments": inline_formset([]),
            **others,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def questions(page: ApplicationFormPage) -> dict[str, ApplicationField]:
    """Return the questions of the latest version by their labels."""
    draft = ApplicationFormPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {field.label: field for field in draft.form_fields.all()}


@pytest.fixture
def page(home: HomePage) -> ApplicationFormPage:
    """A live form."""
    return make_form(home)


@pytest.fixture
def empty(home: HomePage) -> ApplicationFormPage:
    """A live form without questions."""
    return ApplicationFormPageFactory(parent=home)


PUBLISH = {"action-publish": "action-publish"}


def test_a_question_made_in_the_editor_is_asked(
    empty: ApplicationFormPage, admin_client: Client
) -> None:
    new = row(
        label="Which?",
        field_type="dropdown",
        role="",
        choices=streamfield([("choice", "One"), ("choice", "Two")]),
    )
    response = edit(admin_client, empty, [row(), new], **PUBLISH)
    assert response.status_code == 302, response.context["form"].errors
    html = Client().get(empty.url).content.decode()
    assert "Which?" in html
    assert "Two" in html
    assert "Why?" not in html


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Add a question for a mail address"),
        ([row(role="")], "Add a question for a mail address"),
        ([row(), row(label="Again")], "Only one question can be for the applicant’s mail address"),
        ([row(field_type="singleline")], "needs an answer of the kind “Mail address”"),
        ([row(required=False)], "The applicant’s address must be answered"),
        ([row(), row(label="Name", role="name")], "needs an answer of one line of text"),
        ([row(), row(label="Which?", field_type="radio", role="")], "what there is to choose from"),
        ([row(), row(label="Files", field_type="files", role="", max_megabytes=21)], "20"),
    ],
)
def test_what_nobody_could_answer_is_refused(
    empty: ApplicationFormPage, admin_client: Client, rows: list[dict[str, Any]], words: str
) -> None:
    response = edit(admin_client, empty, rows, **PUBLISH)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_an_end_before_the_beginning_is_refused(
    page: ApplicationFormPage, admin_client: Client
) -> None:
    response = edit(
        admin_client, page, [row()], opens_at="2030-02-01 00:00", closes_at="2030-01-01 00:00"
    )
    assert "The end must come after the beginning" in response.content.decode()


def test_a_draft_may_be_without_an_address(
    empty: ApplicationFormPage, admin_client: Client
) -> None:
    assert edit(admin_client, empty, []).status_code == 302


def test_a_question_stays_itself_from_draft_to_draft(
    empty: ApplicationFormPage, admin_client: Client
) -> None:
    """Wagtail makes a row anew with each saving while it is in drafts only."""
    edit(admin_client, empty, [row()], **PUBLISH)
    address = questions(empty)["Your address"]
    new = row(label="New", field_type="singleline", role="")
    edit(admin_client, empty, [row(address), new])
    first = questions(empty)["New"]
    assert first.pk is None
    for label, how in (("Newer", {}), ("Newest", PUBLISH), ("Last", PUBLISH)):
        known = questions(empty)
        (latest,) = [field for field in known.values() if field.field_type == "singleline"]
        edit(admin_client, empty, [row(address), row(latest, label=label)], **how)
        now = questions(empty)[label]
        assert (now.clean_name, now.translation_key) == (first.clean_name, first.translation_key)
    stored = ApplicationField.objects.get(label="Last", page=empty)
    assert stored.clean_name == first.clean_name
    assert stored.translation_key == first.translation_key


def test_its_translation_stays_as_well(
    empty: ApplicationFormPage, admin_client: Client, home: HomePage, spanish: Locale
) -> None:
    edit(
        admin_client, empty, [row(), row(label="New", field_type="singleline", role="")], **PUBLISH
    )
    empty.refresh_from_db()
    start(home, spanish)
    translation = start(ApplicationFormPage.objects.get(pk=empty.pk), spanish)
    fill_in(translation)
    known = questions(empty)
    edit(
        admin_client,
        empty,
        [row(known["Your address"]), row(known["New"], help_text="With a hint")],
        **PUBLISH,
    )
    translation.source.update_from_db()
    messages = {entry.msgid: entry.msgstr for entry in translation.export_po()}
    assert messages["New"] == "es: New"
    assert messages["With a hint"] == ""


@pytest.mark.parametrize("is_foreign", [True, False])
def test_a_name_that_is_another_forms_or_none_is_not_taken_over(
    empty: ApplicationFormPage, home: HomePage, admin_client: Client, is_foreign: bool
) -> None:
    other = make_form(home, slug="other")
    foreign = other.form_fields.get(role="address")
    name = foreign.clean_name if is_foreign else "nonsense"
    edit(admin_client, empty, [row(clean_name=name, id="")], **PUBLISH)
    mine = ApplicationField.objects.get(page=empty)
    assert mine.clean_name == f"q{mine.translation_key.hex}"
    assert mine.translation_key != foreign.translation_key


def test_a_copied_form_has_questions_and_applications_of_its_own(
    page: ApplicationFormPage, home: HomePage
) -> None:
    apply(page)
    copy = page.copy(to=home, update_attrs={"slug": "copy", "title": "Copy"})
    assert set(names_of(copy)) == set(names_of(page))
    assert not copy.holds_applications
    application = apply(copy)
    assert application.form.title == "Copy"


def test_an_answer_stays_with_its_choice_when_the_words_change(
    page: ApplicationFormPage,
) -> None:
    before = apply(page).answers[1]
    field = page.form_fields.get(label="How long have you done this?")
    field.choices = field._meta.get_field("choices").to_python(
        json.dumps(choices(n1="A beginner", n2="Longer"))
    )
    field.save()
    after = apply(page, Why="Again").answers[1]
    assert after["value"] == before["value"]
    assert (before["words"], after["words"]) == (["For years"], ["Longer"])


def test_choices_have_identifiers_from_the_first_draft_on(
    empty: ApplicationFormPage, admin_client: Client
) -> None:
    new = row(label="Which?", field_type="radio", role="", choices=streamfield([("choice", "One")]))
    edit(admin_client, empty, [row(), new], **PUBLISH)
    draft = list(questions(empty)["Which?"].choice_words)
    live = list(ApplicationField.objects.get(label="Which?", page=empty).choice_words)
    assert draft == live
    assert draft[0] != str(uuid4())
