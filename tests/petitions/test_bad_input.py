"""Forms that cannot be taken: a clear answer, nothing stored, nothing that was typed lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.mail.models import OutgoingMail
from core.models import SiteSettings
from petitions.models import Petition, PetitionPage, Signature
from tests.petitions.html import read_html
from tests.petitions.tables import all_rows

URLENCODED = "application/x-www-form-urlencoded"

TYPED_BADLY = {
    "no name": {"given_name": ""},
    "blank name": {"given_name": " \t "},
    "name of marks alone": {"given_name": "\u200f\u200e"},
    "name of punctuation": {"given_name": "-.'"},
    "name too long": {"given_name": "a" * 201},
    "name on two lines": {"given_name": "Ana\nBcc: all@example.org"},
    "name with a bell": {"given_name": "Ana\x07"},
    "name with a null": {"given_name": "Ana\x00"},
    "family name too long": {"family_name": "ß" * 201},
    "family name with an escape": {"family_name": "\x1b[31mred"},
    "no address": {"email": ""},
    "no at": {"email": "ana.example.org"},
    "two ats": {"email": "ana@b@example.org"},
    "two addresses": {"email": "ana@example.org, eva@example.org"},
    "address in brackets": {"email": "Ana <ana@example.org>"},
    "address without domain": {"email": "ana@"},
    "address on localhost": {"email": "ana@localhost"},
    "address on a number": {"email": "ana@127.0.0.1"},
    "address with two lines": {"email": "ana@example.org\nBcc: eva@example.org"},
    "address with a null": {"email": "ana\x00@example.org"},
    "address with letters we cannot mail": {"email": "añá@example.org"},
    "address too long": {"email": "a" * 250 + "@example.org"},
    "address far too long": {"email": "a" * 5000 + "@example.org"},
    "no country": {"country": ""},
    "unknown country": {"country": "XX"},
    "country with a null": {"country": "P\x00"},
    "country of many letters": {"country": "Portugal" * 100},
    "unknown visibility": {"visibility": "everything"},
    "message too long": {"comment": "m" * 1001},
    "message with a null": {"comment": "Hello\x00"},
    "no consent": {"consent_terms": ""},
    "unknown kind": {"kind": "robot"},
    "organisation without a name": {"kind": "organisation", "organisation_name": ""},
    "organisation too long": {"organisation_name": "o" * 201},
    "role too long": {"organisation_role": "r" * 201},
    "website that runs": {"organisation_website": "javascript:alert(1)"},
    "website of nonsense": {"organisation_website": "not a website"},
    "website too long": {"organisation_website": "https://example.org/" + "w" * 200},
}

CARRIED = ["\x00", "\n", "é", "a b", "x" * 5000, "<script>", "9" * 5000, "1." * 20_000, "¹.²"]

EXTRAS = {
    "comment": "Two lines\r\nof “words” & <marks>",
    "consent_updates": "on",
    "source": "newsletter-1",
}


@pytest.fixture
def spanish_page(page: PetitionPage, spanish: Any) -> PetitionPage:
    """The petition in Spanish."""
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.title = "Dignidad en las noticias"
    translated.save_revision().publish()
    translated.refresh_from_db()
    return translated


def stored() -> tuple[int, int]:
    """Return the numbers of signatures and mails."""
    return Signature.objects.count(), OutgoingMail.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_slip_gets_a_sentence_beside_its_field(
    language: str, request: Any, form_data: dict[str, Any], subtests: pytest.Subtests
) -> None:
    page = request.getfixturevalue("spanish_page" if language == "es" else "page")
    for case, typed in TYPED_BADLY.items():
        with subtests.test(case):
            _check_answer(page, language, {**form_data, **EXTRAS, **typed})


def _check_answer(page: PetitionPage, language: str, sent: dict[str, str]) -> None:
    response = Client().post(page.url, sent)
    assert response.status_code == 422
    assert response["Content-Language"] == language
    assert stored() == (0, 0)

    form, read = response.context["form"], read_html(response.content)
    assert form.errors
    for name, sentences in form.errors.items():
        for sentence in sentences:
            # In the summary and beside the field.
            assert read.text.count(sentence) >= (1 if name == "__all__" else 2), name
            assert sentence[0].isupper()
            assert sentence.endswith(".")
    for link in read.links:
        if link.startswith("#"):
            assert link[1:] in read.ids, link
    expected = {name: value for name, value in sent.items() if value}
    for name, value in expected.items():
        # What is not among the choices cannot be chosen again.
        if name not in {"kind", "country", "visibility"} or name not in form.errors:
            assert " ".join(read.values[name].split()) == " ".join(value.split()), name


@pytest.mark.parametrize(
    ("accepts", "kind"), [("people", "organisation"), ("organisations", "person")]
)
def test_a_kind_that_is_no_longer_accepted_is_said_and_can_be_put_right(
    accepts: str, kind: str, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    """The options changed while the form was open; the field itself is not shown any more."""
    Petition.objects.update(accepts=accepts)
    sent = {**form_data, "kind": kind, "organisation_name": "The Guild"}
    response = Client().post(page.url, sent)
    assert response.status_code == 422
    assert stored() == (0, 0)
    read = read_html(response.content)
    sentences = [
        sentence for errors in response.context["form"].errors.values() for sentence in errors
    ]
    assert sentences
    for sentence in sentences:
        assert sentence in read.text
    # Sending the corrected form again works.
    assert Client().post(page.url, read.values).status_code == 303


@pytest.mark.parametrize("missing", ["kind", "visibility", "comment", "family_name", "stamp"])
def test_a_field_that_may_be_missing_stops_nobody(
    missing: str, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    form_data.pop(missing, None)
    assert Client().post(page.url, form_data).status_code == 303


def test_an_empty_form_names_what_is_missing(page: PetitionPage) -> None:
    response = Client().post(page.url, {})
    assert response.status_code == 422
    missing = {"given_name", "email", "country", "consent_terms"}
    assert set(response.context["form"].errors) == missing
    assert stored() == (0, 0)


def test_a_body_of_another_kind_is_an_empty_form(page: PetitionPage) -> None:
    for content_type in ("text/plain", "application/json", "text/html; charset=latin-1", "", "x"):
        response = Client().post(page.url, b'{"given_name": "Ana"}', content_type=content_type)
        assert response.status_code == 422
    assert stored() == (0, 0)


@pytest.mark.parametrize("name", ["source", "partner", "wording", "stamp"])
def test_what_links_and_hidden_fields_carry_stops_nobody(
    name: str, page: PetitionPage, form_data: dict[str, Any], subtests: pytest.Subtests
) -> None:
    """A signer can neither see nor mend them."""
    for value in CARRIED:
        with subtests.test(value[:20]):
            assert Client().post(page.url, {**form_data, name: value}).status_code == 303
            signature = Signature.objects.get()
            assert (signature.source, signature.partner) == ("", "")
            assert signature.text.language == "en"


@pytest.mark.parametrize("query", ["source=%00", "partner=%FF&source=a&source=b%00&%00=%00"])
def test_a_broken_link_to_the_petition_stops_nobody(
    query: str, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    url = f"{page.url}?{query}"
    assert Client().get(url).status_code == 200
    assert Client().post(url, form_data).status_code == 303


def multipart(size: int) -> tuple[bytes, str]:
    """Return a form with a file of `size` bytes, and its type."""
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    return head + b"0" * size + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        pytest.param(b"comment=" + b"m" * 10_000_000, URLENCODED, 413, id="10 MB form"),
        pytest.param(*multipart(10_000_000), 413, id="10 MB file"),
        pytest.param(b"m" * 10_000_000, "application/json", 413, id="10 MB of something"),
        pytest.param(b"a&" * 20_000, URLENCODED, 413, id="20,000 fields"),
        pytest.param(b"a=1&" * 20_000, URLENCODED, 413, id="one field 20,000 times"),
        pytest.param(
            b"".join(
                b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="f"\r\n\r\n\r\n' % n
                for n in range(200)
            )
            + b"--x--\r\n",
            "multipart/form-data; boundary=x",
            413,
            id="200 files",
        ),
        pytest.param(b"--x\r\n", "multipart/form-data", 400, id="no boundary"),
        pytest.param(b"--x\r\n", "multipart/form-data; boundary=é", 400, id="foreign boundary"),
        pytest.param(b"", "multipart/form-data; boundary=x", 422, id="empty multipart"),
        pytest.param(b"--x\r\nrubbish", "multipart/form-data; boundary=x", 422, id="cut off"),
        pytest.param(b"a=1", URLENCODED + "; charset=utf-16", 400, id="another charset"),
        pytest.param(b"given_name=%FF%FE&email=%C3", URLENCODED, 422, id="no UTF-8"),
        pytest.param(b"given_name=\xff\xfe", URLENCODED, 422, id="raw bytes"),
        pytest.param(b"given_name=%ED%A0%80", URLENCODED, 422, id="half a surrogate pair"),
    ],
)
def test_a_body_that_cannot_be_read_gets_a_page_that_says_so(
    body: bytes, content_type: str, status: int, page: PetitionPage
) -> None:
    SiteSettings.for_site(page.get_site())  # Wagtail stores the defaults when they are first read.
    before = all_rows()
    response = Client(raise_request_exception=False).post(page.url, body, content_type=content_type)
    assert response.status_code == status
    # One of our pages, with a way back; not the server's bare line.
    assert page.title in response.content.decode() or page.url in response.content.decode()
    assert "<h1" in response.content.decode()
    assert all_rows() == before


def test_names_in_broken_utf8_are_kept_as_far_as_they_can_be_read(
    page: PetitionPage, form_data: dict[str, Any]
) -> None:
    body = "&".join(f"{name}={value}" for name, value in form_data.items() if name != "given_name")
    response = Client().post(page.url, body + "&given_name=An%E1", content_type=URLENCODED)
    assert response.status_code == 303
    assert Signature.objects.get().given_name == "An\ufffd"


@pytest.mark.parametrize("valid", [True, False])
def test_a_form_that_arrives_after_the_end_is_given_back(
    valid: bool, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    Petition.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    sent = {**form_data, "comment": "Long thought about", "given_name": "Ana" if valid else ""}
    response = Client().post(page.url, sent)
    assert response.status_code == 422
    assert stored() == (0, 0)
    read = read_html(response.content)
    assert read.values["comment"] == "Long thought about"
    assert read.values["email"] == "ana@example.org"
    assert response.context["closed_now"] is True
    # There is nothing to press any more.
    assert b'type="submit"' not in response.content


@pytest.mark.parametrize(
    "change", [{"is_closed": True}, {"opens_at": timezone.now() + timedelta(1)}]
)
def test_a_petition_that_is_not_open_takes_no_signature(
    change: dict[str, Any], page: PetitionPage, form_data: dict[str, Any]
) -> None:
    Petition.objects.update(**change)
    assert b'name="email"' not in Client().get(page.url).content
    assert Client().post(page.url, form_data).status_code == 422
    assert stored() == (0, 0)


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.dictionaries(
        st.sampled_from(
            [
                "kind",
                "given_name",
                "family_name",
                "organisation_name",
                "organisation_role",
                "organisation_website",
                "email",
                "country",
                "visibility",
                "comment",
                "consent_terms",
                "consent_updates",
                "source",
                "partner",
                "wording",
                "stamp",
                "homepage",
            ]
        ),
        st.text(max_size=60),
    )
)
def test_no_text_in_any_field_breaks_the_form(
    typed: dict[str, str], page: PetitionPage, form_data: dict[str, Any]
) -> None:
    response = Client().post(page.url, {**form_data, **typed})
    assert response.status_code in {303, 422}
    if response.status_code == 422:
        assert response.context["form"].errors
        assert read_html(response.content).running == []
