"""A note in other languages: every string once, and an edition's text for each language."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from core.models import HomePage
from resources.models import (
    Audience,
    EditionText,
    GlossaryTerm,
    GuidanceIndexPage,
    GuidanceNotePage,
    NoteJurisdiction,
    Topic,
)
from tests.resources.notes import STRINGS, changed, full_note, picture, publish, text_of
from tests.translating import (
    add_language,
    fill_in,
    put_live,
    start,
    translate,
    translator,
    write_catalogue,
)
from translators import po
from translators.string_checks import string_problems

# Wagtail leaves the files that a rendition is made from to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def thai(home: HomePage, guidance: GuidanceIndexPage, settings: Any, tmp_path: Path) -> Locale:
    """Thai, with an interface of one string, its first page and its list of guidance."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "th", Sign="ลงชื่อ")
    locale = add_language("th")
    for page in (home, guidance):
        translate(page, locale)
    return locale


@pytest.fixture
def full(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A live note with every block."""
    return full_note(guidance)


def in_thai(text: str) -> str:
    """Mark a text so that it can be recognised."""
    return f"ไทย {text}"


def translation_of(page: GuidanceNotePage) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def publish_in_thai(page: GuidanceNotePage, thai: Locale) -> GuidanceNotePage:
    """Translate what is open, and publish."""
    translation = Translation.objects.filter(source__object_id=page.translation_key).first()
    translation = translation or start(GuidanceNotePage.objects.get(pk=page.pk), thai)
    fill_in(translation, in_thai)
    return GuidanceNotePage.objects.get(pk=put_live(translation).pk)


# --- strings ------------------------------------------------------------------------


def test_every_string_is_in_the_file_once(full: GuidanceNotePage, thai: Locale) -> None:
    messages = po.export(start(full, thai))
    assert sorted(entry.msgid for entry in messages) == sorted(STRINGS)
    places = [(entry.msgctxt, entry.msgid) for entry in messages]
    assert len(places) == len(set(places)), "Tools refuse a file with an entry twice."


def test_there_and_back_again(full: GuidanceNotePage, thai: Locale) -> None:
    """Every string is translated in its place, and nothing else is another."""
    translation = start(full, thai)
    messages = po.export(translation)
    for entry in messages:
        entry.msgstr = in_thai(entry.msgid)
    outcome = po.take_in(translation, str(messages).encode(), translator(thai))
    assert outcome == po.Outcome(taken=len(STRINGS))
    page = GuidanceNotePage.objects.get(pk=put_live(translation).pk)
    for name in ("body", "annexes", "authors"):
        source, translated = (
            json.loads(json.dumps(list(getattr(each, name).raw_data))) for each in (full, page)
        )
        assert unmarked(translated) == source
    assert page.summary == in_thai(full.summary)
    again = po.export(Translation.objects.get(pk=translation.pk))
    assert all(entry.msgstr == in_thai(entry.msgid) for entry in again)


def unmarked(value: Any) -> Any:
    """Take the mark of Thai from every string that has one."""
    if isinstance(value, dict):
        return {name: unmarked(part) for name, part in value.items()}
    if isinstance(value, list):
        return [unmarked(part) for part in value]
    return value.replace("ไทย ", "") if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("))", "“))” of the source is missing."),
        ("((", "“((” of the source is missing."),
        ("[[", "“[[” of the source is missing."),
        ("]]", "“]]” of the source is missing."),
    ],
)
def test_the_brackets_of_footnotes_and_blanks_are_kept(
    lost: str, said: str, full: GuidanceNotePage, thai: Locale
) -> None:
    """A footnote that has lost its end would stand in the text, and a blank could not be filled."""
    translation = start(full, thai)
    messages = po.export(translation)
    for entry in messages:
        entry.msgstr = in_thai(entry.msgid).replace(lost, "")
    with pytest.raises(po.RefusedError) as refused:
        po.take_in(translation, str(messages).encode(), translator(thai))
    assert said in str(refused.value)
    for source in STRINGS:
        assert string_problems(source, in_thai(source)) == []


def test_readers_see_all_of_it(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    html = Client().get(page.url).text
    # Written otherwise than they are read.
    hidden = {
        "The full note",
        "Look twice ((Judgment of 3 May 2010.)).",
        "I, [[Name of the person]], agree.",
        "Ana",
        "Silva",
    }
    for text in set(STRINGS) - hidden:
        assert html.count(in_thai(text)) >= 1, text
        assert html.count(text) == html.count(in_thai(text)), text
    assert "ไทย Look twice<sup" in html
    assert "ไทย Ana ไทย Silva" in html
    document = text_of(page, "th").document
    assert (document.language, document.title) == ("th", in_thai("The full note"))
    keys = [section.key for section in document.sections]
    assert keys == [section.key for section in text_of(full).document.sections]


# --- what is looked up in the note's language -----------------------------------------


def test_a_definition_is_in_the_notes_language_once_it_is_translated(
    full: GuidanceNotePage, thai: Locale
) -> None:
    page = publish_in_thai(full, thai)
    html = text_of(page, "th").document.sections[0].html
    assert '<dl class="definition" lang="en"' in html
    assert "A person who has lived through it." in html
    assert page.body[0].value["content"][5].value["term"] == GlossaryTerm.objects.get()
    term = translate(GlossaryTerm.objects.get(), thai)
    StringTranslation.objects.filter(data=in_thai("First")).update(data="ไทย หนึ่ง")
    page = publish_in_thai(full, thai)
    text = text_of(page, "th")
    assert text.label == "1.1"
    assert term.definition in text.document.sections[0].html
    assert 'lang="en"' not in text.document.sections[0].html


def test_audiences_and_jurisdictions_are_named_in_the_notes_language(
    full: GuidanceNotePage, thai: Locale
) -> None:
    translate(Audience.objects.get(), thai)
    translate(Topic.objects.get(), thai)
    page = publish_in_thai(full, thai)
    document = text_of(page, "th").document
    assert document.audiences == ("th: Media",)
    assert document.jurisdictions[0] == "เคนยา"
    # The page itself has what its source has.
    assert [subject.locale.language_code for subject in page.topics.all()] == ["en"]


# --- editions ------------------------------------------------------------------------


def test_number_and_date_are_the_sources(full: GuidanceNotePage, thai: Locale) -> None:
    publish(
        full, edition_number=2, edition_date=date(2018, 3, 1), edition_changes="Clearer in parts."
    )
    page = publish_in_thai(full, thai)
    assert (page.edition_number, page.edition_date) == (2, date(2018, 3, 1))
    text = text_of(page, "th")
    assert (text.label, text.edition) == ("2", text_of(full).edition)
    assert text.changes == in_thai("Clearer in parts.")


def test_a_translation_follows_into_the_next_edition(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    publish(
        full, body=changed(full, "Beginning"), edition_number=2, edition_changes="Begins otherwise."
    )
    page.refresh_from_db()
    assert (page.edition_number, text_of(page, "th").label) == (1, "1")
    assert in_thai("First") in Client().get(page.url).text
    page = publish_in_thai(full, thai)
    assert (page.edition_number, text_of(page, "th").label) == (2, "2")
    html = Client().get(page.url).text
    assert in_thai("Beginning") in html
    assert in_thai("Begins otherwise.") in html
    assert in_thai("First") in Client().get("/th/editions/full/1/").text


def test_a_translation_makes_no_edition(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    Translation.objects.filter(target_locale=thai).update(enabled=False)
    with pytest.raises(ValidationError, match="Edition 99 is not published in the original yet"):
        publish(page, edition_number=99)
    publish(full, body=changed(full, "Beginning"), edition_number=2, edition_changes="New.")
    assert text_of(full).label == "2"


def test_a_mended_translation_is_a_correction(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    for number, word in enumerate(["หนึ่ง", "แรก"], 1):
        StringTranslation.objects.filter(
            context__path__endswith=f"{full.body[0].id}.heading"
        ).update(data=word)
        publish_in_thai(full, thai)
        assert text_of(page, "th").label == f"1.{number}"
    publish_in_thai(full, thai)
    assert text_of(page, "th").label == "1.2", "Nothing new is no correction."
    assert EditionText.objects.filter(language="en").count() == 1


def test_what_follows_by_itself_makes_no_edition(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    before = EditionText.objects.count()
    full = GuidanceNotePage.objects.get(pk=full.pk)
    full.topics.add(Topic.objects.create(title="Law", slug="law", locale=full.locale))
    full.jurisdictions = [NoteJurisdiction(code="TH"), NoteJurisdiction(code="KE")]
    full.kind, full.search_description = "guide", ""
    full.save_revision().publish()
    page = GuidanceNotePage.objects.get(pk=page.pk)
    assert {topic.slug for topic in page.topics.all()} == {"images", "law"}
    assert [row.code for row in page.jurisdictions.all()] == ["TH", "KE"]
    assert page.kind == "guide"
    assert EditionText.objects.count() == before


def test_what_is_taken_away_follows_too(full: GuidanceNotePage, thai: Locale) -> None:
    page = publish_in_thai(full, thai)
    full = GuidanceNotePage.objects.get(pk=full.pk)
    full.topics, full.audiences, full.jurisdictions = [], [], []
    full.save_revision().publish()
    page = GuidanceNotePage.objects.get(pk=page.pk)
    assert not page.jurisdictions.exists()
    assert not page.topics.exists()
    assert not page.audiences.exists()


def test_wagtail_localize_still_keeps_the_last_choices(
    full: GuidanceNotePage, thai: Locale
) -> None:
    """When this fails, `translators.cleared_choices` can go."""
    page = publish_in_thai(full, thai)
    full.topics = []
    copy_synchronised_fields(full, page)
    assert page.topics.exists()


def test_two_languages_have_their_texts_of_one_edition(
    full: GuidanceNotePage, thai: Locale, tmp_path: Path
) -> None:
    write_catalogue(tmp_path, "es", Sign="Firmar")
    spanish = add_language("es")
    publish_in_thai(full, thai)
    translate(full, spanish)
    texts = EditionText.objects.order_by("language")
    assert [text.language for text in texts] == ["en", "es", "th"]
    assert len({text.edition_id for text in texts}) == 1


# --- files that were deleted --------------------------------------------------------------


def lose_files() -> None:
    get_image_model().objects.all().delete()
    get_document_model().objects.all().delete()


def editor_props(page: GuidanceNotePage, client: Client) -> dict[str, Any]:
    """Return what wagtail-localize's editor is given."""
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    editor = BeautifulSoup(answer.content, "html.parser").select_one(".js-translation-editor")
    assert editor is not None
    return dict(json.loads(str(editor["data-props"])))


def files_in(props: dict[str, Any]) -> set[str]:
    choices = [part for part in props["segments"] if part["type"] == "synchronised_value"]
    widgets = {part["location"]["widget"]["type"] for part in choices}
    return widgets & {"image_chooser", "document_chooser"}


def test_a_note_whose_files_are_deleted_is_translated_all_the_same(
    full: GuidanceNotePage, thai: Locale
) -> None:
    """The editor opens with the rest; what is missing is said when it is to be published."""
    lose_files()
    translation = start(GuidanceNotePage.objects.get(pk=full.pk), thai)
    client = Client()
    client.force_login(translator(thai))
    props = editor_props(translation.get_target_instance(), client)
    assert props["segments"]
    assert not files_in(props)


def test_files_that_are_deleted_later_leave_the_translation_open(
    full: GuidanceNotePage, thai: Locale
) -> None:
    translation = start(full, thai)
    fill_in(translation)
    image = get_image_model().objects.create(title="Thai", file=picture())
    segment = OverridableSegment.objects.get(
        source=translation.source,
        data_json=str(get_image_model().objects.order_by("pk")[0].pk),
        context__path__contains="image",
    )
    SegmentOverride.objects.create(locale=thai, context=segment.context, data_json=str(image.pk))
    client = Client()
    client.force_login(translator(thai))
    page = translation.get_target_instance()
    props = editor_props(page, client)
    assert files_in(props) == {"image_chooser", "document_chooser"}
    assert len(props["initialOverrides"]) == 1
    # The translator's own choice goes first: the source's is shown again.
    image.delete()
    translation.save_target(publish=False)
    assert editor_props(page, client)["initialOverrides"] == []
    lose_files()
    translation.save_target(publish=False)
    assert not files_in(editor_props(page, client))


def test_wagtail_localize_still_needs_every_file(full: GuidanceNotePage, thai: Locale) -> None:
    """When this fails, `translators.lost_files` can go."""
    writer = StreamFieldSegmentsWriter
    alt_text = StringSegmentValue("alt_text", "A market")
    with pytest.raises(AttributeError):
        writer.handle_image_block.__wrapped__(
            writer(None, full.locale, thai), ImageBlock(), None, [alt_text]
        )
