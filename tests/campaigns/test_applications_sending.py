"""Sending an application: what is asked, what is stored, what comes back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from campaigns.models import Application, ApplicationFile, ApplicationFormPage
from core.mail.models import OutgoingMail
from core.mail.sending import drain
from core.models import HomePage
from tests.campaigns.applying import (
    BEGINNER,
    EVENING,
    EXPERT,
    MORNING,
    apply,
    filled_in,
    make_form,
    names_of,
    pdf,
    picture,
    record_of,
)
from tests.petitions.html import read_html

pytestmark = pytest.mark.one_database

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_the_form_asks_every_question(form_page: ApplicationFormPage, client: Client) -> None:
    response = client.get(form_page.url)
    read = read_html(response.content)
    assert set(names_of(form_page).values()) <= {*read.values, *response_names(response)}
    for words in ("Why?", "In your own words.", "I have just begun", "For years", "Send applic"):
        assert words in read.text
    assert "After 180 days it is erased" in " ".join(read.text.split())
    assert 'enctype="multipart/form-data"' in response.content.decode()
    # Each copy carries a mark of its own; a browser may keep it, and nobody else.
    assert "no-store" not in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not client.cookies
    assert read_html(client.get(form_page.url).content).values["once"] != read.values["once"]


def response_names(response: Any) -> set[str]:
    form = response.context["form"]
    return set(form.fields)


@pytest.mark.both_databases
def test_what_was_sent_is_stored_once_and_confirmed(form_page: ApplicationFormPage) -> None:
    response = Client().post(
        form_page.url,
        filled_in(form_page, When=[MORNING, EVENING], Curriculum=[pdf(), pdf("b.pdf")]),
    )
    assert response.status_code == 303
    assert response["Location"] == f"{form_page.url}thank-you/"
    application = Application.objects.get()
    assert application.form == record_of(form_page)
    assert (application.name, application.email) == ("Ana Silva", "ana@example.org")
    assert (application.language, application.status, application.flag) == ("en", "new", "")
    answers = {answer["question"]: answer for answer in application.answers}
    # Name and address have columns of their own.
    assert list(answers) == [
        "Why?",
        "How long have you done this?",
        "When can you meet?",
        "Curriculum",
        "Portrait",
    ]
    assert answers["Why?"]["value"] == "Because somebody helped me."
    assert answers["How long have you done this?"]["value"] == [EXPERT]
    assert answers["When can you meet?"]["value"] == [MORNING, EVENING]
    assert answers["When can you meet?"]["words"] == ["In the morning", "In the evening"]
    assert [file.name for file in application.files.order_by("name")] == ["b.pdf", "cv.pdf"]
    drain()
    (sent,) = mail.outbox
    assert sent.to == ["ana@example.org"]
    assert sent.subject == "We have received your application"
    assert "Become a mentor" in sent.body
    # Nothing of the answers goes through the mail.
    assert "helped" not in sent.body


def test_the_thank_you_is_the_same_for_everyone(form_page: ApplicationFormPage) -> None:
    response = Client().get(f"{form_page.url}thank-you/")
    assert "We read every application" in response.content.decode()
    assert 'content="noindex"' in response.content.decode()


@pytest.mark.parametrize(
    ("purpose", "heading"),
    [("event", "Your registration has come in"), ("mentor", "Your application has come in")],
)
def test_the_thank_you_says_what_has_come_in(home: HomePage, purpose: str, heading: str) -> None:
    page = make_form(home, purpose=purpose)
    html = Client().get(f"{page.url}thank-you/").content.decode()
    assert f"<h1>{heading}</h1>" in html
    assert f"<title>{heading}" in html


@pytest.mark.both_databases
def test_a_second_press_of_the_button_is_answered_alike_and_taken_once(
    form_page: ApplicationFormPage,
) -> None:
    for _press in range(2):
        response = Client().post(form_page.url, filled_in(form_page, Curriculum=pdf()))
        assert response.status_code == 303
    assert Application.objects.count() == ApplicationFile.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_what_was_corrected_after_going_back_is_another_application(
    form_page: ApplicationFormPage,
) -> None:
    apply(form_page)
    apply(form_page, How=BEGINNER)
    assert Application.objects.count() == 2


@pytest.mark.both_databases
def test_two_people_with_the_same_mark_are_two(form_page: ApplicationFormPage) -> None:
    """As from a copy that something on the way has kept."""
    apply(form_page)
    apply(form_page, Address="ben@example.org")
    assert Application.objects.count() == 2


@pytest.mark.both_databases
@pytest.mark.parametrize("once", ["", "nonsense", "\x00", "0" * 5000])
def test_a_mark_that_is_none_stops_nobody(form_page: ApplicationFormPage, once: str) -> None:
    assert apply(form_page, once=once)


def test_mistakes_are_named_and_everything_typed_is_kept(form_page: ApplicationFormPage) -> None:
    names = names_of(form_page)
    response = Client().post(
        form_page.url,
        filled_in(form_page, Address="ana at example", Why="Mine:\nmy words", How=BEGINNER),
    )
    assert response.status_code == 422
    read = read_html(response.content)
    assert "has an @ in it" in read.text
    assert f"#id_{names['Your address']}" in read.links
    assert {link[1:] for link in read.links if link.startswith("#id_")} <= read.ids
    assert read.values[names["Your address"]] == "ana at example"
    assert read.values[names["Why?"]] == "Mine:\nmy words"
    assert read.values[names["How long have you done this?"]] == BEGINNER
    assert read.values["once"] == filled_in(form_page)["once"]
    assert not Application.objects.exists()


@pytest.mark.parametrize("left_out", ["Your", "Address", "Why", "How"])
def test_what_must_be_answered_must(form_page: ApplicationFormPage, left_out: str) -> None:
    response = Client().post(form_page.url, filled_in(form_page, **{left_out: ""}))
    assert response.status_code == 422
    assert "One thing needs your attention" in response.content.decode()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How", "For years"),
        ("When", ["nonsense"]),
        ("Why", "x" * 10_001),
        ("Why", "a\x00b"),
        ("Your", "x" * 300),
        ("Your", "\x07"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(
    form_page: ApplicationFormPage, question: str, value: Any
) -> None:
    response = Client().post(form_page.url, filled_in(form_page, **{question: value}))
    assert response.status_code == 422
    assert not Application.objects.exists()


def test_a_script_is_text(form_page: ApplicationFormPage) -> None:
    for data in (
        filled_in(form_page, Why=SCRIPT, Address=SCRIPT),
        filled_in(form_page, Why=SCRIPT, How=SCRIPT, Curriculum=pdf(SCRIPT.replace("/", ""))),
    ):
        read = read_html(Client().post(form_page.url, data).content)
        assert not read.running
        assert SCRIPT in read.values[names_of(form_page)["Why?"]]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_is_refused(
    form_page: ApplicationFormPage, headers: dict[str, str]
) -> None:
    response = Client().post(form_page.url, filled_in(form_page), headers=headers)
    assert response.status_code == 403
    assert f'href="{form_page.url}"' in response.content.decode()
    assert not Application.objects.exists()


# --- signs of a program: marked, never binned -----------------------------


def test_a_trap_that_was_filled_in_marks_and_mails_nothing(form_page: ApplicationFormPage) -> None:
    assert apply(form_page, homepage="http://spam.example").flag == "honeypot"
    assert not OutgoingMail.objects.exists()


def test_many_from_one_network_are_marked(form_page: ApplicationFormPage, settings: Any) -> None:
    settings.SIGN_NETWORK_LIMIT = 1
    assert apply(form_page).flag == ""
    assert apply(form_page, Address="ben@example.org").flag == "network"


@pytest.mark.both_databases
def test_many_from_one_address_fill_no_mailbox(form_page: ApplicationFormPage) -> None:
    for number in range(7):
        apply(form_page, Why=f"Reason {number}", Address="Ana@example.org")
    assert Application.objects.filter(flag="address").count() == 2
    assert OutgoingMail.objects.count() == 5


def test_too_quick_and_throw_away(form_page: ApplicationFormPage, settings: Any) -> None:
    assert apply(form_page, Address="a@mailinator.com").flag == "disposable"
    assert apply(form_page, Your="www.spam.example").flag == "link"
    settings.SIGN_MIN_SECONDS = 2
    stamp = read_html(Client().get(form_page.url).content).values["stamp"]
    assert apply(form_page, stamp=stamp).flag == "speed"


# --- open and closed ------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"opens_at": timedelta(days=2)}, "You can apply from"),
        ({"closes_at": timedelta(days=-2)}, "The form closed on"),
        ({"is_closed": True}, "The form is closed"),
    ],
)
def test_a_closed_form_says_so_and_takes_nothing(
    home: HomePage, options: dict[str, Any], words: str
) -> None:
    now = timezone.now()
    values = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in options.items()
    }
    page = make_form(home, **values)
    html = Client().get(page.url).content.decode()
    assert words in html
    assert "<form" not in html.split("<main")[1]
    response = Client().post(page.url, filled_in(page, Curriculum=pdf()))
    assert response.status_code == 422
    read = read_html(response.content)
    assert "closed while you were filling it in" in read.text
    assert read.values[names_of(page)["Why?"]] == "Because somebody helped me."
    assert "Send application" not in read.text
    assert not Application.objects.exists()


def test_an_open_form_says_until_when(home: HomePage) -> None:
    page = make_form(home, closes_at=timezone.now() + timedelta(days=3))
    assert "Open until" in Client().get(page.url).content.decode()


def test_a_draft_changes_no_live_form(form_page: ApplicationFormPage) -> None:
    form_page.is_closed = True
    form_page.save_revision()
    assert apply(form_page)


def test_a_form_without_an_address_is_not_open(home: HomePage) -> None:
    page = make_form(home)
    page.form_fields.filter(role="address").delete()
    assert "You will be able to apply here soon" in Client().get(page.url).content.decode()
    assert Client().post(page.url, {}).status_code == 422


# --- previews -------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("", "Why?"),
        ("thank_you", "We read every application"),
        ("mail", "We have received what was sent"),
    ],
)
def test_a_draft_can_be_looked_at(
    form_page: ApplicationFormPage, rf: Any, mode: str, words: str, admin: Any
) -> None:
    response = form_page.make_preview_request(preview_mode=mode)
    assert words.lower() in response.content.decode().lower()


def test_pictures_and_documents_have_questions_of_their_own(form_page: ApplicationFormPage) -> None:
    application = apply(form_page, Curriculum=pdf(), Portrait=picture())
    kinds = dict(application.files.values_list("name", "kind"))
    assert kinds == {"cv.pdf": "pdf", "me.png": "png"}
