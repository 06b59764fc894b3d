"""Comments that cannot be taken, and those that can: refused in words, or shown as plain text."""

import html
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.mail.models import OutgoingMail
from resources.commenting.tokens import links
from resources.models import Comment, Consultation
from tests.petitions.html import read_html
from tests.resources.commenting import ConsultationFactory, form_data, section_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URLENCODED = "application/x-www-form-urlencoded"

TYPED_BADLY = {
    "no comment": {"text": ""},
    "blank comment": {"text": " \n\t "},
    "comment of marks alone": {"text": "\u200f\u200e…"},
    "comment with a null": {"text": "Hello\x00"},
    "comment with a bell": {"text": "Hello\x07"},
    "comment with an escape": {"text": "\x1b[31mred"},
    "comment too long": {"text": "c" * 5001},
    "comment of 100 kB": {"text": "Long words. " * 8334},
    "1,000 links": {"text": "https://spam.example/ " * 1000},
    "no name": {"name": ""},
    "name of punctuation": {"name": "-.'"},
    "name too long": {"name": "a" * 201},
    "name on two lines": {"name": "Ana\nBcc: all@example.org"},
    "name with a null": {"name": "Ana\x00"},
    "organisation too long": {"organisation": "o" * 201},
    "no address": {"email": ""},
    "no at": {"email": "ana.example.org"},
    "two addresses": {"email": "ana@example.org, eva@example.org"},
    "address with two lines": {"email": "ana@example.org\nBcc: eva@example.org"},
    "address with a null": {"email": "ana\x00@example.org"},
    "no country": {"country": ""},
    "unknown country": {"country": "XX"},
    "unknown visibility": {"visibility": "everything"},
}

# Everything that a page must show as it was typed, and never do.
WILD = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attributes": '" onmouseover=alert(1) x="',
    "template": "{{ 7*7 }}{% now 'Y' %}{# #}",
    "format": "%s %(name)s {0} %(title)s",
    "javascript": "javascript:alert(1) https://example.org/ www.example.org",
    "markdown": "[click](javascript:alert(1)) **bold** <https://example.org>",
    "right to left override": "invoice\u202egpj.exe \u2066isolate",
    "arabic": "ما معنى «الاحترام» هنا؟",
    "thai": "คำว่า “เคารพ” ในที่นี้หมายความว่าอย่างไร",
    "chinese": "这里的“尊重”是什么意思？",
    "emoji": "👩🏽‍🦱 yes",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "one long word": "w" * 5000,
    "entities": "&lt;b&gt; &amp; &#60;",
    "formula": '=HYPERLINK("https://spam.example")',
}


@pytest.fixture
def consultation(home: Any) -> Consultation:
    """A draft that is open for a week."""
    return ConsultationFactory()


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_slip_gets_a_sentence_beside_its_field(
    language: str, home: Any, subtests: pytest.Subtests
) -> None:
    consultation = ConsultationFactory(language=language)
    for case, typed in TYPED_BADLY.items():
        with subtests.test(case):
            _check_answer(consultation, language, form_data(**typed))


def _check_answer(consultation: Consultation, language: str, typed: dict[str, str]) -> None:
    body = "&".join(f"{name}={quote(value.encode())}" for name, value in typed.items())
    response = Client().post(section_url(consultation), body, content_type=URLENCODED)
    assert response.status_code == 422
    assert response["Content-Language"] == language
    assert not Comment.objects.exists()
    assert not OutgoingMail.objects.exists()
    form, read = response.context["form"], read_html(response.content)
    assert form.errors
    assert read.running == []
    for name, sentences in form.errors.items():
        for sentence in sentences:
            # In the summary and beside the field.
            assert read.text.count(sentence) >= 2, name
            assert sentence[0].isupper() or sentence[0] == "¿"
            assert sentence.endswith(".")
    for link in read.links:
        if link.startswith("#"):
            assert link[1:] in read.ids, link
    for name, value in typed.items():
        if name not in {"country", "visibility"} or name not in form.errors:
            assert " ".join(read.values[name].split()) == " ".join(value.split()), name


def test_a_long_comment_is_told_both_numbers(consultation: Consultation) -> None:
    response = send(consultation, text="c" * 5001)
    assert "5001 letters long; we can store 5000" in response.content.decode()
    # A browser would cut what is pasted off without a word.
    assert b'maxlength="5000"' not in response.content
    # Browsers send two characters for the end of a line; it counts as one.
    assert send(consultation, text="c\r\n" * 2498 + "end").status_code == 303


def test_ends_of_lines_of_all_systems_are_kept_as_one(consultation: Consultation) -> None:
    send(consultation, text="a\r\nb\rc\x0bd\x0ce\u2028f\u2029g\x85h\n\ti")
    assert Comment.objects.get().text == "a\nb\nc\nd\ne\nf\ng\nh\n\ti"


@pytest.mark.parametrize("field", ["text", "name", "organisation"])
def test_whatever_is_typed_is_shown_as_plain_text(
    field: str, consultation: Consultation, subtests: pytest.Subtests
) -> None:
    for case, typed in WILD.items():
        if field != "text" and len(typed) > 200:
            continue
        with subtests.test(case):
            Comment.objects.all().delete()
            assert send(consultation, **{field: typed}).status_code == 303
            comment = Comment.objects.get()
            assert getattr(comment, field) == typed
            Comment.objects.update(status="published", answer=typed)
            own = links(comment)
            pages = [consultation.path, section_url(consultation), own["manage_url"]]
            for url in pages:
                _check_is_plain(Client().get(url).content.decode(), typed)
            Comment.objects.update(status="pending")
            _check_is_plain(Client().get(own["confirm_url"]).content.decode(), typed)


def _check_is_plain(page: str, typed: str) -> None:
    read = read_html(page)
    assert read.running == []
    assert typed in html.unescape(page)
    assert typed in read.text
    assert not any("spam" in link or "example.org" in link for link in read.links)


def test_lines_are_kept_and_each_comment_has_its_own_direction(consultation: Consultation) -> None:
    send(consultation, text="One\nTwo\n\nThree")
    Comment.objects.update(status="published")
    page = Client().get(consultation.path).content.decode()
    assert '<div class="comment__text" dir="auto"><p>One<br>Two</p>\n\n<p>Three</p></div>' in page
    assert "<bdi" in page[page.index("comment__by") :]


def multipart(size: int) -> tuple[bytes, str]:
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    return head + b"0" * size + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        pytest.param(b"text=" + b"m" * 10_000_000, URLENCODED, 413, id="10 MB form"),
        pytest.param(*multipart(10_000_000), 413, id="10 MB file"),
        pytest.param(b"a&" * 20_000, URLENCODED, 413, id="20,000 fields"),
        pytest.param(b"--x\r\n", "multipart/form-data", 400, id="no boundary"),
        pytest.param(b"a=1", URLENCODED + "; charset=utf-16", 400, id="another charset"),
        pytest.param(b"text=%FF%FE&email=%C3", URLENCODED, 422, id="no UTF-8"),
        pytest.param(b'{"text": "Hello"}', "application/json", 422, id="another kind"),
        pytest.param(b"", URLENCODED, 422, id="nothing"),
    ],
)
def test_a_body_that_cannot_be_read_gets_a_page_that_says_so(
    body: bytes, content_type: str, status: int, consultation: Consultation
) -> None:
    client = Client(raise_request_exception=False)
    response = client.post(section_url(consultation), body, content_type=content_type)
    assert response.status_code == status
    assert consultation.path in response.content.decode()
    assert "<h1" in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({}, 303),
    ],
)
def test_a_form_from_another_site_is_refused(
    headers: dict[str, str], status: int, consultation: Consultation
) -> None:
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(section_url(consultation), form_data(), headers=headers)
    assert response.status_code == status
    assert Comment.objects.exists() == (status == 303)
    if status == 403:
        assert consultation.path in response.content.decode()
    comment = Comment.objects.first()
    if comment:
        for url in links(comment).values():
            other = {"Origin": "https://elsewhere.example"}
            typed = {"action": "erase", "sure": "1"}
            assert browser.post(url, typed, headers=other).status_code == 403
        assert Comment.objects.get().status == "pending"


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.dictionaries(
        st.sampled_from([*form_data(), "stamp", "homepage"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    )
)
def test_no_text_in_any_field_breaks_the_form(
    typed: dict[str, str], consultation: Consultation
) -> None:
    response = send(consultation, **typed)
    assert response.status_code in {303, 422}
    if response.status_code == 422:
        assert response.context["form"].errors
        assert read_html(response.content).running == []
