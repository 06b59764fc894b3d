"""Two editions beside each other: any two, at an address that stays."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from resources.documents import Document, Footnote, Section
from resources.models import GuidanceNote
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.petitions.html import read_html
from tests.resources.rows import add_text

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URL = "/en/editions/pictures/compare/"


def document(*sections: tuple[str, str], language: str = "en", title: str = "Pictures") -> Document:
    return Document(
        title,
        "Summary",
        language,
        sections=tuple(
            Section(key, "section", str(number), f"section-{number}", f"About {key}", html=html)
            for number, (key, html) in enumerate(sections, 1)
        ),
    )


def page(query: str = "", *, status: int = 200, url: str = URL) -> str:
    answer = Client().get(f"{url}{query}")
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def editions(home: Any) -> None:
    """Three editions in English, two in Spanish, one in Thai."""
    for number, words in ((1, "once"), (2, "twice"), (3, "three times")):
        sections = [
            ("consent", f"<p>Ask {words} before you print.</p>"),
            ("children", "<p>Ask a guardian as well.</p>"),
        ]
        add_text(
            "pictures",
            number,
            document(*sections[: max(number - 1, 1)]),
            changes=f"Reason {number}",
        )
    for number, words in ((1, "una vez"), (2, "dos veces")):
        text = document(
            ("consent", f"<p>Pregunte {words} antes.</p>"), language="es", title="Fotos"
        )
        add_text("pictures", number, text)
    mended = document(("consent", "<p>Pregunte dos veces antes de todo.</p>"), language="es")
    add_text("pictures", 2, mended, correction=1)
    add_text("pictures", 1, document(("consent", "<p>ขออนุญาต</p>"), language="th", title="ภาพ"))


@pytest.mark.usefixtures("editions")
class TestComparing:
    def test_any_two_editions(self) -> None:
        html = page("?from=1&to=3")
        assert "From edition 1 of July 3, 2016 to edition 3 of July 3, 2018" in html
        assert "Reason 1" not in html
        assert html.index("Reason 2") < html.index("Reason 3")
        assert "1 section changed" in html
        assert "1 section added" in html
        assert 'href="#change-1"' in html
        assert 'id="change-1"' in html
        assert "<ins><span" in html
        # Whichever comes first, what is added is added later.
        shown = html[html.index("<main") : html.index("comparison__form")]
        swapped = page("?from=3&to=1")
        assert shown in swapped
        assert swapped.count("<ins>") == html.count("<ins>")

    def test_the_last_two_unless_others_are_asked_for(self) -> None:
        for query in ("", "?from=2", "?to=3", "?from=&to=", "?from=3", "?from=%202&to=3%20"):
            assert "From edition 2 of July 3, 2017 to edition 3" in page(query)
        assert "From edition 1 of July 3, 2016 to edition 2" in page("?to=2")
        assert "From edition 1 of July 3, 2016 to edition 3" in page("?from=1")

    def test_the_form_offers_every_edition_and_keeps_the_choice(self) -> None:
        read = read_html(page("?from=1&to=2"))
        assert read.values == {"from": "1", "to": "2"}
        html = page("?from=1&to=2")
        assert html.count('<option value="3">Edition 3, July 3, 2018</option>') == 2
        assert '<input type="hidden" name="all" value="1">' in page("?all=1")

    def test_what_has_not_changed_is_there_folded_if_asked_for(self) -> None:
        for query in ("?from=2&to=3&all=1", "?all=1"):
            assert "<details" not in page(query)
        add_text("pictures", 4, document(("consent", "<p>Ask three times before you print.</p>")))
        assert "Ask three times" not in page()
        assert "1 section unchanged" in page()
        html = page("?all=1")
        assert html.count("<details") == 1
        assert "Ask three times before you print." in html
        assert "Show only what has changed" in html

    @pytest.mark.parametrize(
        "query", ["?from=7&to=1", "?from=1&to=0", "?from=x", "?to=9.1", "?from=1&to=%3Cb%3E"]
    )
    def test_an_edition_that_is_not_there_is_said_not_to_be(self, query: str) -> None:
        html = page(query, status=404)
        assert "There is no edition “" in html
        assert "in English." in html
        assert '<select id="compare-from"' in html
        assert read_html(html).running == []
        assert "<b>" not in html

    def test_several_are_named_in_the_marks_of_the_language(self) -> None:
        assert "There is no edition “8”, “9” of" in page("?from=8&to=9", status=404)
        answer = Client().get("/es/editions/pictures/compare/?from=8&to=9")
        assert "«8», «9»" in answer.text

    def test_a_long_question_is_not_repeated_whole(self) -> None:
        html = page(f"?from={'9' * 500}", status=404)
        assert "9" * 20 in html
        assert "9" * 21 not in html

    def test_the_same_edition_twice(self) -> None:
        assert "You have chosen the same edition twice. Choose two." in page("?from=2&to=2")
        assert "There is no edition before this one. Choose two." in page("?to=1")

    def test_two_editions_that_say_the_same(self) -> None:
        add_text("pictures", 4, document(("consent", "<p>Ask.</p>")))
        add_text("pictures", 5, document(("consent", "<div><p>Ask.</p></div>")))
        html = page()
        assert "Both editions say the same." in html
        assert "sections changed" not in html

    def test_the_address_is_there_in_each_language_that_has_both(self) -> None:
        html = page("?from=1&to=2")
        assert (
            'hreflang="es" href="http://testserver/es/editions/pictures/compare/?from=1&amp;to=2"'
            in html
        )
        assert 'hreflang="es" href="http' not in page("?from=1&to=3")
        assert (
            '<link rel="canonical" href="http://testserver/en/editions/pictures/compare/?from=1&amp;to=2">'
            in page("?from=2&to=1&all=1")
        )
        assert '<meta name="robots" content="noindex">' in html

    def test_a_language_has_its_own_corrections(self) -> None:
        html = page(url="/es/editions/pictures/compare/")
        assert '<html lang="es"' in html
        assert "antes" in html
        assert 'value="2.1" selected' in html
        assert 'value="3"' not in html

    def test_a_language_that_lacks_them_shows_another(self) -> None:
        for language, query in (
            ("es", "?from=1&to=3"),
            ("th", ""),
            ("fr", ""),
            ("en", "?from=2&to=2.1"),
        ):
            answer = Client().get(f"/{language}/editions/pictures/compare/{query}")
            shown = "es" if query.endswith("2.1") else "en"
            assert answer.status_code == 200
            assert answer["Content-Language"] == shown
            assert f'<html lang="{shown}"' in answer.content.decode()

    def test_everybody_may_keep_it_and_nobody_may_send(self) -> None:
        assert "public" in Client().get(URL)["Cache-Control"]
        assert Client().post(URL).status_code == 405

    def test_no_edition_is_loaded_that_is_not_compared(self, monkeypatch: Any) -> None:
        """The note, its list of editions, its pages, the two texts; around it, the site with its
        first pages, its settings, the menu with its restrictions.
        """
        page()
        read: list[str] = []
        from_data = Document.from_data

        def noted(data: dict[str, Any]) -> Document:
            read.append(data["title"])
            return from_data(data)

        monkeypatch.setattr(Document, "from_data", noted)
        spent = []
        for more in (0, 40):
            for number in range(more):
                add_text("pictures", 10 + number, document(("consent", "<p>Ask.</p>")))
            with CaptureQueriesContext(connection) as captured:
                page("?from=1&to=2")
            asked = [query["sql"] for query in captured if "resources_" in query["sql"]]
            spent.append((len(captured), len(asked)))
            assert sum('"content"' in sql for sql in asked) == 1
            assert len(read) == 2
            read.clear()
        assert spent[0] == spent[1] == (3 + 4, 3)


def test_one_edition_cannot_be_compared(home: Any) -> None:
    add_text("pictures", 1, document(("consent", "<p>Ask.</p>")))
    html = page()
    assert "There is only one edition of this note so far, so nothing has changed." in html
    assert "<select" not in html


@pytest.mark.usefixtures("home")
def test_a_note_that_is_not_there() -> None:
    page(status=404)


def test_a_private_note_tells_strangers_nothing(home: Any) -> None:
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home), slug="pictures")
    uuid = GuidanceNote.objects.get().uuid
    add_text("pictures", 2, document(("consent", "<p>Ask.</p>")), uuid=uuid)
    page("?from=1&to=2")
    PageViewRestriction.objects.create(page=note, restriction_type="login")
    page("?from=1&to=2", status=404)
    page("?from=7", status=404)


def test_nothing_that_editors_wrote_runs(home: Any) -> None:
    for number, text in enumerate(
        ("<p>&lt;script&gt;1&lt;/script&gt; a b c</p>", "<p>a b c</p>"), 1
    ):
        made = Document(
            '<script>alert("title")</script>',
            "<img src=x onerror=alert(1)>" * number,
            "en",
            sections=(
                Section("k", "section", "<i>", "section-1", f"<b>{number}</b>", "<u>", html=text),
                Section(f"{number}", "section", "2", "section-2", "New", html=text * 2,
                        footnotes=(Footnote(1, f"&lt;a onclick=x&gt; {number}"),)),
            ),
        )  # fmt: skip
        add_text("pictures", number, made, changes="<script>alert(2)</script>")
    html = page("?all=1")
    assert read_html(html).running == []
    assert "&lt;script&gt;1&lt;/script&gt;" in html
    for tag in ("<b>1", "<b>2", "<u>", "<i>", "<img src=x"):
        assert tag not in html


def test_a_large_note_is_compared(home: Any) -> None:
    """200 sections of 300 words and 300 footnotes, 100 editions.

    `test_comparing` counts the work.
    """

    def large(number: int) -> Document:
        words = [f"word{place + number if place % 12 == 0 else place}" for place in range(300)]
        html = "".join(
            f"<p>{' '.join(words[begin : begin + 60])}</p>" for begin in range(0, 300, 60)
        )
        return Document(
            "Large",
            "",
            "en",
            sections=tuple(
                Section(f"k{at}", "section", str(at), f"section-{at}", f"Heading {at}", html=html,
                        footnotes=(Footnote(at, f"Note {at}"),) * (1 + at % 2))
                for at in range(200)
            ),
        )  # fmt: skip

    for number in range(1, 99):
        add_text("pictures", number, document(("a", "<p>Ask.</p>")))
    for number in (99, 100):
        add_text("pictures", number, large(number))
    html = page()
    assert "200 sections changed" in html
