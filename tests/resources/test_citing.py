"""References to an edition: as people write them, and as their programs read them."""

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.citing import (
    Publication,
    bibtex,
    citation_html,
    csl_json,
    json_ld_script,
    open_graph,
    schema_org,
)
from resources.documents import Author, Document

pytestmark = pytest.mark.one_database
quick = settings(deadline=None, database=None)

ANA = Author(False, "Silva", "Ana", "Casa Aberta", "https://example.org/ana")
BEN = Author(False, "van der Berg", "Ben")
LIBERTY = Author(True, "Liberty & Co", url="https://liberty.example/")
LAWYERS = Author(True, "Bank", affiliation="legal research")

URL = "https://example.org/en/editions/pictures/2/"


def publication(
    title: str = "Use of Images",
    *authors: Author,
    language: str = "en",
    publisher: str = "Undersigned",
    **more: Any,
) -> Publication:
    made = Document(
        title,
        "How to choose.",
        language,
        kind="Guidance note",
        audiences=("Media",),
        authors=authors,
    )
    facts = {"code": "pictures", "label": "2", "issued": date(2023, 7, 3), "url": URL, **more}
    return Publication(made, publisher=publisher, **facts)


# --- for people --------------------------------------------------------------


def in_words(cited: Publication) -> str:
    """Return a reference as a reader sees it."""
    return unescape(strip_tags(citation_html(cited)))


def test_a_reference_in_plain_text() -> None:
    cited = publication("Use of Images", ANA, LIBERTY, LAWYERS)
    assert in_words(cited) == (
        "Ana Silva, Liberty & Co (2023). Use of Images (edition 2, July 3, 2023). Undersigned. "
        "https://example.org/en/editions/pictures/2/"
    )


def test_the_site_is_named_once() -> None:
    assert in_words(publication()) == (
        "Undersigned (2023). Use of Images (edition 2, July 3, 2023). "
        "https://example.org/en/editions/pictures/2/"
    )
    assert in_words(publication("T", LAWYERS)).startswith("Undersigned (2023). T (")
    assert " Undersigned Inc. https" in in_words(
        publication("T", ANA, publisher="Undersigned Inc.")
    )


def test_dates_are_those_of_the_documents_language() -> None:
    assert "(2566)" in in_words(publication(language="th"))
    assert "2566)" in in_words(publication(language="th")).split("(2566)")[1]
    assert "3 juillet 2023" in in_words(publication(language="fr"))


def test_the_title_and_the_address_are_marked() -> None:
    html = citation_html(publication("A <b> & more", ANA))
    assert "<cite>A &lt;b&gt; &amp; more</cite>" in html
    assert f'<a href="{URL}" dir="ltr">{URL}</a>' in html


# --- BibTeX ------------------------------------------------------------------


def test_a_reference_in_bibtex() -> None:
    cited = publication("100 % of {Images}", ANA, BEN, LIBERTY, LAWYERS)
    assert bibtex(cited) == "\n".join(
        [
            "@techreport{pictures-2-en,",
            "  author = {Silva, Ana and {van der Berg}, Ben and {Liberty \\& Co}},",
            "  title = {{100 \\% of \\textbraceleft{}Images\\textbraceright{}}},",
            "  institution = {Undersigned},",
            "  type = {Guidance note},",
            "  year = {2023},",
            "  note = {Edition 2, July 3, 2023},",
            "  month = jul,",
            "  language = {en},",
            f"  url = {{{URL}}},",
            "}",
            "",
        ]
    )


def test_each_edition_and_language_has_a_key_of_its_own() -> None:
    keys = {
        publication(language=language, label=label).key
        for language in ("en", "ar")
        for label in ("1", "2", "2.1")
    }
    assert len(keys) == 6
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in keys)
    assert publication(code="\u0e20\u0e32\u0e1e_x").key == "x-2-en"


def test_letters_of_every_script_stay() -> None:
    assert "title = {{\u0e20\u0e32\u0e1e \u00e9 \u0635}}" in bibtex(
        publication("\u0e20\u0e32\u0e1e \u00e9 \u0635")
    )


@quick
@given(
    title=st.text(max_size=40),
    family=st.text(max_size=20),
    given_name=st.text(max_size=20),
    organised=st.booleans(),
)
def test_nothing_typed_breaks_out_of_bibtex(
    title: str, family: str, given_name: str, organised: bool
) -> None:
    entry = bibtex(publication(title, Author(organised, family, given_name), publisher=title))
    entry.encode()
    depth, outside = 0, ""
    for char in entry:
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif depth <= 1:
            outside += char
        assert depth >= 0
    assert depth == 0
    # All that stands outside of values is what the format itself says.
    assert re.fullmatch(r"@techreportpictures-2-en,\s*(?:  [a-z]+ = (?:jul)?,\n)+\n?", outside)
    values = "".join(re.findall(r"\{(.*)\},\n", entry))
    commands = r"\\text(?:braceleft|braceright|backslash|asciitilde|asciicircum)\{\}|\\[%&_$#]"
    url = URL.replace("\\", "")
    rest = re.sub(commands, "", values.replace(url, ""))
    assert not set(rest) & set("\\%&$#~^")


# --- CSL-JSON ----------------------------------------------------------------

# The names that the schema of CSL 1.0.2 has for what we give, and their types.
CSL = {
    "type": str, "id": str, "title": str, "author": list, "contributor": list, "issued": dict,
    "edition": str, "genre": str, "abstract": str, "publisher": str, "language": str, "URL": str,
}  # fmt: skip


def test_a_reference_in_csl_json() -> None:
    (item,) = csl_json(publication("Use of Images", ANA, LIBERTY, LAWYERS))
    assert item == {
        "type": "report",
        "id": "pictures-2-en",
        "title": "Use of Images",
        "author": [{"family": "Silva", "given": "Ana"}, {"literal": "Liberty & Co"}],
        "contributor": [{"literal": "Bank"}],
        "issued": {"date-parts": [[2023, 7, 3]]},
        "edition": "2",
        "genre": "Guidance note",
        "abstract": "How to choose.",
        "publisher": "Undersigned",
        "language": "en",
        "URL": URL,
    }


@quick
@given(title=st.text(max_size=20), names=st.lists(st.tuples(st.booleans(), st.text(), st.text())))
def test_csl_json_has_what_its_schema_allows(
    title: str, names: list[tuple[bool, str, str]]
) -> None:
    authors = [Author(*name) for name in names]
    (item,) = json.loads(json.dumps(csl_json(publication(title, *authors))))
    assert all(isinstance(value, CSL[name]) for name, value in item.items())
    assert {"type", "id"} <= set(item)
    for name in item["author"]:
        assert set(name) <= {"family", "given", "literal"}
        assert all(isinstance(value, str) for value in name.values())


# --- schema.org and Open Graph -----------------------------------------------


def test_search_engines_are_told() -> None:
    data = schema_org(
        publication(
            "Use of Images",
            ANA,
            LIBERTY,
            LAWYERS,
            licence_url="https://creativecommons.org/licenses/by/4.0/",
            first_date=date(2016, 11, 10),
            note_url="https://example.org/en/editions/pictures/",
            pdf_url=f"{URL}full.pdf",
            translations={"en": URL, "es": "https://example.org/es/editions/pictures/2/"},
            source_language="en",
        )
    )
    assert data["@type"] == "Report"
    assert (data["datePublished"], data["dateCreated"]) == ("2023-07-03", "2016-11-10")
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Ana Silva",
            "familyName": "Silva",
            "givenName": "Ana",
            "affiliation": {"@type": "Organization", "name": "Casa Aberta"},
            "url": "https://example.org/ana",
        },
        {"@type": "Organization", "name": "Liberty & Co", "url": "https://liberty.example/"},
    ]
    assert data["contributor"] == [{"@type": "Organization", "name": "Bank"}]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["isAccessibleForFree"] is True
    assert data["encoding"]["encodingFormat"] == "application/pdf"
    assert data["isPartOf"]["@id"] == "https://example.org/en/editions/pictures/"
    assert [work["inLanguage"] for work in data["workTranslation"]] == ["es"]
    assert "translationOfWork" not in data


def test_a_translation_says_of_what() -> None:
    translations = {"en": URL, "es": "https://example.org/es/", "fr": "https://example.org/fr/"}
    data = schema_org(publication(language="es", translations=translations, source_language="en"))
    assert data["translationOfWork"] == {"@type": "Report", "@id": URL, "inLanguage": "en"}
    assert "workTranslation" not in data


def test_what_is_not_known_is_not_said() -> None:
    data = schema_org(publication())
    for name in ("license", "isPartOf", "encoding", "workTranslation", "contributor"):
        assert name not in data


class _Scripts(HTMLParser):
    """What a browser takes for scripts in a page, and what for anything else."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.scripts:
            self.scripts[-1] += data


@quick
@given(title=st.text() | st.sampled_from(["</script><b>", "<!--<script>", "]]>", "\u2028&amp;"]))
def test_nothing_typed_ends_the_script(title: str) -> None:
    script = json_ld_script(schema_org(publication(title)))
    script.encode()
    read = _Scripts()
    read.feed(script)
    read.close()
    assert read.tags == ["script"]
    assert "<" not in read.scripts[0]
    told = json.loads(read.scripts[0])
    assert told.get("name", "") == title


def test_what_shows_shared_links_is_told_when_it_changed() -> None:
    assert open_graph(publication("T", ANA, BEN, first_date=date(2016, 11, 10))) == [
        ("article:published_time", "2016-11-10"),
        ("article:modified_time", "2023-07-03"),
        ("article:author", "https://example.org/ana"),
        ("article:section", "Guidance note"),
    ]
