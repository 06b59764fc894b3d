"""How an edition is cited, in the ways that people and their programs know.

Plain text as in APA style, BibTeX, CSL-JSON for reference managers, schema.org
for search engines, Open Graph for what shows shared links.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils import translation
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.templatetags.core_tags import day
from resources.documents import Author, Document


@dataclass(frozen=True)
class Publication:
    """A document with what else a reference to it needs."""

    document: Document
    # The note's name in addresses, the edition's label, its day.
    code: str
    label: str
    issued: date
    # Of this text, for good, with host.
    url: str
    # The name of the site.
    publisher: str
    licence_name: str = ""
    licence_url: str = ""
    # When the note came out for the first time.
    first_date: date | None = None
    # Of all its editions.
    note_url: str = ""
    pdf_url: str = ""
    # The same edition by language, this one among them; empty where the language is the only one.
    translations: dict[str, str] = field(default_factory=dict)
    # The language that the others were translated from.
    source_language: str = ""

    @property
    def authors(self) -> list[Author]:
        """Who wrote it; the site, where nobody is named."""
        return self.document.writers or [Author(is_organisation=True, family_name=self.publisher)]

    @property
    def contributors(self) -> list[Author]:
        """The organisations that did something else for it."""
        return [author for author in self.document.authors if author.only_helped]

    @property
    def key(self) -> str:
        """What programs know it by, in every reference: letters, digits and hyphens (ASCII)."""
        name = f"{self.code}-{self.label}-{self.document.language}"
        return re.sub(r"[^0-9A-Za-z]+", "-", name).strip("-")


# --- for people --------------------------------------------------------------


def citation_html(publication: Publication) -> SafeString:
    """Return the reference as a line of text, in the document's language.

    The title and the address are marked as what they are.
    """
    before, title, after = _parts(publication)
    address = publication.url
    return format_html(
        '{}<cite>{}</cite>{}<a href="{}" dir="ltr">{}</a>', before, title, after, address, address
    )


def _parts(publication: Publication) -> tuple[str, str, str]:
    """Return what stands before the title, the title, and what stands before the address."""
    document = publication.document
    with translation.override(document.language):
        # To translators: between the names of authors.
        comma = pgettext("between names", ", ")
        authors = comma.join(author.name for author in publication.authors)
        about = _("edition %(label)s, %(day)s") % {
            "label": publication.label,
            "day": day(publication.issued),
        }
        year = _year(publication.issued)
    site = "" if authors == publication.publisher else f"{_sentence(publication.publisher)} "
    return f"{_line(authors)} ({year}). ", _line(document.title), f" ({about}). {site}"


def _year(value: date) -> int:
    """Return the year in the calendar of the active language's readers."""
    ahead = get_format("YEARS_AHEAD")
    # Where a language has no such format, its name comes back.
    return value.year + (ahead if isinstance(ahead, int) else 0)


def _sentence(text: str) -> str:
    return f"{_line(text).rstrip('.')}."


def _line(text: str) -> str:
    return " ".join(text.split())


# --- BibTeX ------------------------------------------------------------------

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_BIBTEX = str.maketrans(
    {
        # BibTeX counts braces before TeX sees them, behind a backslash as well.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%&_$#"},
    }
)
# What BibTeX splits names at.
_SPLITS_NAMES = re.compile(r",|\band\b|\s", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def bibtex(publication: Publication) -> str:
    """Return the reference as BibTeX, in UTF-8 and without its special characters."""
    document, issued = publication.document, publication.issued
    with translation.override(document.language):
        note = _("Edition %(label)s, %(day)s") % {"label": publication.label, "day": day(issued)}
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in publication.authors),
        # In braces, so that no style makes small letters of its capitals.
        "title": f"{{{_bibtex(document.title)}}}",
        "institution": _bibtex(publication.publisher),
        "type": _bibtex(document.kind),
        "year": str(issued.year),
        "note": _bibtex(note),
        "language": document.language,
        "url": _bibtex_url(publication.url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.insert(-2, f"  month = {_MONTHS[issued.month - 1]},")
    return "\n".join([f"@techreport{{{publication.key},", *lines, "}", ""])


def _bibtex(text: str) -> str:
    return _line(_UNSEEN.sub(" ", text)).translate(_BIBTEX)


def _bibtex_name(author: Author) -> str:
    if author.is_organisation or not author.given_name.strip():
        return f"{{{_bibtex(author.family_name)}}}"
    names = (_line(author.family_name), _line(author.given_name))
    return ", ".join(
        f"{{{_bibtex(name)}}}" if _SPLITS_NAMES.search(name) else _bibtex(name) for name in names
    )


def _bibtex_url(url: str) -> str:
    """Return an address as it is, without what would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: quote(found[0]), url)


# --- CSL-JSON ----------------------------------------------------------------


def csl_json(publication: Publication) -> list[dict[str, Any]]:
    """Return the reference as CSL-JSON data: what Zotero, Mendeley and pandoc read."""
    document, issued = publication.document, publication.issued
    item = {
        "type": "report",
        "id": publication.key,
        "title": _line(document.title),
        "author": [_csl_name(author) for author in publication.authors],
        "contributor": [_csl_name(author) for author in publication.contributors],
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        "edition": publication.label,
        "genre": document.kind,
        "abstract": document.summary,
        "publisher": publication.publisher,
        "language": document.language,
        "URL": publication.url,
    }
    return [{name: value for name, value in item.items() if value}]


def _csl_name(author: Author) -> dict[str, str]:
    if author.is_organisation:
        return {"literal": author.family_name}
    name = {"family": author.family_name, "given": author.given_name}
    return {part: value for part, value in name.items() if value}


# --- schema.org and Open Graph -----------------------------------------------


def schema_org(publication: Publication) -> dict[str, Any]:
    """Return what search engines are told, as JSON-LD."""
    document = publication.document
    first = publication.first_date or publication.issued
    data = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": publication.url,
        "url": publication.url,
        "name": document.title,
        "headline": document.title,
        "abstract": document.summary,
        "inLanguage": document.language,
        "version": publication.label,
        "datePublished": publication.issued.isoformat(),
        "dateCreated": first.isoformat(),
        "author": [_schema_author(author) for author in publication.authors],
        "contributor": [_schema_author(author) for author in publication.contributors],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "license": publication.licence_url,
        "isAccessibleForFree": True,
        "genre": document.kind,
        "audience": [
            {"@type": "Audience", "audienceType": audience} for audience in document.audiences
        ],
        "isPartOf": _schema_note(publication),
        "encoding": _schema_pdf(publication),
        **_schema_translations(publication),
    }
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def _schema_author(author: Author) -> dict[str, Any]:
    if author.is_organisation:
        made: dict[str, Any] = {"@type": "Organization", "name": author.family_name}
    else:
        made = {
            "@type": "Person",
            "name": author.name,
            "familyName": author.family_name,
            "givenName": author.given_name,
        }
        if author.affiliation:
            made["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    return {name: value for name, value in {**made, "url": author.url}.items() if value}


def _schema_note(publication: Publication) -> dict[str, str] | None:
    """Return the note that this is an edition of."""
    if not publication.note_url:
        return None
    address, name = publication.note_url, publication.document.title
    return {"@type": "CreativeWorkSeries", "@id": address, "url": address, "name": name}


def _schema_pdf(publication: Publication) -> dict[str, str] | None:
    if not publication.pdf_url:
        return None
    return {
        "@type": "MediaObject",
        "contentUrl": publication.pdf_url,
        "encodingFormat": "application/pdf",
    }


def _schema_translations(publication: Publication) -> dict[str, Any]:
    """Return what this was translated from, or its translations."""
    mine, source = publication.document.language, publication.source_language
    others = {
        language: {"@type": "Report", "@id": url, "inLanguage": language}
        for language, url in publication.translations.items()
        if language != mine
    }
    if mine != source:
        return {"translationOfWork": others[source]} if source in others else {}
    return {"workTranslation": list(others.values())}


# What would end the script, or begin a comment in it, or end a line in a script of old.
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def json_ld_script(data: dict[str, Any]) -> SafeString:
    """Return data for a page's head. Nothing in it ends the script, whatever it is."""
    json_ld = json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)
    # Half a character is none, and no answer could be made of it.
    json_ld = json_ld.encode("utf-8", "replace").decode()
    return mark_safe(f'<script type="application/ld+json">{json_ld}</script>')  # noqa: S308


def open_graph(publication: Publication) -> list[tuple[str, str]]:
    """Return the properties, beyond every page's, of an Open Graph object of the type article."""
    first = publication.first_date or publication.issued
    properties = [
        ("article:published_time", first.isoformat()),
        ("article:modified_time", publication.issued.isoformat()),
        *(("article:author", author.url) for author in publication.authors if author.url),
        ("article:section", publication.document.kind),
    ]
    return [(name, content) for name, content in properties if content]
