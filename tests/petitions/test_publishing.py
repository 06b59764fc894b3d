"""What publication does to the record, and what nothing else may do to it."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from wagtail.models import Locale, Page

from petitions.forms import SignForm
from petitions.models import Petition, PetitionPage, PetitionText, Signature
from petitions.publishing import changes_signed_text
from petitions.repeating import answer_repeated
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.translating import translate
from translators.readiness import translated_fields

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def in_spanish(page: PetitionPage, spanish: Locale, **changes: Any) -> PetitionPage:
    """Translate a page by hand and publish the translation."""
    translated = page.copy_for_translation(spanish, copy_parents=True)
    words = {
        name: value.replace("<p>", "<p>es: ") if "<p>" in value else f"es: {value}"
        for name in translated_fields(PetitionPage)
        if isinstance(value := getattr(page, name), str) and value
    }
    for name, value in {**words, "title": "Dignidad en las noticias", **changes}.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return PetitionPage.objects.get(pk=translated.pk)


def wordings(page: PetitionPage, **filters: Any) -> list[str]:
    """Return the texts of a page's petition, oldest first."""
    rows = PetitionText.objects.filter(petition=petition_of(page), kind="petition", **filters)
    return list(rows.order_by("pk").values_list("text", flat=True))


def test_a_draft_never_changes_the_live_form(page: PetitionPage, form_data: Any) -> None:
    before = Client().get(page.url).content
    page.title, page.text, page.terms_wording = "Draft title", "<p>Draft text</p>", "Draft terms"
    page.goals, page.accepts, page.asks_comment, page.is_closed = [7], "organisations", False, True
    page.save_revision()
    record = Petition.objects.get()
    assert (record.goals, record.accepts, record.is_closed) == ([1000, 5000, 10000], "both", False)
    assert len(wordings(page)) == 1
    after = Client().get(page.url).content
    assert [line for line in after.splitlines() if b'name="stamp"' not in line] == [
        line for line in before.splitlines() if b'name="stamp"' not in line
    ]
    assert Client().post(page.url, form_data).status_code == 303


def test_publishing_an_old_revision_does_not_move_the_count(page: PetitionPage) -> None:
    old = page.save_revision()
    crowd(petition_of(page), 5, status="confirmed")
    page.title = "A newer title"
    page.save_revision().publish()
    before = petition_of(page).count.total
    old.publish()
    assert petition_of(page).count.total == before == 5
    assert Petition.objects.get().title == "Dignity in the news"


@pytest.mark.parametrize("by", ["copying", "wagtail-localize"])
def test_publishing_a_translation_changes_no_option(
    by: str, page: PetitionPage, spanish: Locale
) -> None:
    """The translation was made first, so its copies of the options are the older ones."""
    translated = in_spanish(page, spanish) if by == "copying" else translate(page, spanish)
    page.refresh_from_db()
    page.goals, page.is_closed, page.accepts = [3], True, "people"
    page.save_revision().publish()
    translated.title = "Otro título"
    translated.save_revision().publish()
    record = Petition.objects.get()
    assert (record.goals, record.is_closed, record.accepts) == ([3], True, "people")
    assert record.title == page.title


def test_all_languages_count_together(page: PetitionPage, spanish: Locale, form_data: Any) -> None:
    translated = in_spanish(page, spanish)
    for number, url in enumerate([page.url, translated.url]):
        Client().post(url, {**form_data, "email": f"signer{number}@example.org"})
    assert Petition.objects.count() == 1
    assert sorted(Signature.objects.values_list("language", flat=True)) == ["en", "es"]
    # Nor can anybody sign once in each language.
    Client().post(translated.url, {**form_data, "email": "signer0@example.org"})
    assert Signature.objects.count() == 2


def test_an_alias_shows_and_counts_its_original(
    page: PetitionPage, spanish: Locale, form_data: Any
) -> None:
    page.copy_for_translation(spanish, copy_parents=True, alias=True)
    alias = PetitionPage.objects.get(locale=spanish)
    assert Client().post(alias.url, form_data).status_code == 303
    assert Petition.objects.count() == 1
    assert Signature.objects.get().text.language == "en"
    page.goals = [2]
    page.save_revision().publish()
    assert Petition.objects.get().goals == [2]


def test_a_copied_page_has_a_record_of_its_own(page: PetitionPage) -> None:
    crowd(petition_of(page), 2, status="confirmed")
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert Client().get(copy.url).status_code == 200
    assert petition_of(copy).count.total == 0
    assert petition_of(page).count.total == 2
    assert petition_of(copy).uuid != petition_of(page).uuid


@pytest.mark.parametrize("way", ["page", "base page", "parent", "queryset", "base queryset"])
def test_a_page_with_signatures_cannot_be_deleted(way: str, page: PetitionPage) -> None:
    SignatureFactory(petition=petition_of(page), status="withdrawn")
    page = PetitionPage.objects.get()
    deletions = {
        "page": page.delete,
        "base page": Page.objects.get(pk=page.pk).delete,
        "parent": page.get_parent().delete,
        "queryset": PetitionPage.objects.all().delete,
        "base queryset": Page.objects.filter(pk=page.pk).delete,
    }
    with pytest.raises(ProtectedError), transaction.atomic():
        deletions[way]()
    assert PetitionPage.objects.filter(pk=page.pk).exists()
    assert Client().get(page.url).status_code == 200


def test_a_record_with_signatures_cannot_be_deleted(page: PetitionPage) -> None:
    SignatureFactory(petition=petition_of(page))
    with pytest.raises(ProtectedError):
        Petition.objects.all().delete()
    with pytest.raises(ProtectedError):
        PetitionText.objects.all().delete()


def test_a_page_without_signatures_can_be_deleted(page: PetitionPage) -> None:
    PetitionPage.objects.get().delete()
    assert not PetitionPage.objects.exists()


def test_closing_ends_signing_and_keeps_the_rest(page: PetitionPage, form_data: Any) -> None:
    waiting = crowd(petition_of(page), 1)[0]
    page.is_closed = True
    page.save_revision().publish()
    assert Client().post(page.url, form_data).status_code == 422
    from petitions.tokens import links

    # Whoever signed in time may still confirm.
    assert Client().post(links(waiting)["confirm_url"]).status_code == 303
    assert petition_of(page).count.total == 1


def test_a_wording_is_one_row_however_often_it_is_published(page: PetitionPage) -> None:
    for text in ("<p>Second</p>", "<p>Second</p>", "<p>Third</p>", "<p>Second</p>"):
        page.text = text
        page.save_revision().publish()
    assert [*wordings(page)[1:]] == ["<p>Second</p>", "<p>Third</p>"]
    assert wordings(page, is_current=True) == ["<p>Second</p>"]


def test_each_language_has_wordings_of_its_own(page: PetitionPage, spanish: Locale) -> None:
    in_spanish(page, spanish, text="<p>Pedimos dignidad.</p>")
    assert wordings(page, language="es", is_current=True) == ["<p>Pedimos dignidad.</p>"]
    assert len(wordings(page, language="en", is_current=True)) == 1


def test_a_signature_points_to_the_wording_its_signer_saw(
    page: PetitionPage, form_data: Any
) -> None:
    """The form was open while an editor published another text."""
    form = Client().get(page.url).context["form"]
    shown = form.initial["wording"]
    page.text = "<p>Something else entirely.</p>"
    page.terms_wording, page.updates_wording = "New terms", "New updates"
    page.save_revision().publish()
    data = {**form_data, "consent_updates": "on"}
    Client().post(page.url, {**data, "wording": shown})
    Client().post(page.url, {**data, "email": "late@example.org"})
    seen, new = Signature.objects.order_by("created_at")
    assert "with dignity" in seen.text.text
    assert new.text.text == "<p>Something else entirely.</p>"
    old_wordings = {consent.text.text for consent in seen.consents.all()}
    assert not old_wordings & {"New terms", "New updates"}
    assert {consent.text.text for consent in new.consents.all()} == {"New terms", "New updates"}


def test_nobody_can_sign_a_wording_of_another_petition_or_language(
    page: PetitionPage, petition_index: Any, spanish: Locale, form_data: Any
) -> None:
    from tests.factories import PetitionPageFactory

    other = PetitionPageFactory(parent=petition_index, text="<p>Other</p>")
    in_spanish(page, spanish, text="<p>Pedimos</p>")
    foreign = PetitionText.objects.exclude(petition=petition_of(page), language="en")
    wording = ".".join(str(pk) for pk in foreign.values_list("pk", flat=True))
    assert petition_of(other).texts.exists()
    Client().post(page.url, {**form_data, "wording": wording})
    signature = Signature.objects.get()
    assert signature.text.petition == petition_of(page)
    assert signature.text.language == "en"
    assert {consent.text.petition for consent in signature.consents.all()} == {petition_of(page)}


def test_consents_are_rows_for_what_was_ticked(page: PetitionPage, form_data: Any) -> None:
    Client().post(page.url, form_data)
    assert [c.purpose for c in Signature.objects.get().consents.all()] == ["terms"]
    Client().post(page.url, {**form_data, "consent_updates": "on"})
    answer_repeated()
    signature = Signature.objects.get()
    assert sorted(c.purpose for c in signature.consents.all()) == ["terms", "updates"]
    # Signed again without the second box: what was said last counts.
    Client().post(page.url, form_data)
    answer_repeated()
    assert [c.purpose for c in Signature.objects.get().consents.all()] == ["terms"]


def test_editors_learn_how_many_signed_what_a_draft_would_change(page: PetitionPage) -> None:
    assert changes_signed_text(page) == 0
    crowd(petition_of(page), 3, status="confirmed")
    crowd(petition_of(page), 2, tag="pending")
    page = PetitionPage.objects.get()
    assert changes_signed_text(page) == 0
    page.summary, page.mail_text, page.goals = "Other summary", "Other mail", [5]
    assert changes_signed_text(page) == 0
    for name in ("title", "addressee", "text"):
        draft = PetitionPage.objects.get()
        setattr(draft, name, "<p>Changed</p>")
        assert changes_signed_text(draft) == 3


@pytest.mark.parametrize(
    ("options", "absent"),
    [
        ({"asks_comment": False}, {"comment"}),
        ({"asks_updates": False}, {"consent_updates"}),
        ({"shows_signers": False}, {"visibility"}),
        ({"accepts": "people"}, {"organisation_name", "organisation_role", "organisation_website"}),
    ],
)
def test_the_form_has_the_agreed_fields_and_leaves_out_what_is_not_asked(
    options: dict[str, Any], absent: set[str], page: PetitionPage
) -> None:
    record = petition_of(page)
    contract = {
        "kind", "given_name", "family_name", "organisation_name", "organisation_role",
        "organisation_website", "email", "country", "visibility", "comment", "consent_terms",
        "consent_updates", "source", "partner",
    }  # fmt: skip
    full = SignForm(petition=record, texts=page.live_wordings)
    assert contract <= set(full.fields)
    for name, value in options.items():
        setattr(record, name, value)
    less = SignForm(petition=record, texts=page.live_wordings)
    assert contract - set(less.fields) == absent
