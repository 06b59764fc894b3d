"""The page cache in front of the site itself: what readers get, and when a change reaches them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core import public_forms
from core.models import HomePage, StandardPage
from core.page_cache import STALE
from petitions.confirming import confirm
from petitions.models import Petition, PetitionPage, Signature
from petitions.withdrawing import withdraw
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    CampaignUpdatePageFactory,
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    OrganisationIndexPageFactory,
    SignatureFactory,
    StandardPageFactory,
    petition_of,
)
from tests.petitions.crowd import crowd
from tests.reading import Reader
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database


@pytest.fixture
def reader(db: Any) -> Reader:
    return Reader()


def count_url(page: PetitionPage) -> str:
    return f"/api/petitions/{petition_of(page).uuid}/count/"


# --- what a reader costs --------------------------------------------------


def test_a_reader_of_what_others_have_just_read_costs_no_statement(
    page: PetitionPage, home: HomePage, reader: Reader, subtests: pytest.Subtests
) -> None:
    """Of each kind of page, and of the count; 0 whatever the page is made of."""
    crowd(petition_of(page), 3, status="confirmed")
    campaigns = CampaignIndexPageFactory(parent=home)
    campaign = CampaignPageFactory(parent=campaigns)
    guidance = GuidanceIndexPageFactory(parent=home)
    pages = [
        *(home, page.get_parent(), page, campaigns, campaign, guidance),
        CampaignUpdatePageFactory(parent=campaign),
        GuidanceNotePageFactory(parent=guidance),
        OrganisationIndexPageFactory(parent=home),
        StandardPageFactory(parent=home),
    ]
    urls = [each.url for each in pages]
    urls += [f"{page.url}thank-you/", f"{page.url}check-your-mail/", f"{page.url}?source=poster"]
    urls += [count_url(page), "/api/petitions/", "/en/petitions/feed/", "/en/search/?q=dignity"]
    urls += ["/", "/en/nothing/here/", page.url.replace("/en/", "/th/")]
    for url in urls:
        with subtests.test(url):
            for encoding in ("", "gzip, deflate, br"):
                first = reader.get(url, accept_language="en", accept_encoding=encoding)
                assert first.status in (200, 302, 404)
                again = reader.get(url, accept_language="en", accept_encoding=encoding)
                assert again.statements == 0
                assert again.body == first.body
                assert "public" in again.headers["Cache-Control"]
            assert reader.ask("HEAD", url, accept_language="en").statements == 0


def test_the_count_asks_one_statement_in_six_seconds(page: PetitionPage, reader: Reader) -> None:
    spent = 0
    for _tenth in range(60):
        spent += reader.get(count_url(page)).statements
        reader.wait(0.0999)
    assert spent == 1


def test_who_has_the_page_or_the_count_already_is_told_so(
    page: PetitionPage, reader: Reader
) -> None:
    for url in (page.url, count_url(page)):
        for encoding in ("", "gzip"):
            etag = reader.get(url, accept_encoding=encoding).headers["ETag"]
            again = reader.get(url, accept_encoding=encoding, if_none_match=etag)
            assert (again.status, again.body, again.statements) == (304, b"", 0)


# --- changes --------------------------------------------------------------


def sees(reader: Reader, url: str, words: str) -> bool:
    return words in reader.get(url).text


def goes_by(reader: Reader, url: str, words: str, change: Callable[[], Any], *, to: bool) -> None:
    """The change is not there at once, or nothing was kept; it is there when `STALE` has passed."""
    assert sees(reader, url, words) is not to
    change()
    assert sees(reader, url, words) is not to
    reader.wait(STALE)
    assert sees(reader, url, words) is to


def test_a_published_change_reaches_readers(page: PetitionPage, reader: Reader) -> None:
    def publish() -> None:
        page.title = "Another headline"
        page.save_revision().publish()

    lists = ["/en/petitions/", "/api/petitions/", page.url]
    for url in lists:
        assert not sees(reader, url, "Another headline")
    goes_by(reader, page.url.replace("/en/", "/fr/"), "Another headline", publish, to=True)
    for url in lists:
        assert sees(reader, url, "Another headline")


def test_a_page_that_is_taken_off_is_gone(page: PetitionPage, reader: Reader) -> None:
    assert reader.get(page.url).status == 200
    page.unpublish()
    assert reader.get(page.url).status == 200
    reader.wait(STALE)
    assert reader.get(page.url).status == 404
    page.save_revision().publish()
    reader.wait(STALE)
    assert reader.get(page.url).status == 200


def test_a_new_step_of_the_goal_and_a_withdrawal_reach_readers(
    page: PetitionPage, reader: Reader
) -> None:
    page.goals = [10, 50]
    page.save_revision().publish()
    petition = petition_of(page)
    signatures = [SignatureFactory(petition=petition) for _number in range(9)]
    step = 'data-count="goal">50<'

    def all_confirm() -> None:
        for signature in signatures:
            confirm(signature.pk)

    goes_by(reader, page.url, step, all_confirm, to=True)
    assert '"goal": 50' in reader.get(count_url(page)).text
    goes_by(
        reader,
        count_url(page),
        '"total": 8',
        lambda: withdraw(signatures[0].pk),
        to=True,
    )
    assert 'data-count="total">8<' in reader.get(page.url).text


def test_a_petition_closes_for_readers(page: PetitionPage, reader: Reader) -> None:
    def close() -> None:
        page.is_closed = True
        page.save_revision().publish()

    for url in (page.url, page.url.replace("/en/", "/fr/")):
        assert sees(reader, url, 'class="sign-form"')
    goes_by(reader, page.url, 'class="sign-form"', close, to=False)
    assert not sees(reader, page.url.replace("/en/", "/fr/"), 'class="sign-form"')


def test_a_petition_closes_for_readers_when_its_time_is_over(
    page: PetitionPage, reader: Reader
) -> None:
    def end() -> None:
        Petition.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    goes_by(reader, page.url, 'class="sign-form"', end, to=False)


def test_a_translation_reaches_readers_at_its_address_and_by_links_to_it(
    page: PetitionPage, reader: Reader
) -> None:
    spanish = add_language("es")
    url = page.url.replace("/en/", "/es/")
    link = f'href="{url}" hreflang="es"'

    def all_above_and_the_page() -> None:
        for each in [*page.get_ancestors().filter(depth__gt=1).specific(), page]:
            translate(each, spanish)

    assert not sees(reader, page.url, link)
    goes_by(reader, url, '<html lang="es"', all_above_and_the_page, to=True)
    assert sees(reader, page.url, link)
    assert reader.get("/", accept_language="es").headers["Location"] == "/es/"


# --- staff, drafts, private pages ----------------------------------------


def test_staff_and_readers_never_get_each_others_page(
    page: PetitionPage, reader: Reader, admin_client: Client
) -> None:
    cookie = f"sessionid={admin_client.cookies[project.SESSION_COOKIE_NAME].value}"
    for first, second in ((cookie, "theme=dark"), ("theme=dark", cookie)):
        reader.wait(STALE)
        for each in (first, second, first):
            answer = reader.get(page.url, cookie=each)
            is_staff = each == cookie
            assert ("wagtail-userbar" in answer.text) is is_staff
            assert ("no-store" in answer.headers["Cache-Control"]) is is_staff


def test_a_draft_is_never_taken_for_the_page(page: PetitionPage, reader: Reader) -> None:
    page.title = "Only a draft"
    page.save_revision()
    assert not sees(reader, page.url, "Only a draft")
    # At the page's address, by nobody who is logged in, as scripts and other packages do it.
    preview = page.make_preview_request()
    assert "Only a draft" in preview.content.decode()
    assert not sees(reader, page.url, "Only a draft")
    reader.wait(STALE)
    page.make_preview_request()
    assert not sees(reader, page.url, "Only a draft")


def test_what_becomes_private_is_asked_for_and_never_kept(
    page: PetitionPage, home: HomePage, reader: Reader
) -> None:
    secret: StandardPage = StandardPageFactory(parent=home, title="Strategy")
    assert sees(reader, secret.url, "Strategy")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    reader.wait(STALE)
    asked = [reader.get(secret.url) for _time in range(2)]
    assert [answer.headers.get("Age") for answer in asked] == ["0", None]
    tokens = {re.search(r'csrfmiddlewaretoken" value="(\w+)', answer.text)[1] for answer in asked}  # type: ignore[index]
    assert len(tokens) == 2
    for answer in asked:
        assert "Strategy" not in answer.text
        assert "csrftoken" in answer.headers["Set-Cookie"]
    assert all(
        answer.body is None
        for key, answer in reader.cache._answers.items()
        if key.path == secret.url
    )


# --- signing from a page that was kept ------------------------------------


def test_where_a_signer_comes_from_is_recorded_though_the_page_knows_nothing_of_it(
    page: PetitionPage, reader: Reader, form_data: dict[str, str]
) -> None:
    html = reader.get(page.url).text
    url = f"{page.url}?utm_source=x&source=poster-1&partner=guild&fbclid=y"
    shown = reader.get(url)
    assert (shown.text, shown.statements) == (html, 0)
    # Without an address of its own, a form is sent to where the reader is, query and all.
    form = re.search(r'<form class="sign-form"[^>]*>', html)
    assert form is not None
    assert "action" not in form[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" (?:value="([^"]*)")?', html))
    assert "stamp" in hidden
    answer = reader.ask("POST", url, {**hidden, **form_data}, origin="http://testserver")
    assert answer.status == 303
    signature = Signature.objects.get()
    assert (signature.source, signature.partner) == ("poster-1", "guild")


def test_a_form_that_was_kept_is_not_answered_in_no_time(
    page: PetitionPage,
    reader: Reader,
    form_data: dict[str, str],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A kept form's stamp is older than the reader's look at it: nobody is suspected for that."""
    settings.SIGN_MIN_SECONDS = 2
    html = reader.get(page.url).text
    stamp = re.search(r'name="stamp" value="([^"]+)"', html)
    assert stamp is not None
    now = public_forms.time.time()
    for number, (later, reason) in enumerate([(0.5, "speed"), (4.9, "")]):
        monkeypatch.setattr(public_forms.time, "time", lambda later=later: now + later)
        data = {**form_data, "email": f"a{number}@example.org", "stamp": stamp[1]}
        assert reader.ask("POST", page.url, data).status == 303
        assert Signature.objects.get(email=data["email"]).quarantine_reason == reason


def test_an_answer_to_a_form_is_not_kept(
    page: PetitionPage, reader: Reader, form_data: dict[str, str]
) -> None:
    refused = reader.ask("POST", page.url, {**form_data, "given_name": "Zoë", "email": "no"})
    assert refused.status == 422
    assert "Zoë" in refused.text
    assert "Zoë" not in reader.get(page.url).text
