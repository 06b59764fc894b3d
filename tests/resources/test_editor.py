"""What an editor of notes meets: what is said in time, what publishing does, where things are."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from core.models import HomePage
from resources.models import (
    Audience,
    Edition,
    EditionPdf,
    EditionText,
    GlossaryTerm,
    GuidanceIndexPage,
    GuidanceNotePage,
    Topic,
)
from resources.publishing import objections
from tests.resources.forms import PUBLISH, filled_in, form_of, save
from tests.resources.notes import changed, full_note, publish, text_of
from tests.translating import add_language, staff, translate, write_catalogue
from translators.publishing import refusal

# Wagtail leaves the files that a rendition is made from to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def editor(db: Any) -> Client:
    """A browser in which somebody of the communications staff is logged in."""
    client = Client()
    client.force_login(staff())
    return client


@pytest.fixture
def full(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A live note with every block."""
    return full_note(guidance)


def other_heading(page: GuidanceNotePage, heading: str = "Beginning") -> dict[str, Any]:
    """Return what the editor sends with another first heading."""
    block = page.body.stream_block
    return {"body": filled_in(block, block.to_python(changed(page, heading)))}


def panel(client: Client, page: GuidanceNotePage) -> str:
    """Return the text of the panel on editions, as it is read."""
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    found = next(
        section
        for section in soup.find_all("section")
        if section.find("h2") and "What is published" in section.find("h2").get_text()
    )
    return " ".join(found.get_text(" ").split())


# --- saving and publishing ------------------------------------------------------------


def test_a_new_edition_takes_a_number_and_a_word(note: GuidanceNotePage, editor: Client) -> None:
    """The whole way of a hurried editor: change, publish, be told, raise the number, publish."""
    said = save(editor, note, **other_heading(note), **PUBLISH)
    assert said == [
        "“Note on pictures” cannot go live in English yet. The text differs from edition 1, which "
        "is published and never changes. Under “Edition”, give it the number 2 and say what has "
        "changed."
    ]
    said = save(editor, note, edition_number=2, **PUBLISH)
    assert said == [
        "“Note on pictures” cannot go live in English yet. "
        "Say what has changed since edition 1, under “Edition”."
    ]
    said = save(editor, note, edition_number=2, edition_changes="Begins otherwise.", **PUBLISH)
    link = '<a href="/en/editions/pictures/2/">/en/editions/pictures/2/'
    assert any(f"Edition 2 is published at {link}</a>; its PDFs" in text for text in said), said
    assert text_of(note).changes == "Begins otherwise."
    assert text_of(note).document.sections[0].heading == "Beginning"


def test_what_was_said_of_the_last_edition_is_not_said_of_the_next(
    note: GuidanceNotePage, editor: Client
) -> None:
    publish(note, edition_number=2, edition_changes="Begins otherwise.")
    said = save(editor, note, **other_heading(note), edition_number=3, **PUBLISH)
    assert "Say what has changed since edition 2" in said[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # What the form still holds of the first edition.
        ("2016-11-10", None),
        ("", None),
        ("2018-03-01", date(2018, 3, 1)),
    ],
)
def test_the_day_of_the_last_edition_is_none_for_the_next(
    typed: str, expected: date | None, note: GuidanceNotePage, editor: Client
) -> None:
    changes = {"edition_number": 2, "edition_changes": "Something.", "edition_date": typed}
    save(editor, note, **changes, **PUBLISH)
    assert text_of(note).edition.date == (expected or timezone.localdate())


def test_the_day_of_the_first_edition_is_none_for_the_third(note: GuidanceNotePage) -> None:
    """It still stands in the editor when the second came out with none given."""
    first = note.edition_date
    publish(note, edition_number=2, edition_changes="Something.", edition_date=first)
    publish(note, edition_number=3, edition_changes="More.", edition_date=first)
    assert text_of(note).edition.date == timezone.localdate()


def test_a_day_before_the_last_edition_is_refused(note: GuidanceNotePage, editor: Client) -> None:
    """It would stand in the edition for good, and turn the order of the editions round."""
    changes = {"edition_number": 2, "edition_changes": "Something."}
    said = save(editor, note, **changes, edition_date="1900-01-02", **PUBLISH)
    assert (
        "The date of the edition, Jan. 2, 1900, is before that of edition 1, Nov. 10, 2016: "
        "give another under “Edition”, or none."
    ) in said[0]
    assert Edition.objects.count() == 1


def test_the_next_edition_is_never_of_before_the_last(note: GuidanceNotePage) -> None:
    """One may be of tomorrow, which has begun in the east."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    publish(note, edition_number=2, edition_changes="Something.", edition_date=tomorrow)
    publish(note, edition_number=3, edition_changes="More.", edition_date=None)
    assert text_of(note).edition.date == tomorrow


def test_a_number_of_the_past_is_refused(note: GuidanceNotePage, editor: Client) -> None:
    publish(note, edition_number=2, edition_changes="Something.")
    said = save(editor, note, edition_number=1, **PUBLISH)
    assert "Edition 2 is published already: give this text the number 3." in said[0]


def test_a_day_to_come_is_refused(note: GuidanceNotePage, editor: Client) -> None:
    """A slip in the year would stand in the edition for good."""
    today = timezone.localdate()
    changes = {"edition_number": 2, "edition_changes": "Something."}
    said = save(editor, note, **changes, edition_date=f"{today.year + 36}-02-01", **PUBLISH)
    assert f"The date of the edition, Feb. 1, {today.year + 36}, has not come yet" in said[0]
    assert EditionText.objects.count() == 1
    # Where it is tomorrow already.
    tomorrow = today + timedelta(days=1)
    save(editor, note, **changes, edition_date=tomorrow.isoformat(), **PUBLISH)
    assert text_of(note).edition.date == tomorrow


def test_an_edition_that_waits_for_its_day_can_carry_it(note: GuidanceNotePage) -> None:
    day = timezone.now() + timedelta(days=9)
    note.edition_number, note.edition_changes = 2, "Something."
    note.go_live_at, note.edition_date = day, timezone.localdate(day)
    assert objections(note) == []
    note.edition_date += timedelta(days=9)
    assert len(objections(note)) == 1


def test_a_note_without_a_text_makes_no_edition(
    guidance: GuidanceIndexPage, editor: Client
) -> None:
    page = GuidanceNotePage(title="New", slug="new", summary="S.", live=False)
    guidance.add_child(instance=page)
    page.save_revision()
    said = save(editor, page, **PUBLISH)
    assert "There is no text yet: write a section or an annex" in said[0]
    page.refresh_from_db()
    assert not page.live
    assert not EditionText.objects.exists()


def test_saving_a_draft_says_what_would_be_refused(note: GuidanceNotePage, editor: Client) -> None:
    said = save(editor, note, **other_heading(note))
    assert any("This draft cannot be published yet. The text differs" in text for text in said)
    said = save(editor, note, edition_number=2, edition_changes="Begins otherwise.")
    assert not any("cannot" in text for text in said)


def test_saving_by_itself_piles_up_no_messages(note: GuidanceNotePage, editor: Client) -> None:
    assert save(editor, note, accept="application/json", **other_heading(note)) == []


def test_nothing_new_is_published_in_silence(full: GuidanceNotePage, editor: Client) -> None:
    """What the editor writes into the text by itself is no other text."""
    said = save(editor, full, search_description="Found more easily.", **PUBLISH)
    assert not any("dition" in text for text in said), said
    full.refresh_from_db()
    assert full.search_description == "Found more easily."
    assert "data-block-key" in full.body[0].value["content"][0].value.source
    assert EditionText.objects.count() == 1


def test_a_first_draft_says_what_it_lacks(guidance: GuidanceIndexPage, editor: Client) -> None:
    page = GuidanceNotePage(title="New", slug="new", summary="S.", live=False)
    guidance.add_child(instance=page)
    page.save_revision()
    block = page.body.stream_block
    body = block.to_python([{"type": "section", "value": {"heading": ""}, "id": "1"}])
    said = save(editor, page, body=filled_in(block, body))
    assert any("1: Heading: This field is required." in text for text in said), said


def test_a_new_page_is_told_too(guidance: GuidanceIndexPage, editor: Client) -> None:
    page = GuidanceNotePage(title="New", slug="new", summary="S.")
    data = form_of(page)
    block = page.body.stream_block
    body = block.to_python([{"type": "section", "value": {"heading": ""}, "id": "1"}])
    data["body"] = filled_in(block, body)
    url = reverse("wagtailadmin_pages:add", args=["resources", "guidancenotepage", guidance.pk])
    assert editor.get(url).status_code == 200
    answer = editor.post(url, nested_form_data(data))
    assert answer.status_code == 302
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "This draft cannot be published yet. 1: Heading: This field is required." in said


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"content": [{"type": "definition", "value": {}}]}, "A definition has lost its term"),
        ({"content": [{"type": "download", "value": {}}]}, "A file to download is missing"),
        ({"content": [{"type": "text", "value": "<p>A ((note</p>"}]}, "“((note” has no end"),
        (
            {"content": [{"type": "text", "value": "<p>A ((  )) note</p>"}]},
            "A footnote is empty: write its text between (( and ))",
        ),
        ({"short_version": "key_message"}, "The short version takes the key message: write one"),
    ],
)
def test_a_draft_is_saved_while_it_is_being_written(
    part: dict[str, Any], expected: str, note: GuidanceNotePage, editor: Client
) -> None:
    """By itself and by hand: what is not finished is said, and refused when it is published."""
    block = note.body.stream_block
    written = {"heading": "Written", **part}
    body = filled_in(
        block, block.to_python([{"type": "section", "value": written, "id": "written"}])
    )
    assert save(editor, note, accept="application/json", body=body) == []
    said = " ".join(save(editor, note, body=body))
    assert "This draft cannot be published yet." in said
    assert expected in said
    note.refresh_from_db()
    draft = note.get_latest_revision_as_object()
    assert [section.value["heading"] for section in draft.body] == ["Written"]
    with pytest.raises(AssertionError, match="body"):
        save(editor, note, body=body, **PUBLISH)


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("I, [[Name", "Annex 1 Letter: The blank that begins with “[[Name"),
        ("I, [[ ]], agree", "Annex 1 Letter: A blank is empty: write its name between [[ and ]]"),
    ],
)
def test_a_letter_is_saved_while_it_is_written(
    letter: str, expected: str, full: GuidanceNotePage, editor: Client
) -> None:
    block = full.annexes.stream_block
    value = {"heading": "Letter", "letter": f"<p>{letter}</p>"}
    annexes = block.to_python([{"type": "form_letter", "value": value, "id": "letter"}])
    said = " ".join(save(editor, full, annexes=filled_in(block, annexes)))
    assert expected in said


def test_several_reasons_are_one_text(note: GuidanceNotePage) -> None:
    text = refusal(note, ["1 First: A picture is missing", "Say what has changed"])
    assert text == (
        "“Note on pictures” cannot go live in English yet. "
        "1 First: A picture is missing; Say what has changed."
    )


# --- the panel ------------------------------------------------------------------------


def test_the_panel_of_a_draft_that_was_never_published(
    guidance: GuidanceIndexPage, editor: Client
) -> None:
    page = GuidanceNotePage(title="New", slug="new", summary="S.", live=False)
    guidance.add_child(instance=page)
    assert "Publishing makes edition 1." in panel(editor, page)


def test_the_panel_lists_editions_and_their_languages(
    note: GuidanceNotePage,
    editor: Client,
    guidance: GuidanceIndexPage,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "fr", Sign="Signer")
    french = add_language("fr")
    translate(note, french)
    publish(note, edition_number=2, edition_date=date(2018, 3, 1), edition_changes="Something.")
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[note.pk]))
    rows = BeautifulSoup(answer.content, "html.parser").select("table.listing tbody tr")
    assert [" ".join(row.get_text(" ").split())[:30] for row in rows] == [
        "2 March 1, 2018 English waitin",
        "1 Nov. 10, 2016 English , Fren",
    ]
    links = [link["href"] for row in rows for link in row.select("td:nth-of-type(2) a")]
    assert links == [
        "/en/editions/pictures/2/",
        "/en/editions/pictures/1/",
        "/fr/editions/pictures/1/",
    ]
    for url in links:
        assert Client().get(url).status_code == 200


def test_the_panel_puts_arabic_commas_between_languages(note: GuidanceNotePage) -> None:
    client = Client()
    client.force_login(user := staff())
    UserProfile.objects.create(user=user, preferred_language="ar")
    text = text_of(note)
    text.pk, text.language, text._state.adding = None, "fr", True
    text.save()
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[note.pk]))
    cell = BeautifulSoup(answer.content, "html.parser").select_one("table.listing td + td")
    assert cell is not None
    assert "، " in cell.get_text()


def test_the_panel_says_how_the_pdfs_stand(note: GuidanceNotePage, editor: Client) -> None:
    status = EditionPdf.Status
    for states, said in (
        ([status.READY, status.READY], "ready"),
        ([status.WAITING, status.READY], "waiting"),
        ([status.MAKING, status.READY], "being made"),
        ([status.MAKING, status.FAILED], "could not be made"),
    ):
        for pdf, state in zip(EditionPdf.objects.order_by("pk"), states, strict=True):
            EditionPdf.objects.filter(pk=pdf.pk).update(status=state)
        assert f"English {said} All editions" in panel(editor, note)


def test_the_panel_says_what_the_draft_would_change(full: GuidanceNotePage, editor: Client) -> None:
    assert "The text is that of edition 1. Publishing makes no new one." in panel(editor, full)
    body = json.loads(changed(full, "Beginning"))
    added = {"type": "section", "value": {"heading": "Second", "content": []}, "id": "new"}
    full.body = json.dumps([*body, added])
    full.annexes = json.dumps(list(full.annexes.raw_data)[1:])
    full.save_revision()
    said = panel(editor, full)
    assert "This cannot be published as it is: The text differs from edition 1" in said
    assert "What is not as in edition 1: 1 Beginning" in said
    assert "2 Second (new)" in said
    assert "Annex 1 – A letter (removed)" in said
    full.edition_number, full.edition_changes = 2, "Much."
    full.edition_date = date(2018, 3, 1)
    full.save_revision()
    said = panel(editor, full)
    assert "Publishing makes edition 2 of March 1, 2018." in said
    assert "cannot be published" not in said


def test_a_picture_that_stays_is_no_change(full: GuidanceNotePage, editor: Client) -> None:
    """The draft shows the picture itself, the edition its copy."""
    annexes = json.loads(json.dumps(list(full.annexes.raw_data)))
    annexes[1]["value"]["heading"] = "Another list"
    full.annexes = json.dumps(annexes)
    full.save_revision()
    assert "What is not as in edition 1: Annex 2 – Another list" in panel(editor, full)


def test_the_panel_points_out_a_number_too_far(note: GuidanceNotePage, editor: Client) -> None:
    note.edition_number, note.edition_changes = 22, "Something."
    note.save_revision()
    assert "The last one is edition 1: numbers would be left out." in panel(editor, note)


def test_the_field_says_which_number_comes_next(note: GuidanceNotePage, editor: Client) -> None:
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[note.pk]))
    assert "To publish a changed text, put 2 here." in answer.text


# --- translations -----------------------------------------------------------------------


class Browser(Client):
    """A browser whose requests are committed: wagtail-localize publishes at that moment."""

    def request(self, **request: Any) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


def publish_in_translation_editor(page: GuidanceNotePage) -> list[str]:
    client = Browser()
    client.force_login(staff())
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
    return [" ".join(str(message).split()) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def french(home: HomePage, settings: Any, tmp_path: Any) -> Locale:
    """French with an interface of one string, so that notes go live in it."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "fr", Sign="Signer")
    return add_language("fr")


def test_publishing_a_translation_says_which_edition_it_is(
    note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    assert not any("is published at" in text for text in publish_in_translation_editor(page))
    StringTranslation.objects.filter(data="fr: Introduction").update(data="fr: Ouverture")
    said = publish_in_translation_editor(page)
    link = '<a href="/fr/editions/pictures/1.1/">'
    assert any(f"Edition 1.1 is published at {link}" in text for text in said)


def test_a_translation_with_a_torn_footnote_is_refused(
    note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    torn = StringTranslation.objects.filter(data__contains="A footnote about this")
    torn.update(data="fr: Pictures ((A footnote about this.")
    said = publish_in_translation_editor(page)
    assert "cannot go live in French yet" in said[-1]
    assert "The footnote that begins with “((A footnote about this.” has no end." in said[-1]
    assert EditionText.objects.filter(language="fr").count() == 1
    assert Translation.objects.get(target_locale=french).enabled


# --- topics, audiences, the glossary -----------------------------------------------------

SUBJECTS = [
    (Topic, {"title": "Images", "slug": "images"}),
    (Audience, {"title": "Media", "slug": "media"}),
    (GlossaryTerm, {"term": "Survivor", "definition": "Somebody who has lived through it."}),
]
each_subject = pytest.mark.parametrize(("model", "values"), SUBJECTS)


@each_subject
def test_staff_write_and_find_them(
    model: Any, values: dict[str, str], home: HomePage, editor: Client
) -> None:
    name = f"wagtailsnippets_resources_{model._meta.model_name}"
    answer = editor.post(reverse(f"{name}:add"), {**values, "action-publish": "on"})
    assert answer.status_code == 302
    subject = model.objects.get()
    assert subject.live
    answer = editor.post(
        reverse(f"{name}:edit", args=[subject.pk]), {**values, "action-publish": "on"}
    )
    assert answer.status_code == 302
    word = next(iter(values.values()))
    for query in ("", f"?q={word}", "?q=nothing"):
        listed = editor.get(reverse(f"{name}:list") + query)
        assert listed.status_code == 200
        assert (word in BeautifulSoup(listed.content, "html.parser").main.get_text()) == (
            query != "?q=nothing"
        ), query


def test_the_menu_has_them_in_one_place(home: HomePage, editor: Client) -> None:
    html = editor.get(reverse("wagtailadmin_home")).text
    menu = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    assert _find(menu, "name", "guidance")["label"] == "Guidance"
    for label in ("Topics", "Audiences", "Glossary"):
        url = _find(menu, "label", label)["url"]
        assert editor.get(url).status_code == 200


def _find(value: Any, key: str, name: str) -> Any:
    """Return the entry of the menu that has this name or label."""
    if isinstance(value, dict):
        if value.get(key) == name:
            return value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            if found := _find(part, key, name):
                return found
    return None


def test_a_note_offers_each_subject_once(
    full: GuidanceNotePage, editor: Client, french: Locale
) -> None:
    """Not its translations, nor what is not published, unless the note has it."""
    translated = translate(Topic.objects.get(), french)
    Topic.objects.create(title="Draft", slug="draft", locale=full.locale, live=False)
    kept = Audience.objects.get()
    kept.unpublish()
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[full.pk]))
    form = answer.context["form"]
    assert [str(topic) for topic in form.fields["topics"].queryset] == ["Images"]
    assert translated not in form.fields["topics"].queryset
    assert list(form.fields["audiences"].queryset) == [kept]


def test_the_glossary_is_shown_as_notes_show_it(home: HomePage, editor: Client) -> None:
    term = GlossaryTerm.objects.create(term="Survivor", definition="Somebody.", locale=home.locale)
    response = term.make_preview_request()
    assert "<dt>Survivor</dt>" in response.rendered_content
