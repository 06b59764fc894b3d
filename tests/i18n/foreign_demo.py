"""Nothing that the public reads is in another language than it says it is in.

The demonstration is walked as a reader walks it, link by link, then signed and
its mails read, in each language of the site.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page
from wagtail_localize.synctree import create_aliases_for_new_page

from campaigns.models import Liaison
from core.mail.sending import drain
from demo.content import PAGES
from petitions.models import Signature
from petitions.tokens import links
from tests.demo.loaded import page as demo_page
from tests.factories import StandardPageFactory
from tests.i18n.foreign import foreign_in_page, foreign_in_text

CODES = [code for code, _name in settings.LANGUAGES]
OTHER_CODES = [code for code in CODES if code != settings.LANGUAGE_CODE]
FEED = "application/atom+xml"
ATOM = "{http://www.w3.org/2005/Atom}"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        href = given.get("href")
        if href and (tag == "a" or given.get("type") == FEED):
            self.found.add(href)


def links_in(html: str) -> set[str]:
    """Return where a page leads."""
    parser = _Links()
    parser.feed(html)
    return parser.found


def add_page(parent: Page) -> None:
    """Publish a page below another one, in the source language, with its aliases."""
    page = StandardPageFactory(
        parent=parent,
        title="New and not translated",
        slug="new-and-not-translated",
        introduction="Nobody has translated this yet.",
        show_in_menus=True,
    )
    create_aliases_for_new_page(page)


def typed(language: str) -> dict[str, str]:
    """A sign form as somebody fills it in whose name tells no language."""
    return {
        "kind": "person",
        "given_name": "Ana",
        "family_name": "Silva",
        "email": f"{language}@example.org",
        "country": "PT",
        "visibility": "full",
        "consent_terms": "on",
        "consent_updates": "on",
    }


# The note with an annex on law, which names laws in their own languages too: plain text, in
# which no block lets an editor mark the language of a few words.
NAMES_LAWS = "/use-of-victims-images/"


class ForeignWords:
    """Asked of the demonstration, in the class of tests that has loaded it."""

    def setUp(self) -> None:
        base = urlsplit(settings.BASE_URL)
        self.client = Client(headers={"host": base.netloc})

    # --- reading ----------------------------------------------------------

    def walk(self, language: str) -> Iterator[tuple[str, HttpResponse]]:
        """Yield every page of a language that can be reached from its first one."""
        waiting, seen = [f"/{language}/"], set()
        while waiting:
            url = waiting.pop()
            response = self.client.get(url)
            seen.add(url)
            yield url, response
            if "html" not in response["Content-Type"]:
                continue
            for href in links_in(response.content.decode()):
                parts = urlsplit(urljoin(f"{settings.BASE_URL}{url}", href))
                is_ours = parts.netloc == urlsplit(settings.BASE_URL).netloc
                is_own = parts.path.startswith(f"/{language}/")
                if is_ours and is_own and parts.path not in {*seen, *waiting}:
                    waiting.append(parts.path)

    def check(self, language: str, where: str, response: HttpResponse) -> None:
        """No word of another language, and the page says which one it is in."""
        html = response.content.decode()
        declared = re.search(r'<html lang="([^"]*)"', html)
        assert declared and declared[1] == language, (where, declared)
        if NAMES_LAWS in where:
            return
        found = list(foreign_in_page(html, language))
        assert not found, f"{where}: {found}"

    def check_feed(self, language: str, response: HttpResponse) -> None:
        """No word of another language in what a feed reader shows."""
        feed = ElementTree.fromstring(response.content)
        for element in feed.iter():
            if element.tag in (f"{ATOM}title", f"{ATOM}summary"):
                found = list(foreign_in_page(element.text or "", language))
                assert not found, found

    @pytest.mark.one_database
    def test_every_page(self) -> None:
        """Nor is there what only members may read: this is all that the public can reach."""
        liaisons = [address.encode() for address in Liaison.objects.values_list("email", flat=True)]
        assert liaisons
        for language in CODES:
            pages = [(url, answer) for url, answer in self.walk(language)]
            for url, answer in pages:
                body = b"".join(answer)
                assert not any(address in body for address in liaisons), url
            html = [(url, answer) for url, answer in pages if "html" in answer["Content-Type"]]
            assert len(html) >= len(PAGES)
            for url, response in html:
                # No worker is there to make the PDFs: a page says that they are being made.
                assert response.status_code == (202 if url.endswith(".pdf") else 200), url
                self.check(language, url, response)
            feeds = [answer for _url, answer in pages if answer["Content-Type"].startswith(FEED)]
            assert feeds
            for response in feeds:
                self.check_feed(language, response)

    @pytest.mark.one_database
    def test_errors(self) -> None:
        for language in CODES:
            petition = demo_page("pledge", language).url
            wrong = {
                "kind": "organisation",
                "given_name": "5" * 300,
                "organisation_website": "5 5",
                "email": "5",
                "country": "QQ",
                "visibility": "all",
                "comment": "5" * 5000,
            }
            answers = {
                "nothing filled in": self.client.post(petition, {}),
                "everything wrong": self.client.post(petition, wrong),
                "from another site": self.client.post(
                    petition, typed(language), headers={"origin": "https://elsewhere.example"}
                ),
                "too large": self.client.post(petition, {"comment": "z" * 400_000}),
                "no such page": self.client.get(f"/{language}/nothing/here/"),
                "no such link": self.client.get(f"/{language}/signature/nothing/"),
                "no such confirmation": self.client.get(f"/{language}/signature/confirm/nothing/"),
                "no such unsubscription": self.client.post(
                    f"/{language}/signature/unsubscribe/nothing/"
                ),
            }
            for name, response in answers.items():
                assert response.status_code >= 400, name
                self.check(language, f"{name} ({language})", response)

    @pytest.mark.one_database
    def test_what_is_not_translated(self) -> None:
        """The source's own words at another language's address, and lists that lead there."""
        add_page(demo_page("about"))
        for language in OTHER_CODES:
            url = f"/{language}/about/new-and-not-translated/"
            response = self.client.get(url)
            assert response.status_code == 200
            assert f'role="note" lang="{language}"' in response.content.decode()
            self.check(settings.LANGUAGE_CODE, url, response)
            listing = demo_page("about", language).url
            self.check(language, listing, self.client.get(listing))

    @pytest.mark.one_database
    def test_a_translation_that_is_older_than_its_source(self) -> None:
        source = demo_page("about")
        source.introduction = "This sentence is new."
        source.save_revision().publish()
        for language in OTHER_CODES:
            response = self.client.get(demo_page("about", language).url)
            assert 'class="notice"' in response.content.decode()
            self.check(language, "older than its source", response)

    # --- signing ----------------------------------------------------------

    @pytest.mark.one_database
    def test_signing(self) -> None:
        for language in CODES:
            petition = demo_page("my-story", language)
            answer = self.client.post(petition.url, typed(language))
            assert answer.status_code == 303
            self.check(language, "check your mail", self.client.get(answer["Location"]))
            signature = Signature.objects.get(email=f"{language}@example.org")
            assert signature.language == language
            with self.captureOnCommitCallbacks(execute=True):
                drain()
            self.check_mail(language, signature.email)
            addresses = links(signature)
            confirm, manage = addresses["confirm_url"], addresses["manage_url"]
            self.check(language, "before confirming", self.client.get(confirm))
            answer = self.client.post(confirm, {"shown": signature.submissions})
            assert answer.status_code == 303
            self.check(language, "thank you", self.client.get(answer["Location"]))
            self.check(language, "confirmed twice", self.client.get(confirm))
            self.check(language, "your signature", self.client.get(manage))
            for action in ("withdraw", "erase"):
                step = self.client.post(manage, {"action": action})
                self.check(language, action, step)
            unsubscribe = addresses["unsubscribe_url"]
            self.check(language, "unsubscribing", self.client.get(unsubscribe))
            self.check(language, "unsubscribed", self.client.post(unsubscribe))
            self.client.post(petition.url, typed(language))
            with self.captureOnCommitCallbacks(execute=True):
                drain()
            self.check_mail(language, signature.email)
            for action in ("withdraw", "erase"):
                step = self.client.post(manage, {"action": action, "sure": "1"}, follow=True)
                self.check(language, f"{action}, and sure", step)

    def check_mail(self, language: str, address: str) -> None:
        """The newest mail to an address, its subject and both its parts."""
        message = mail.outbox[-1]
        assert message.to == [address]
        html = str(message.alternatives[0][0])
        assert f'lang="{language}"' in html
        assert not foreign_in_text(message.subject, language), message.subject
        assert not foreign_in_text(message.body, language), message.body
        assert not list(foreign_in_page(html, language)), html
