"""A change of the source marks each translation outdated at once, and loses no string."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_factories import ImageFactory
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
)

from core.models import StandardPage
from petitions.models import PetitionPage
from tests.everything.factories import everything_page
from tests.everything.models import EverythingPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, fill_in, put_live, translate
from translators.worklist import State, WorkItem, work_items

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

CODES = ["es", "fr", "ar", "th"]


@pytest.fixture
def locales(home: Any) -> list[Locale]:
    """With the source, five languages."""
    return [add_language(code) for code in CODES]


@pytest.fixture
def about(home: Any, locales: list[Locale]) -> StandardPage:
    """A page that is translated into all languages."""
    page = StandardPageFactory(
        parent=home,
        introduction="Who we are.",
        body=[
            ("paragraph", RichText("<p>We were founded in 2019.</p><p>We meet each month.</p>")),
            ("quote", {"text": "Ask me first.", "attribution": "A survivor", "role": ""}),
        ],
    )
    for locale in locales:
        translate(page, locale)
    return StandardPage.objects.get(pk=page.pk)


def items(page: Any, locales: list[Locale]) -> dict[str, WorkItem]:
    return {
        item.locale.language_code: item
        for item in work_items(locales)
        if item.source.object_id == page.translation_key
    }


def states(page: Any, locales: list[Locale]) -> dict[str, State]:
    return {code: item.state for code, item in items(page, locales).items()}


def all_are(state: State) -> dict[str, State]:
    return dict.fromkeys(CODES, state)


def strings(page: Any) -> dict[tuple[str, int, str], tuple[int, str, Any]]:
    """Return each stored translation: which row it is, its text, and when it was written."""
    return {
        (string.locale.language_code, string.context_id, string.translation_of.data): (
            string.pk,
            string.data,
            string.updated_at,
        )
        for string in StringTranslation.objects.filter(
            context__object_id=page.translation_key
        ).select_related("locale", "translation_of")
    }


def in_language(page: Any, code: str) -> Any:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=code)


def change(page: StandardPage) -> None:
    """Change one paragraph and one block, and publish."""
    body = list(page.body.raw_data)
    body[0]["value"] = body[0]["value"].replace("founded in 2019", "founded in 2020")
    body[1]["value"]["text"] = "Ask me twice."
    page.body = body
    page.save_revision().publish()


def update(translation: Translation) -> Any:
    """Translate what is new and publish: what a translator does with an outdated page."""
    fill_in(translation)
    return put_live(translation)


def test_each_translation_is_outdated_at_once(about: StandardPage, locales: list[Locale]) -> None:
    assert states(about, locales) == all_are(State.DONE)
    change(about)
    assert states(about, locales) == all_are(State.OUTDATED)
    assert {item.progress.missing for item in items(about, locales).values()} == {2}


def test_strings_that_did_not_change_keep_their_translation(
    about: StandardPage, locales: list[Locale]
) -> None:
    """The same rows with the same texts: before, after the change, and after the update."""
    before = strings(about)
    change(about)
    assert strings(about) == before
    for translation in Translation.objects.filter(source__object_id=about.translation_key):
        update(translation)
    after = strings(about)
    assert {key: after[key] for key in before} == before
    assert {source for _code, _context, source in after.keys() - before.keys()} == {
        "We were founded in 2020.",
        "Ask me twice.",
    }


@pytest.mark.parametrize("code", CODES)
def test_readers_see_the_old_translation_until_the_new_one_is_published(
    about: StandardPage, locales: list[Locale], code: str
) -> None:
    change(about)
    page = in_language(about, code)
    assert page.live
    assert f"{code}: We were founded in 2019." in str(page.body)
    assert f"{code}: Ask me first." in str(page.body)


def test_publishing_brings_exactly_what_changed(about: StandardPage, locales: list[Locale]) -> None:
    before = {code: str(in_language(about, code).body) for code in CODES}
    change(about)
    translations = Translation.objects.filter(source__object_id=about.translation_key)
    for number, translation in enumerate(translations, start=1):
        code = translation.target_locale.language_code
        page = update(translation)
        expected = before[code].replace("founded in 2019", "founded in 2020")
        assert str(page.body) == expected.replace("Ask me first", "Ask me twice")
        assert (page.title, page.introduction) == (f"{code}: About us", f"{code}: Who we are.")
        done = [state for state in states(about, locales).values() if state == State.DONE]
        assert len(done) == number, "Each language is done by itself."


def test_publishing_without_a_change_makes_nothing_outdated(
    about: StandardPage, locales: list[Locale]
) -> None:
    about.save_revision().publish()
    assert states(about, locales) == all_are(State.DONE)


def test_a_draft_of_the_source_makes_nothing_outdated(
    about: StandardPage, locales: list[Locale]
) -> None:
    about.introduction = "Not decided yet."
    about.save_revision()
    assert states(about, locales) == all_are(State.DONE)


def test_going_back_to_the_old_text_loses_no_string(
    about: StandardPage, locales: list[Locale]
) -> None:
    """The translations of the old text are there again, and only have to be published."""
    before, old = strings(about), about.live_revision
    change(about)
    for translation in Translation.objects.filter(source__object_id=about.translation_key):
        update(translation)
    old.publish()
    for code, item in items(about, locales).items():
        assert item.state == State.OUTDATED, code
        assert item.progress.is_complete, code
    for translation in Translation.objects.filter(source__object_id=about.translation_key):
        put_live(translation)
    assert states(about, locales) == all_are(State.DONE)
    after = strings(about)
    assert {key: after[key] for key in before} == before
    assert "es: We were founded in 2019." in str(in_language(about, "es").body)


def test_moving_a_block_keeps_its_strings(about: StandardPage, locales: list[Locale]) -> None:
    before = strings(about)
    about.body = list(reversed(list(about.body.raw_data)))
    about.save_revision().publish()
    assert states(about, locales) == all_are(State.OUTDATED)
    assert strings(about) == before
    assert {item.progress.missing for item in items(about, locales).values()} == {0}


# --- what is copied without being translated ------------------------------


@pytest.fixture
def everything(home: Any, locales: list[Locale]) -> EverythingPage:
    page = everything_page(home)
    for locale in locales[:1]:
        translate(page.footer, locale)
        translate(page, locale)
    return EverythingPage.objects.get(pk=page.pk)


def change_image(page: EverythingPage) -> None:
    page.image = ImageFactory(title="Another")


def change_choice(page: EverythingPage) -> None:
    page.kind = "note"


def change_tone(page: EverythingPage) -> None:
    body = list(page.body.raw_data)
    callout = next(block for block in body if block["type"] == "callout")
    callout["value"]["tone"] = "note"
    page.body = body


def change_children(page: EverythingPage) -> None:
    page.years = [page.years.first()]


def change_tags(page: EverythingPage) -> None:
    page.tags.remove("news")


def change_address(page: EverythingPage) -> None:
    page.slug = "all-of-it"


def copied_values(everything: EverythingPage, locale: Locale) -> list[Any]:
    """Return what readers of a language see besides the words."""
    page = EverythingPage.objects.get(translation_key=everything.translation_key, locale=locale)
    tones = [block.value["tone"] for block in page.body if block.block_type == "callout"]
    years = [child.year for child in page.years.all()]
    return [page.image, page.kind, tones, years, sorted(page.tags.names()), page.slug]


@pytest.mark.parametrize(
    "change_it",
    [change_image, change_choice, change_tone, change_children, change_tags, change_address],
)
def test_what_pages_copy_follows_at_once(
    everything: EverythingPage,
    locales: list[Locale],
    change_it: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """No word has changed: readers see it in the translation, translators need do nothing."""
    spanish = locales[:1]
    assert states(everything, spanish) == {"es": State.DONE}
    before, copied = strings(everything), copied_values(everything, spanish[0])
    change_it(everything)
    with django_capture_on_commit_callbacks(execute=True):
        everything.save_revision().publish()
    assert states(everything, spanish) == {"es": State.DONE}
    assert copied_values(everything, spanish[0]) != copied
    assert copied_values(everything, spanish[0]) == copied_values(everything, everything.locale)
    assert strings(everything) == before


@pytest.mark.parametrize("state", ["edited", "overridden", "unpublished", "outdated"])
def test_nothing_is_published_for_a_translator_at_work(
    everything: EverythingPage,
    locales: list[Locale],
    state: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """What somebody has not published yet does not go live by a change of the source's picture."""
    spanish = everything.get_translation(locales[0])
    before = spanish.image
    if state == "edited":
        StringTranslation.objects.filter(context__path="title").update(
            data="Not ready", updated_at=timezone.now()
        )
    elif state == "overridden":
        context = TranslationContext.objects.get(object_id=everything.translation_key, path="image")
        picture = str(ImageFactory().pk)
        SegmentOverride.objects.create(locale=locales[0], context=context, data_json=picture)
    elif state == "unpublished":
        spanish.unpublish()
    else:
        everything.title = "Another title"
        everything.save_revision().publish()
    change_image(everything)
    with django_capture_on_commit_callbacks(execute=True):
        everything.save_revision().publish()
    spanish.refresh_from_db()
    assert spanish.live == (state != "unpublished")
    assert spanish.image == before != everything.image
    assert "Not ready" not in spanish.title


def test_a_language_that_cannot_be_published_does_not_hinder_the_others(
    everything: EverythingPage,
    locales: list[Locale],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Nor the source's editor; and its readers go on seeing what they saw."""
    french = locales[1]
    translate(everything.footer, french)
    translate(everything, french)
    too_long = "Demasiado " * 30
    StringTranslation.objects.filter(locale=locales[0], context__path="title").update(data=too_long)
    change_choice(everything)
    with django_capture_on_commit_callbacks(execute=True):
        everything.save_revision().publish()
    assert everything.get_translation(french).kind == "note"
    spanish = everything.get_translation(locales[0])
    assert (spanish.live, spanish.kind) == (True, "call")
    assert "cannot be published" in caplog.text
    assert "Demasiado" not in caplog.text


def test_a_petitions_options_make_nothing_outdated(
    page: PetitionPage, locales: list[Locale]
) -> None:
    """They take effect in every language when the source is published."""
    for locale in locales:
        translate(page, locale)
    page = PetitionPage.objects.get(pk=page.pk)
    page.goals, page.asks_comment, page.is_closed = [2000], False, True
    page.tells_when_outdated = False
    page.save_revision().publish()
    assert states(page, locales) == all_are(State.DONE)
