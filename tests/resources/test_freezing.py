"""A note whose data is broken or whose files are gone: editors are told, readers see a whole page.

What is broken is stored as no editor could: in the page's row and in its last
version, as an import, a migration or a hand in the database may leave it.
"""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Revision
from wagtail_localize.models import OverridableSegment

from resources.blocks.mending import faults_of
from resources.freezing import freeze
from resources.freezing.files import Originals
from resources.models import EditionText, GlossaryTerm, GuidanceIndexPage, GuidanceNotePage
from resources.publishing import objections
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory, HomePageFactory
from tests.resources.notes import (
    AUTHORS,
    block,
    changed,
    full_annexes,
    full_body,
    full_note,
    publish,
    text_of,
)
from tests.translating import add_language, fill_in, start, translator

# Wagtail leaves the files that a rendition is made from to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NOT_SHOWN = "A part of the text cannot be shown"


@pytest.fixture
def full(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A live note with every block."""
    return full_note(guidance)


def store(page: GuidanceNotePage, **streams: Any) -> GuidanceNotePage:
    """Write raw data behind Wagtail's back; return the page as its editor loads it."""
    GuidanceNotePage.objects.filter(pk=page.pk).update(**streams)
    page = GuidanceNotePage.objects.get(pk=page.pk)
    revision = page.save_revision()
    stored = {name: json.dumps(value) for name, value in streams.items()}
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **stored})
    return GuidanceNotePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def problems(page: GuidanceNotePage) -> list[str]:
    return freeze(page, Originals()).problems


# --- what can be stored -----------------------------------------------------


def within(value: Any, *path: Any) -> Any:
    """Return the part of stored data at a path of keys and places."""
    for step in path:
        value = value[step]
    return value


def body_with(*path: Any, put: Any) -> Callable[[list[Any]], list[Any]]:
    """Return what puts something else at a path of the body."""

    def change(body: list[Any]) -> list[Any]:
        within(body, *path[:-1])[path[-1]] = put
        return body

    return change


SECTION = (0, "value")
CONTENT = (*SECTION, "content")
PAIRS = (*CONTENT, 1, "value", "pairs")

BROKEN_BODIES = {
    "a section of an unknown kind": lambda body: [
        {"type": "poem", "value": "x", "id": "1"},
        *body,
    ],
    "a text among the sections": lambda body: ["words", *body],
    "nothing among the sections": lambda body: [None, *body],
    "a number for a kind": lambda body: [{"type": 7, "value": {}, "id": "1"}, *body],
    "a list for a kind": lambda body: [{"type": [], "value": {}, "id": "1"}, *body],
    "a section without a value": lambda body: [{"type": "section", "id": "1"}, *body],
    "a text for a section": lambda body: [{"type": "section", "value": "words"}, *body],
    "nothing for a section": lambda body: [{"type": "section", "value": None, "id": None}, *body],
    "a list for a section": lambda body: [{"type": "section", "value": [1, 2]}, *body],
    "an object for a heading": body_with(*SECTION, "heading", put={"a": 1}),
    "a list for a key message": body_with(*SECTION, "key_message", put=[1]),
    "a text for the content": body_with(*CONTENT, put="words"),
    "an object for the content": body_with(*CONTENT, put={"a": 1}),
    "a block of an unknown kind": body_with(*CONTENT, 0, "type", put="poem"),
    "a text for a block": body_with(*CONTENT, 0, put="words"),
    "an object for rich text": body_with(*CONTENT, 0, "value", put={"a": 1}),
    "a text for pairs": body_with(*CONTENT, 1, "value", put="words"),
    "a number for pairs": body_with(*PAIRS, put=7),
    "a text for a pair": body_with(*PAIRS, 0, "value", put="words"),
    "a text among the pairs": body_with(*PAIRS, 0, put="words"),
    "a text for a quotation": body_with(*CONTENT, 2, "value", put="words"),
    "a list for a picture": body_with(*CONTENT, 4, "value", "image", put=[1]),
    "a text for a picture's number": body_with(*CONTENT, 4, "value", "image", "image", put="words"),
    "a number that no picture has room for": body_with(
        *CONTENT, 4, "value", "image", "image", put=10**30
    ),
    "yes for a term": body_with(*CONTENT, 5, "value", "term", put=True),
    "a text for a year": body_with(*CONTENT, 6, "value", "year", put="long ago"),
    "an object for a jurisdiction": body_with(*CONTENT, 6, "value", "jurisdiction", put={}),
    "a text for a file's number": body_with(*CONTENT, 7, "value", "document", put="words"),
}


def changed_body(page: GuidanceNotePage, change: Callable[[list[Any]], list[Any]]) -> list[Any]:
    return change(json.loads(json.dumps(list(page.body.raw_data))))


@pytest.mark.parametrize("name", BROKEN_BODIES)
def test_broken_data_is_named_and_the_rest_is_whole(name: str, full: GuidanceNotePage) -> None:
    page = store(full, body=changed_body(full, BROKEN_BODIES[name]))
    frozen = freeze(page, Originals())
    assert any(NOT_SHOWN in problem for problem in frozen.problems), frozen.problems
    titles = [section.heading for section in frozen.document.sections]
    assert titles[-3:] == ["A letter", "A list", "The law"]
    html = "".join(section.html for section in frozen.document.sections)
    assert ("Ask me first." in html) or "quotation" in name or "content" in name
    assert "None" not in html
    with pytest.raises(ValidationError, match=NOT_SHOWN):
        page.get_latest_revision().publish()
    assert EditionText.objects.count() == 1


WHOLE_STREAMS = {
    "a text": "words",
    "an object": {"a": 1},
    "a number": 7,
    "texts": ["a", "b"],
    "lists": [["section", {}]],
    "nothings": [None, None],
}


@pytest.mark.both_databases
@pytest.mark.parametrize("field", ["body", "annexes", "authors"])
@pytest.mark.parametrize("name", WHOLE_STREAMS)
def test_a_field_that_holds_something_else(name: str, field: str, full: GuidanceNotePage) -> None:
    page = store(full, **{field: WHOLE_STREAMS[name]})
    expected = "One of the authors cannot be shown" if field == "authors" else NOT_SHOWN
    assert problems(page) == [expected]
    assert len(getattr(page, field)) == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("value", [[], None])
def test_an_empty_field_is_no_fault(value: Any, full: GuidanceNotePage) -> None:
    page = full
    page.body = value
    assert problems(page) == []


def test_faults_of_authors_and_annexes(full: GuidanceNotePage) -> None:
    annexes, authors = full_annexes(1), copy.deepcopy(AUTHORS)
    annexes[1]["value"]["groups"] = "words"
    annexes[2]["value"]["jurisdictions"][0]["value"]["references"] = {"a": 1}
    authors[0]["value"] = "Ana"
    page = store(full, annexes=annexes, authors=authors)
    found = problems(page)
    assert "One of the authors cannot be shown" in found
    assert f"Annex 2 A list: {NOT_SHOWN}" in found
    assert f"Annex 3 The law: {NOT_SHOWN}" in found
    assert [author.name for author in freeze(page, Originals()).document.authors] == [
        "",
        "Guild of editors",
    ]


def test_what_is_missing_is_empty_and_asked_for(full: GuidanceNotePage) -> None:
    """A field that was added to a block later is missing in all that was written before."""
    body = [{"type": "section", "value": {}, "id": "1"}]
    page = store(full, body=body, annexes=[{"type": "checklist", "value": {}, "id": "2"}])
    assert problems(page) == []
    assert "1: Heading: This field is required" in objections(page)
    section, annex = freeze(page, Originals()).document.sections
    assert (section.heading, section.html, section.short) == ("", "", "leave_out")
    assert "None" not in annex.html


def test_old_lists_without_ids_have_the_same_ones_each_time(full: GuidanceNotePage) -> None:
    annexes = full_annexes(full.annexes[0].value["document"].pk)
    del annexes[1]["id"]
    annexes[1]["value"]["groups"] = [{"heading": "Before", "items": ["Ask.", "Ask again."]}]
    frozen = [freeze(store(full, annexes=annexes), Originals()).document for _time in range(2)]
    assert frozen[0] == frozen[1]
    assert frozen[0].sections[2].html.count("<li>") == 2
    assert "None" not in frozen[0].sections[2].key


def test_two_blocks_with_one_id_get_two(full: GuidanceNotePage) -> None:
    body = list(full.body.raw_data)
    page = store(full, body=[*body, *copy.deepcopy(body)])
    keys = [section.key for section in freeze(page, Originals()).document.sections]
    assert len(set(keys)) == len(keys)
    assert keys[0] == full.body[0].id


def test_problems_are_said_in_the_editors_language(full: GuidanceNotePage) -> None:
    page = store(full, body=changed_body(full, BROKEN_BODIES["a text for pairs"]))
    spanish = {translation.get_language(): problems(page)}
    with translation.override("es"):
        spanish["es"] = problems(page)
    # Labels and headings are those of the note, which is English.
    assert all("1 First" in said[0] for said in spanish.values())


# --- any data at all ----------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "value", "id", "heading", "image", "items", "content"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every part of stored data."""
    found = [path]
    parts: Any = []
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    for key, part in parts:
        found += paths(part, (*path, key))
    return found


WHOLE = {"body": full_body(1, 1, 1), "annexes": full_annexes(1), "authors": AUTHORS}
PLACES = paths(WHOLE)[1:]


@pytest.mark.both_databases
class AnyData(TestCase):
    """Whatever stands anywhere in a note, it can be loaded, frozen, indexed and translated."""

    @classmethod
    def setUpTestData(cls) -> None:
        home = HomePageFactory(parent=None, slug="any")
        cls.page = full_note(GuidanceIndexPageFactory(parent=home))

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
    def test_nothing_raises(self, changes: list[tuple[tuple[Any, ...], Any]]) -> None:
        streams = copy.deepcopy(WHOLE)
        for path, value in changes:
            try:
                within(streams, *path[:-1])[path[-1]] = value
            except (KeyError, IndexError, TypeError):
                # The change before has taken away where this one belongs.
                continue
        page = GuidanceNotePage.objects.get(pk=self.page.pk)
        for name, value in streams.items():
            setattr(page, name, value)
            stream = getattr(page, name)
            block = stream.stream_block
            block.get_form_state(stream)
            block.get_searchable_content(stream)
            list(block.extract_references(stream))
            block.get_api_representation(stream)
            again = block.to_python(json.loads(json.dumps(stream.get_prep_value())))
            assert not faults_of(again), "What was read once is in form."
        document = freeze(page, Originals()).document
        assert len(document.sections) == len(page.body) + len(page.annexes)
        objections(page)


# --- what is gone -------------------------------------------------------------


def lose_picture(page: GuidanceNotePage) -> None:
    get_image_model().objects.all().delete()


def lose_file_of_picture(page: GuidanceNotePage) -> None:
    image = get_image_model().objects.get()
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)


def lose_term(page: GuidanceNotePage) -> None:
    GlossaryTerm.objects.all().delete()


def lose_download(page: GuidanceNotePage) -> None:
    get_document_model().objects.get(title="Handbook").delete()


def lose_file_of_download(page: GuidanceNotePage) -> None:
    document = get_document_model().objects.get(title="Handbook")
    document.file.storage.delete(document.file.name)


def lose_letter(page: GuidanceNotePage) -> None:
    get_document_model().objects.get(title="Letter").delete()


def lose_file_of_letter(page: GuidanceNotePage) -> None:
    document = get_document_model().objects.get(title="Letter")
    document.file.storage.delete(document.file.name)


def lock_download_away(page: GuidanceNotePage) -> None:
    collection = get_document_model().objects.get(title="Handbook").collection
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def break_block(page: GuidanceNotePage) -> None:
    store(page, body=changed_body(page, BROKEN_BODIES["a text for pairs"]))


LOST = {
    lose_picture: "1 First: A picture is missing",
    lose_file_of_picture: "1 First: The file of the picture “Market” is missing",
    lose_term: "1 First: A definition has lost its term",
    lose_download: "1 First: A file to download is missing",
    lose_file_of_download: "1 First: The file “Handbook” is missing",
    lose_letter: "Annex 1 A letter: The letter’s own file is missing",
    lose_file_of_letter: "Annex 1 A letter: The file “Letter” is missing",
    lock_download_away: "1 First: The file “Handbook” is private, and an edition is not",
    break_block: f"1 First: {NOT_SHOWN}",
}
each_loss = pytest.mark.parametrize("lose", LOST, ids=lambda lose: lose.__name__)


@each_loss
def test_readers_have_a_whole_page(
    lose: Callable[[GuidanceNotePage], None], full: GuidanceNotePage, client: Client
) -> None:
    before = client.get(full.url).text
    lose(full)
    for url in (full.url, "/en/editions/full/1/", "/en/editions/full/"):
        assert client.get(url).status_code == 200
    assert client.get(full.url).text == before
    listed = client.get("/api/v2/pages/?type=resources.GuidanceNotePage&fields=*").json()
    assert [item["title"] for item in listed["items"]] == ["The full note"]
    assert client.get(f"/api/v2/pages/{full.pk}/").status_code == 200


@each_loss
def test_the_editor_opens_and_says_what_is_wrong(
    lose: Callable[[GuidanceNotePage], None], full: GuidanceNotePage, admin_client: Client
) -> None:
    lose(full)
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[full.pk]))
    assert answer.status_code == 200
    assert LOST[lose].replace("’", "&#x27;") in answer.text or LOST[lose] in answer.text
    assert "This cannot be published as it is" in answer.text
    explorer = reverse("wagtailadmin_explore", args=[full.get_parent().pk])
    assert admin_client.get(explorer).status_code == 200


@each_loss
def test_the_preview_is_whole_and_names_it(
    lose: Callable[[GuidanceNotePage], None], full: GuidanceNotePage, admin_client: Client
) -> None:
    lose(full)
    answer = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[full.pk]))
    assert answer.status_code == 200
    assert LOST[lose] in answer.text
    for part in ("Ask me first.", "A letter", "Keep the letter."):
        assert part in answer.text


@each_loss
def test_publishing_is_refused_in_words(
    lose: Callable[[GuidanceNotePage], None], full: GuidanceNotePage
) -> None:
    lose(full)
    page = GuidanceNotePage.objects.get(pk=full.pk).get_latest_revision_as_object()
    page.edition_number, page.edition_changes = 2, "Something."
    if lose is break_block:
        # Saved, it would be mended.
        page = GuidanceNotePage.objects.get(pk=full.pk)
        with pytest.raises(ValidationError, match="cannot go live in English yet") as refused:
            page.get_latest_revision().publish()
    else:
        with pytest.raises(ValidationError, match="cannot go live in English yet") as refused:
            page.save_revision().publish()
    assert LOST[lose] in refused.value.messages[0]
    assert refused.value.messages[0].endswith(".")
    assert ".." not in refused.value.messages[0]
    assert EditionText.objects.count() == 1


@each_loss
def test_indexes_and_translators_go_on(
    lose: Callable[[GuidanceNotePage], None], full: GuidanceNotePage
) -> None:
    lose(full)
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    begun = start(GuidanceNotePage.objects.get(pk=full.pk), add_language("es"))
    assert begun.get_target_instance().title == "The full note"


@pytest.mark.both_databases
def test_what_was_broken_is_gone_once_it_is_saved(
    full: GuidanceNotePage, admin_client: Client
) -> None:
    """The message stands until then, and the version before keeps the data."""
    break_block(full)
    url = reverse("wagtailadmin_pages:edit", args=[full.pk])
    assert "It is left out below" in admin_client.get(url).text
    page = GuidanceNotePage.objects.get(pk=full.pk).get_latest_revision_as_object()
    page.save_revision()
    assert "It is left out below" not in admin_client.get(url).text
    before = full.revisions.order_by("-pk")[1]
    assert json.loads(before.content["body"])[0]["value"]["content"][1]["value"] == "words"


@pytest.mark.both_databases
def test_a_broken_page_that_was_put_live_by_hand_is_shown_and_not_kept(
    full: GuidanceNotePage, guidance: GuidanceIndexPage, client: Client
) -> None:
    page = GuidanceNotePage(
        title="By hand", slug="by-hand", summary="S.", body=[{"type": "section", "value": "x"}]
    )
    guidance.add_child(instance=page)
    GuidanceNotePage.objects.filter(pk=page.pk).update(body=[{"type": "section", "value": "x"}])
    assert client.get(page.url).status_code == 200
    assert not EditionText.objects.filter(title="By hand").exists()
    GuidanceNotePage.objects.filter(pk=page.pk).update(body=full.body.get_prep_value())
    assert "Ask me first." in client.get(page.url).text
    assert EditionText.objects.filter(title="By hand").exists()


@pytest.mark.both_databases
def test_the_same_version_published_again_after_its_picture_changed_makes_no_correction(
    full: GuidanceNotePage,
) -> None:
    get_image_model().objects.update(file_hash="another")
    full.latest_revision.publish()
    assert EditionText.objects.count() == 1


def test_a_refusal_names_the_first_of_many_problems(full: GuidanceNotePage) -> None:
    body = [
        {"type": "section", "value": {"heading": f"Part {n}", "content": "x"}} for n in range(12)
    ]
    page = store(full, body=body)
    reasons = objections(page)
    assert reasons[:2] == [f"1 Part 0: {NOT_SHOWN}", f"2 Part 1: {NOT_SHOWN}"]
    assert reasons[5] == "7 more"


def test_the_heading_of_a_section_may_hold_any_sign(full: GuidanceNotePage) -> None:
    """A percent sign is none of the messages' places to fill in."""
    publish(
        full, body=changed(full, "100 %(x)s <b>"), edition_number=2, edition_changes="New heading."
    )
    lose_picture(full)
    page = GuidanceNotePage.objects.get(pk=full.pk)
    assert problems(page) == ["1 100 %(x)s <b>: A picture is missing"]


# --- links --------------------------------------------------------------------------------

NO_LINK = "is no address that a link may lead to"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<b>x</b>",
    ],
)
def test_a_translator_leads_nobody_into_a_program(url: str, full: GuidanceNotePage) -> None:
    """Nothing looks at the address that a translator gives a link, up to publication."""
    text = (
        '<p>Look <a href="https://example.org/a">twice</a> '
        '((See <a href="https://example.org/b">there</a>.)).</p>'
    )
    body = copy.deepcopy(list(full.body.raw_data))
    body[0]["value"]["content"][0]["value"] = text
    publish(full, body=json.dumps(body), edition_number=2, edition_changes="Links.")
    french = add_language("fr")
    translation = start(full, french)
    fill_in(translation)
    segments = OverridableSegment.objects.filter(source=translation.source)
    links = [segment for segment in segments if "http" in segment.data_json]
    client = Client()
    client.force_login(translator(french))
    for segment in links:
        address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        kind = "application/x-www-form-urlencoded"
        answer = client.put(address, urlencode({"value": url}), content_type=kind)
        assert answer.status_code == 201
    translation.save_target(publish=False)
    draft = translation.get_target_instance().get_latest_revision_as_object()
    frozen = freeze(draft, Originals())
    # In the text, in its footnote, of the law, and of an author.
    assert len(links) == 4
    assert sum(NO_LINK in problem for problem in frozen.problems) == 2
    for section in frozen.document.sections:
        html = section.html + "".join(note.html for note in section.footnotes)
        hrefs = [link["href"] for link in BeautifulSoup(html, "html.parser").select("a[href]")]
        assert all(href.startswith(("#", "/documents/")) for href in hrefs), hrefs
    assert {author.url for author in frozen.document.authors} == {""}
    with pytest.raises(ValidationError, match=NO_LINK):
        draft.latest_revision.publish()


def test_other_links_stay_as_they_are(full: GuidanceNotePage) -> None:
    hrefs = ("https://a.example/?b=c&amp;d=e:f", "mailto:a@example.org", "tel:+1", "/en/x:y/", "#z")
    text = "".join(f'<p><a href="{href}">href="javascript:"</a></p>' for href in hrefs)
    body = copy.deepcopy(list(full.body.raw_data))
    body[0]["value"]["content"][0]["value"] = text
    page = store(full, body=body)
    assert problems(page) == []
    assert text in freeze(page, Originals()).document.sections[0].html


@pytest.mark.both_databases
def test_an_edition_holds_no_sign_that_nothing_can_show(guidance: GuidanceIndexPage) -> None:
    """As the line break that some word processors leave in a title."""
    name = {"given_name": "Ana\x01", "family_name": "Sil\x0bva", "affiliation": "De\x02sk"}
    body = {"name": "Gu\x0bild", "part": "re\x0bsearch"}
    page = GuidanceNotePageFactory(
        parent=guidance,
        title="A\x0bB",
        summary="C\x0cD",
        authors=json.dumps([block(1, "person", name), block(2, "organisation", body)]),
    )
    document = text_of(page).document
    assert (document.title, document.summary) == ("A B", "C D")
    person, guild = document.authors
    assert (person.name, person.affiliation) == ("Ana  Sil va", "De sk")
    assert (guild.name, guild.affiliation) == ("Gu ild", "re search")


# --- markup -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>A<script>alert(1)</script>B</p>", "<p>AB</p>"),
        ('<p onclick="alert(1)" style="x">A</p>', "<p>A</p>"),
        ("<p>A<img src=x onerror=alert(1)>B</p>", "<p>AB</p>"),
        ("<p>A<iframe src=//x.example></iframe></p></div></main><p>B</p>", "<p>A</p><p>B</p>"),
        ("<p>A<![CDATA[x> <script>alert(1)</script>]]>B</p>", "<p>AB</p>"),
        ("<p>A<!-- --><?x y?><!DOCTYPE z>B</p>", "<p>AB</p>"),
        (
            '<p data-block-key="a">A <b>b</b> <i>i</i><br/>“1 &lt; 2” &amp; it’s</p>'
            "<ul><li>L</li></ul>",
            "<p>A <b>b</b> <i>i</i><br/>“1 &lt; 2” &amp; it’s</p><ul><li>L</li></ul>",
        ),
    ],
)
def test_markup_that_no_editor_makes_is_in_no_edition(
    stored: str, shown: str, guidance: GuidanceIndexPage
) -> None:
    annex = full_annexes(0)[1]
    annex["value"]["introduction"] = stored
    section = {
        "heading": "One",
        "content": [
            block(2, "text", stored),
            block(3, "callout", {"tone": "note", "heading": "", "text": stored}),
        ],
    }
    law = full_annexes(0)[2]
    law["value"]["introduction"] = law["value"]["jurisdictions"][0]["value"]["text"] = stored
    letter = full_annexes(0)[0]
    letter["value"].update(introduction=stored, letter=stored, document=None)
    page = GuidanceNotePageFactory(
        parent=guidance,
        body=json.dumps([block(1, "section", section)]),
        annexes=json.dumps([letter, annex, law]),
    )
    sections = text_of(page).document.sections
    assert [section.html.count(shown) for section in sections] == [2, 2, 1, 2]
    assert not any("alert" in section.html for section in sections)
