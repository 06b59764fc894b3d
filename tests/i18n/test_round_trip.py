"""A page with everything in it goes source → PO file → back."""

import gc
import json
from typing import Any

import polib
import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.models import HomePage
from tests.everything.factories import STRINGS, SYNCHRONISED, everything_page
from tests.everything.models import EverythingPage
from tests.translating import add_language, put_live, start, translate, translator
from translators import po

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def thai(home: HomePage) -> Locale:
    return add_language("th")


@pytest.fixture
def source(home: HomePage, thai: Locale) -> EverythingPage:
    page = everything_page(home)
    translate(page.footer, thai)
    translate(home, thai)
    return page


@pytest.fixture
def translation(source: EverythingPage, thai: Locale) -> Translation:
    return start(source, thai)


def in_thai(text: str) -> str:
    """Mark a text so that it can be recognised; Thai script, to see it through every step."""
    return f"ไทย {text}"


def translated(messages: polib.POFile) -> bytes:
    """Fill in a whole PO file as a tool would and return its bytes."""
    for entry in messages:
        entry.msgstr = in_thai(entry.msgid)
    return str(messages).encode()


def raw_body(page: EverythingPage) -> list[Any]:
    return json.loads(json.dumps(list(page.body.raw_data)))


def texts_of(value: Any) -> list[str]:
    """Return all texts within a nested value."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_of(part)]
    return [str(value)]


def test_every_translatable_string_is_in_the_file_once(translation: Translation) -> None:
    """And none of what is the same in every language."""
    messages = po.export(translation)
    assert sorted(entry.msgid for entry in messages) == sorted(STRINGS)
    places = [(entry.msgctxt, entry.msgid) for entry in messages]
    assert len(places) == len(set(places)), "Tools refuse a file with an entry twice."
    for value in SYNCHRONISED:
        assert all(value not in entry.msgid for entry in messages), value


def test_back_again(
    source: EverythingPage, translation: Translation, thai: Locale, client: Client
) -> None:
    outcome = po.take_in(translation, translated(po.export(translation)), translator(thai))
    assert outcome == po.Outcome(taken=len(STRINGS))

    page = EverythingPage.objects.get(pk=put_live(translation).pk)

    assert page.title == in_thai("Everything")
    assert page.seo_title == in_thai("In search engines")
    assert page.search_description == in_thai("Described for search engines")
    assert page.introduction == in_thai("What there is.")
    assert page.text == (
        '<p>ไทย Read <a href="https://example.org/answer">their answer</a> to <b>us</b>.</p>'
    )
    for field in ("slug", "show_in_menus", "kind", "link", "email", "day", "is_shown", "image"):
        assert getattr(page, field) == getattr(source, field), field
    assert page.footer.locale == thai
    assert page.footer.translation_key == source.footer.translation_key
    assert {tag.name for tag in page.tags.all()} == {"dawn-tag", "news"}
    assert [(step.text, step.link, step.locale) for step in page.steps.all()] == [
        (in_thai("First step & more"), "https://example.org/step", thai),
        (in_thai("Second step"), "", thai),
    ]
    assert [year.year for year in page.years.all()] == [1948, 1998]


def test_every_block_is_translated_and_nothing_else_of_it(
    source: EverythingPage, translation: Translation, thai: Locale
) -> None:
    po.take_in(translation, translated(po.export(translation)), translator(thai))
    page = EverythingPage.objects.get(pk=put_live(translation).pk)
    expected = json.dumps(raw_body(source), ensure_ascii=False)
    # The longest first: one string may stand within another.
    for number, text in enumerate(sorted(BODY_STRINGS, key=len, reverse=True)):
        assert text in expected, text
        expected = expected.replace(text, f"<<{number}>>")
    for number, text in enumerate(sorted(BODY_STRINGS, key=len, reverse=True)):
        expected = expected.replace(f"<<{number}>>", in_thai(text))
    # A list keeps the ids of its items, and so does the stream.
    assert texts_of(raw_body(page)) == texts_of(json.loads(expected))


# As they stand in the stored body, where wagtail-localize does not replace links by marks.
BODY_STRINGS = [
    "What we ask",
    "See <a",
    "Said twice.",
    "A market at dawn",
    "Drawn by a member",
    "Ask me first.",
    "A survivor",
    "Founder",
    "Before you publish",
    "Ask <i>once",
    "5,003",
    "signatures",
    "Our own count",
    "1 in 3",
    "never answered",
    "Read the pledge",
    "Write to us",
    "From the workshops",
    "Hands at a loom",
    "Drawn on paper",
    "In their own words",
    "I tell <b>my",
]


# Wagtail leaves the files that a rendition is made from to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_readers_see_all_of_it(translation: Translation, thai: Locale, client: Client) -> None:
    """The page in Thai shows no text of the source, and its links lead to Thai pages."""
    po.take_in(translation, translated(po.export(translation)), translator(thai))
    page = put_live(translation)
    html = client.get(page.url).content.decode()
    for text in ["What there is.", *BODY_STRINGS]:
        assert html.count(in_thai(text)) >= 1, text
        assert html.count(text) == html.count(in_thai(text)), text
    assert '<a href="/th/">the first page</a>' in html
    gc.collect()


def test_a_translated_page_exports_what_was_taken_in(
    translation: Translation, thai: Locale
) -> None:
    po.take_in(translation, translated(po.export(translation)), translator(thai))
    put_live(translation)
    messages = po.export(translation)
    assert {entry.msgid: entry.msgstr for entry in messages} == {
        text: in_thai(text) for text in STRINGS
    }
    assert not any(entry.fuzzy for entry in messages)
    again = po.take_in(translation, str(messages).encode(), translator(thai))
    assert again == po.Outcome(unchanged=len(STRINGS))


def test_children_and_tags_follow_the_source(
    source: EverythingPage, translation: Translation, thai: Locale
) -> None:
    """What the source has lost or gained is lost or gained at the next publication."""
    po.take_in(translation, translated(po.export(translation)), translator(thai))
    put_live(translation)
    source.tags.remove("news")
    source.steps = [source.steps.last()]
    source.years = [*source.years.all(), source.years.model(year=2026, sort_order=2)]
    source.kind = "note"
    source.save_revision().publish()

    translation = Translation.objects.get(pk=translation.pk)
    page = EverythingPage.objects.get(pk=put_live(translation).pk)
    assert [tag.name for tag in page.tags.all()] == ["dawn-tag"]
    assert [step.text for step in page.steps.all()] == [in_thai("Second step")]
    assert [year.year for year in page.years.all()] == [1948, 1998, 2026]
    assert page.kind == "note"
