"""PO files: what is given out, what is taken in, and what is refused in words."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.models import Footer
from petitions.models import PetitionPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, fill_in, start, translator
from translators import po
from translators.string_checks import as_stored
from users.models import User

pytestmark = pytest.mark.one_database

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
TEXT = (
    "<p>We ask <b>editors</b> for %(count)s days, as <a href='https://example.org/'>here</a>.</p>"
)
SENTENCE = 'We ask <b>editors</b> for %(count)s days, as <a id="a1">here</a>.'


@pytest.fixture
def thai(page: PetitionPage) -> Locale:
    return add_language("th")


@pytest.fixture
def translation(page: PetitionPage, thai: Locale) -> Translation:
    """A petition, wholly translated into Thai; its text has something of everything."""
    page.text = TEXT
    page.save_revision().publish()
    translation = start(page, thai)
    fill_in(translation)
    return translation


@pytest.fixture
def thai_translator(thai: Locale) -> User:
    return translator(thai)


@pytest.fixture
def browser(thai_translator: User) -> Client:
    client = Client()
    client.force_login(thai_translator)
    return client


def address(translation: Translation, what: str = "upload") -> str:
    return f"/admin/localize/translate/{translation.pk}/pofile/{what}/"


def upload(client: Client, translation: Translation, content: bytes | str) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    return client.post(address(translation), {"file": SimpleUploadedFile("thai.po", data)})


def told(response: HttpResponse) -> str:
    """Return what the person is told, as text."""
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    return " ".join(strip_tags(said.replace("<li>", " <li>")).split())


def told_raw(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def stored() -> list[dict[str, Any]]:
    return list(StringTranslation.objects.order_by("pk").values())


def changed(translation: Translation, **texts: str) -> str:
    """Return the downloaded file with other translations for the strings of some fields."""
    messages = po.export(translation)
    for entry in messages:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
    return str(messages)


# --- taken in -------------------------------------------------------------


def test_what_is_downloaded_can_be_uploaded(
    browser: Client, translation: Translation, thai_translator: User
) -> None:
    file = browser.get(address(translation, "download"))
    messages = polib.pofile(file.content.decode())
    messages.find("Dignity in the news").msgstr = "ศักดิ์ศรีในข่าว"

    response = upload(browser, translation, str(messages))

    assert response.status_code == 302
    assert response.url == translation.get_target_instance_edit_url()
    assert told(response).startswith("1 translation was taken from the PO file.")
    title = StringTranslation.objects.get(context__path="title")
    assert title.data == "ศักดิ์ศรีในข่าว"
    assert (title.translation_type, title.tool_name) == (MANUAL, "PO File")
    assert title.last_translated_by == thai_translator


def test_what_is_left_out_is_told_with_the_reason(
    browser: Client, translation: Translation
) -> None:
    StringTranslation.objects.filter(context__path="summary").delete()
    messages = po.export(translation)
    messages.find("Dignity in the news").msgstr = "ใหม่"
    addressee = messages.find("Editors of newspapers")
    addressee.msgstr, addressee.fuzzy = "ไม่แน่ใจ", True
    messages.append(polib.POEntry(msgctxt="text", msgid="Gone by now.", msgstr="หายไป"))
    messages.append(polib.POEntry(msgctxt="text", msgid="Long gone.", msgstr="เก่า", obsolete=True))

    answer = told(upload(browser, translation, str(messages)))

    assert "1 translation was taken from the PO file." in answer
    assert "1 is still to be translated." in answer
    assert "1 was left out because it is marked as fuzzy." in answer
    assert "1 was left out because the source does not have it any more." in answer
    assert StringTranslation.objects.get(context__path="addressee").data == (
        "th: Editors of newspapers"
    )


def test_what_was_taken_is_unchanged_the_next_time(
    translation: Translation, thai_translator: User
) -> None:
    content = changed(translation, title="Q&A <3").encode()
    assert po.take_in(translation, content, thai_translator).taken == 1
    assert StringTranslation.objects.get(context__path="title").data == "Q&amp;A &lt;3"
    assert po.take_in(translation, content, thai_translator).taken == 0


def test_an_empty_entry_deletes_nothing(browser: Client, translation: Translation) -> None:
    before = stored()
    upload(browser, translation, changed(translation, title="", summary=" "))
    assert stored() == before


def test_unchanged_strings_keep_their_rows_as_they_are(
    browser: Client, translation: Translation
) -> None:
    before = stored()
    response = upload(browser, translation, str(po.export(translation)))
    assert stored() == before
    assert f"{len(before)} were there already." in told(response)


def test_a_machine_made_string_is_fuzzy_until_a_person_has_looked(
    browser: Client, translation: Translation
) -> None:
    """As it comes it is left as it is; without the mark, a person stands for it."""
    StringTranslation.objects.filter(context__path="title").update(
        translation_type=MACHINE, tool_name="A machine"
    )
    messages = po.export(translation)
    assert [entry.msgctxt for entry in messages if entry.fuzzy] == ["title"]

    upload(browser, translation, str(messages))
    assert StringTranslation.objects.get(context__path="title").translation_type == MACHINE

    messages.find("Dignity in the news").fuzzy = False
    upload(browser, translation, str(messages))
    title = StringTranslation.objects.get(context__path="title")
    assert (title.translation_type, title.tool_name) == (MANUAL, "PO File")


def test_a_byte_order_mark_does_no_harm(browser: Client, translation: Translation) -> None:
    content = changed(translation, title="ใหม่")
    upload(browser, translation, b"\xef\xbb\xbf" + content.encode())
    assert StringTranslation.objects.get(context__path="title").data == "ใหม่"


@pytest.mark.parametrize("space", ["\u2028", "\u0085", "\x0b", "\u00a0", "\t", "\\", '"', "\\n"])
def test_rare_characters_survive(
    browser: Client, translation: Translation, thai_translator: User, space: str
) -> None:
    """Python takes some of them for ends of lines; each arrives as it was, or is refused."""
    text = f"ก{space}ข"
    response = upload(browser, translation, changed(translation, title=text))
    if "not taken" in told(response):
        assert space == "\x0b"
    else:
        assert StringTranslation.objects.get(context__path="title").data == text


# --- refused --------------------------------------------------------------

Change = Callable[[str], bytes | str]

BROKEN_FILES: dict[str, tuple[Change, str]] = {
    "not a PO file": (lambda _po: "Dear all,\nthe text is below.", "line 1 cannot be read"),
    "a broken line": (
        lambda text: text.replace('msgid "Dignity in the news"', 'msgid "Dignity "in" the news"'),
        "cannot be read",
    ),
    "a picture": (lambda _po: b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff", "not UTF-8"),
    "another encoding": (
        lambda text: text.encode("utf-8") + "# señal".encode("latin-1"),
        "not UTF-8",
    ),
    "another encoding of all": (lambda text: text.encode("utf-16"), "not UTF-8"),
    "nothing": (lambda _po: b"", "empty"),
    "blanks": (lambda _po: " \n\n", "empty"),
    "too much": (lambda text: text + "# more\n" * 1_000_000, "larger than"),
    "no header": (
        lambda text: text.replace("X-WagtailLocalize-TranslationID", "X-Other"),
        "X-WagtailLocalize-TranslationID",
    ),
    "no header at all": (lambda _po: 'msgid "Home"\nmsgstr "บ้าน"\n', "header"),
    "a path": (lambda _po: "/etc/passwd", "cannot be read"),
    "a strange header": (
        lambda text: "\n".join(
            '"X-WagtailLocalize-TranslationID: \\x00 ไม่\\n"' if "X-Wagtail" in line else line
            for line in text.split("\n")
        ),
        "not here any more",
    ),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_is_refused_in_words(
    browser: Client, translation: Translation, name: str
) -> None:
    change, words = BROKEN_FILES[name]
    before = stored()
    response = upload(browser, translation, change(changed(translation, title="ใหม่")))
    assert response.status_code == 302
    assert "The PO file was not taken, and nothing was changed." in told(response)
    assert words in told(response)
    assert stored() == before


def test_choosing_no_file_is_no_error(browser: Client, translation: Translation) -> None:
    response = browser.post(address(translation))
    assert response.status_code == 302
    assert "No file was chosen." in told(response)


def test_the_line_of_a_broken_line_is_named(browser: Client, translation: Translation) -> None:
    lines = changed(translation).split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith('msgstr "th: Dig'))
    lines[number] = 'msgstr "never closed'
    lines.insert(number + 1, "and on")
    response = upload(browser, translation, "\n".join(lines))
    assert f"line {number + 2} cannot be read" in told(response)


BROKEN_STRINGS: dict[str, tuple[str, str, str]] = {
    "a placeholder lost": ("text", "เราขอ <a id='a1'>ที่นี่</a>", "“%(count)s” of the source is"),
    "a placeholder renamed": (
        "text",
        "เราขอ %(anzahl)s <a id='a1'>ที่นี่</a>",
        "“%(anzahl)s” is not in the source",
    ),
    "a placeholder invented": ("title", "ข่าว {name}", "“{name}” is not in the source"),
    "a printf placeholder invented": ("title", "ข่าว %s", "“%s” is not in the source"),
    "a template's placeholder invented": ("title", "{{ x }}", "“{{ x }}” is not in the source"),
    "a tag not closed": ("text", "%(count)s <b>ข <a id='a1'>ที่</a>", "“<b>” is not closed"),
    "a tag cut off": ("text", "%(count)s <a id='a1'>ที่</a> <b", "is not closed"),
    "tags across each other": (
        "text",
        "%(count)s <b>ข <a id='a1'>ที่</b></a>",
        "“<a>” is not closed",
    ),
    "an end without a beginning": ("text", "%(count)s <a id='a1'>ที่</a></b>", "“</b>” closes"),
    "a tag that the source does not have": (
        "text",
        "%(count)s <i>ข</i> <a id='a1'>ที่</a>",
        "“<i>” is not in the source",
    ),
    "a script": ("title", "<script>alert(1)</script>", "“<script>” is not in the source"),
    "a comment": ("title", "ข <!-- ? -->", "“<!-- ? -->” is not in the source"),
    "a link lost": ("text", "%(count)s ที่นี่", '“<a id="a1">” of the source is missing'),
    "a link renamed": (
        "text",
        '%(count)s <a id="a2">ที่นี่</a>',
        '“<a id="a2">” is not in the source',
    ),
    "a link to elsewhere": (
        "text",
        '%(count)s <a id="a1">ที่</a> <a href="https://evil.example/">นี่</a>',
        "is not in the source",
    ),
    "too long for a title": ("title", "ก" * 256, "It may have 255 characters and has 256."),
    "too long for the summary": ("summary", "ก" * 301, "It may have 300 characters and has 301."),
    "a line break in a subject": (
        "mail_subject",
        "ยืนยัน\nBcc: all@example.org",
        "a line break that the source does not have",
    ),
    "a character that no database takes": ("title", "ก\x00ข", "cannot be shown"),
}


@pytest.mark.parametrize("name", BROKEN_STRINGS)
def test_a_broken_string_is_refused_with_its_line(
    browser: Client, translation: Translation, name: str
) -> None:
    """One mistake, and nothing of the file is taken: what was there stays."""
    field, text, words = BROKEN_STRINGS[name]
    before = stored()
    content = changed(translation, **{field: text, "addressee": "ถึงบรรณาธิการ"})
    source = next(entry.msgid for entry in po.export(translation) if entry.msgctxt == field)
    line = next(
        number
        for number, line in enumerate(content.split("\n"), start=1)
        if line == f'msgctxt "{field}"'
    )
    response = upload(browser, translation, content)
    answer = " ".join(told_raw(response).replace("&quot;", '"').replace("&#x27;", "'").split())
    answer = answer.replace("&lt;", "<").replace("&gt;", ">")
    assert words in answer
    assert f"Line {line}, “{source[:20]}" in answer
    assert stored() == before


def test_the_same_string_twice_with_different_translations(
    browser: Client, translation: Translation
) -> None:
    messages = po.export(translation)
    messages.append(polib.POEntry(msgctxt="title", msgid="Dignity in the news", msgstr="อีกอย่างหนึ่ง"))
    before = stored()
    response = upload(browser, translation, str(messages))
    first = messages.find("Dignity in the news")
    lines = str(messages).split("\n")
    line = lines.index(f'msgid "{first.msgid}"')
    assert f"It is translated differently in line {line}." in told(response)
    assert stored() == before


def test_at_most_ten_problems_are_listed(browser: Client, translation: Translation) -> None:
    messages = po.export(translation)
    for entry in messages:
        entry.msgstr = f"{entry.msgid} {{x}} {{y}}"
    answer = told_raw(upload(browser, translation, str(messages)))
    assert answer.count("<li>") == 11
    assert f"… and {2 * len(messages) - 10} more." in answer


def test_text_of_the_file_is_shown_as_text(browser: Client, translation: Translation) -> None:
    content = changed(translation, title="<img src=x onerror=alert(1)>")
    answer = told_raw(upload(browser, translation, content))
    assert "<img" not in answer
    assert "&lt;img" in answer


def test_a_file_of_another_page(
    browser: Client, translation: Translation, petition_index: Any, thai: Locale
) -> None:
    other = start(petition_index, thai)
    before = stored()
    response = upload(browser, translation, str(po.export(other)))
    assert "The file is for another text: “Petitions”." in told(response)
    assert stored() == before


def test_a_file_of_another_language(
    browser: Client, translation: Translation, page: PetitionPage
) -> None:
    other = start(page, add_language("es"))
    before = stored()
    response = upload(browser, translation, str(po.export(other)))
    assert "The file is for another language: Spanish." in told(response)
    assert stored() == before


def test_a_string_that_is_stored_broken_comes_marked(
    browser: Client, translation: Translation
) -> None:
    """So that the rest of the file can be taken all the same."""
    broken = StringTranslation.objects.get(context__path="title")
    broken.data = "<b>ไม่ปิด</i>"
    broken.has_error = True
    broken.save()
    messages = po.export(translation)
    assert [entry.msgctxt for entry in messages if entry.fuzzy] == ["title"]
    messages.find("Editors of newspapers").msgstr = "ใหม่"
    assert "1 translation was taken" in told(upload(browser, translation, str(messages)))


# --- who ------------------------------------------------------------------


@pytest.mark.parametrize("what", ["download", "upload"])
def test_a_translator_of_another_language_is_refused(translation: Translation, what: str) -> None:
    client = Client()
    client.force_login(translator(add_language("es")))
    before = stored()
    if what == "download":
        response = client.get(address(translation, what))
    else:
        response = upload(client, translation, changed(translation, title="ใหม่"))
    assert response.status_code == 302
    assert response.url == "/admin/"
    assert stored() == before


@pytest.mark.parametrize("what", ["download", "upload"])
def test_strangers_are_sent_to_the_login(
    client: Client, translation: Translation, what: str
) -> None:
    response = client.post(address(translation, what))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_what_is_gone_is_not_found(browser: Client, translation: Translation) -> None:
    gone = address(translation)
    translation.delete()
    assert browser.post(gone).status_code == 404


def test_reading_the_upload_address_changes_nothing(
    browser: Client, translation: Translation
) -> None:
    assert browser.get(address(translation)).status_code == 405


# --- every page and snippet -----------------------------------------------


def test_each_page_of_the_site_can_be_downloaded_and_uploaded(
    admin_client: Client, page: PetitionPage, petition_index: Any, home: Any, thai: Locale
) -> None:
    pages = [home, petition_index, page, StandardPageFactory(parent=home)]
    for instance in pages:
        translation = start(instance, thai)
        file = admin_client.get(address(translation, "download"))
        messages = polib.pofile(file.content.decode())
        assert messages.metadata["Language"] == "th"
        for entry in messages:
            entry.msgstr = f"ไทย {entry.msgid}"
        response = upload(admin_client, translation, str(messages))
        assert f"{len(messages)} translation" in told(response), instance
        assert StringTranslation.objects.filter(
            context__object_id=instance.translation_key
        ).count() == len(messages)


def test_a_snippet_can_be_downloaded_and_uploaded(browser: Client, home: Any, thai: Locale) -> None:
    """By its translator, as a page can."""
    footer = Footer.objects.create(title="Footer", text="<p>Write to us.</p>", locale=home.locale)
    translation = start(footer, thai)
    file = browser.get(address(translation, "download"))
    messages = polib.pofile(file.content.decode())
    assert [entry.msgid for entry in messages] == ["Write to us."]
    messages[0].msgstr = "เขียนถึงเรา"
    assert "1 translation was taken" in told(upload(browser, translation, str(messages)))


def test_the_name_of_the_file_keeps_the_script_of_the_title(
    admin_client: Client, home: Any, thai: Locale
) -> None:
    """In Arabic, Thai or Chinese letters too, where a slug of ASCII would be empty."""
    page = StandardPageFactory(parent=home, title="عن الحملة", slug="about")
    response = admin_client.get(address(start(page, thai), "download"))
    assert unquote(response["Content-Disposition"]).endswith("عن-الحملة-th.po")
    assert response["Content-Disposition"].isascii()


def test_a_title_without_letters_still_gives_a_name(
    admin_client: Client, home: Any, thai: Locale
) -> None:
    page = StandardPageFactory(parent=home, title="???", slug="what")
    response = admin_client.get(address(start(page, thai), "download"))
    assert f"{page.translation_key}-th.po" in response["Content-Disposition"]


def test_the_editor_of_translations_leads_here(
    admin_client: Client, translation: Translation
) -> None:
    """wagtail-localize's button goes to the address that stands in front of its own view."""
    html = admin_client.get(translation.get_target_instance_edit_url()).content.decode()
    assert address(translation) in html
    assert address(translation, "download") in html


# --- anything at all ------------------------------------------------------


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.binary(max_size=400)
    | st.text(alphabet='msgidctrul_[]0123"\\ \n#~|,:fuzzyก\x00\u2028', max_size=200).map(str.encode)
    | st.lists(
        st.sampled_from(
            ["msgid", "msgstr", "msgctxt", "msgstr[9]", "msgid_plural", "#~", "#|", "#,", '"x"',
             '"', '"X-WagtailLocalize-TranslationID: 1\\n"', "\n", " ", "\\", "msgstr[x]", "fuzzy"]
        ),
        max_size=30,
    ).map(lambda parts: "".join(parts).encode())
)  # fmt: skip
def test_no_content_is_an_error_or_changes_anything(
    browser: Client, translation: Translation, content: bytes
) -> None:
    """Of whatever bytes, a person is told in words."""
    before = stored()
    response = upload(browser, translation, content)
    assert response.status_code == 302
    assert "The PO file was not taken" in told(response)
    assert stored() == before


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1, max_size=60))
def test_any_translation_arrives_as_it_was_or_is_refused(
    translation: Translation, thai_translator: User, text: str
) -> None:
    StringTranslation.objects.filter(context__path="title").update(data="เดิม")
    content = changed(translation, title=text).encode("utf-8", "surrogatepass")
    try:
        po.take_in(translation, content, thai_translator)
    except po.RefusedError as refused:
        assert refused.problems
        expected = "เดิม"
    else:
        expected = as_stored(text) if text.strip() else "เดิม"
    assert StringTranslation.objects.get(context__path="title").data == expected
