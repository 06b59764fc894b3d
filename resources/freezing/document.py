"""Making a document of a page."""

import logging
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue

from core.locales import written_language
from core.xml_text import readable
from resources.blanks import put_blanks
from resources.blanks import unbalanced as unbalanced_blank
from resources.blocks.mending import faults_of
from resources.documents import (
    ANNEXES,
    FORM_LETTER,
    KEY_MESSAGE,
    LEAVE_OUT,
    WHOLE,
    Author,
    Document,
    Section,
)
from resources.footnotes import number_footnotes, unbalanced
from resources.freezing.files import Files, MissingFileError, PrivateFileError
from resources.freezing.links import is_safe, keep_safe_links
from resources.freezing.outline import Place, outline
from resources.jurisdictions import jurisdiction_name
from resources.models import GuidanceNotePage

logger = logging.getLogger(__name__)

NOT_SHOWN = gettext_lazy("A part of the text cannot be shown")
NO_LINK = gettext_lazy("“%(title)s” is no address that a link may lead to")
# Characters of an address that a problem names.
_NAMED = 60


@dataclass
class Frozen:
    """A document, and what of the page could not be put into it, in words for editors."""

    document: Document
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Problem:
    """Something that could not be put into a document."""

    # Label and heading of its section; empty where it belongs to none.
    where: str
    # Not yet in anybody's language: the note's is not always its editor's.
    text: Any
    title: str = ""

    @property
    def in_words(self) -> str:
        text = str(self.text) % {"title": self.title}
        if not self.where:
            return text
        # To translators: where in the text, and what is wrong there.
        return _("%(where)s: %(text)s") % {"where": self.where, "text": text}


def freeze(page: GuidanceNotePage, files: Files) -> Frozen:
    """Return the page, or a version of it, as a document in the language it is written in.

    A block that cannot be shown is left out and named among the problems, in
    the active language: the rest is whole.
    """
    language = written_language(page)
    problems: list[_Problem] = []
    with translation.override(language):
        numbers = count(1)
        sections = []
        for part in _parts(page, problems):
            section = _Freezing(part, files, problems)
            html = keep_safe_links(section.html(), section.no_link)
            html, notes = number_footnotes(html, numbers)
            sections.append(section.section(html, tuple(notes)))
        document = Document(
            title=readable(page.title),
            summary=readable(page.summary),
            language=language,
            kind=page.get_kind_display(),
            audiences=tuple(_titles(page.audiences.all())),
            jurisdictions=tuple(jurisdiction_name(row.code) for row in page.jurisdictions.all()),
            authors=tuple(_authors(page.authors, problems)),
            licence=page.licence,
            sections=tuple(sections),
        )
    return Frozen(document, [problem.in_words for problem in dict.fromkeys(problems)])


@dataclass(frozen=True)
class _Part:
    """A section as it is written."""

    place: Place
    block: Any
    # What is stored of it: a choice of something that was deleted is there still.
    stored: dict[str, Any]
    # Whether all of it could be read.
    is_whole: bool


def _parts(page: GuidanceNotePage, problems: list[_Problem]) -> list[_Part]:
    """Return the sections in their order; note what could not be read at all."""
    streams = (page.body, page.annexes)
    faults = [faults_of(stream) for stream in streams]
    if any(found.lost for found in faults):
        problems.append(_Problem("", NOT_SHOWN))
    if faults_of(page.authors):
        problems.append(_Problem("", gettext_lazy("One of the authors cannot be shown")))
    stored = [
        (dict(raw["value"]), number not in found.places)
        for stream, found in zip(streams, faults, strict=True)
        for number, raw in enumerate(stream.raw_data)
    ]
    places = outline(*streams)
    return [_Part(*place, *rest) for place, rest in zip(places, stored, strict=True)]


class _Freezing:
    """One section on its way."""

    def __init__(self, part: _Part, files: Files, problems: list[_Problem]) -> None:
        self.place, self.block, self.stored = part.place, part.block, part.stored
        self.files, self.problems = files, problems
        self.file = ""
        if not part.is_whole:
            self.problem(NOT_SHOWN)

    def html(self) -> str:
        """Return the content below the heading."""
        context = {"files": self, "language": translation.get_language()}
        if self.place.kind in ANNEXES:
            self._keep_own_file()
            html = self._render(self.block, {**context, "key": self.block.id})
            return self._with_blanks(html) if self.place.kind == FORM_LETTER else html
        return "\n".join(
            self._render(child, {**context, "key": child.id})
            for child in self.block.value["content"]
        )

    def _with_blanks(self, html: str) -> str:
        if place := unbalanced_blank(html):
            text = gettext_lazy("The blank that begins with “%(title)s” has no end")
            if _is_empty(place, "[[", "]]"):
                text = gettext_lazy("A blank is empty: write its name between [[ and ]]")
            self.problem(text, place)
        return put_blanks(html)

    def section(self, html: str, notes: tuple[Any, ...]) -> Section:
        """Return the finished section."""
        value = self.block.value
        if place := unbalanced(html):
            text = gettext_lazy("The footnote that begins with “%(title)s” has no end")
            if _is_empty(place, "((", "))"):
                text = gettext_lazy("A footnote is empty: write its text between (( and ))")
            self.problem(text, place)
        short = value.get("short_version")
        return Section(
            key=str(self.block.id),
            kind=self.place.kind,
            label=self.place.label,
            anchor=self.place.anchor,
            heading=value["heading"],
            key_message=value.get("key_message") or "",
            short=short if short in (KEY_MESSAGE, WHOLE) else LEAVE_OUT,
            html=html,
            footnotes=notes,
            file=self.file,
        )

    # --- for the templates of the blocks ------------------------------------

    def picture(self, image: Any) -> Any:
        """Return the picture's address and size; None, and a problem, where there is none."""
        if image is None:
            return self.problem(gettext_lazy("A picture is missing"))
        try:
            return self.files.picture(image)
        except MissingFileError:
            text = gettext_lazy("The file of the picture “%(title)s” is missing")
            return self.problem(text, image.title)

    def download(self, document: Any) -> Any:
        """Return the file's address and size; None, and a problem, where there is none."""
        if document is None:
            return self.problem(gettext_lazy("A file to download is missing"))
        try:
            return self.files.download(document)
        except PrivateFileError:
            text = gettext_lazy("The file “%(title)s” is private, and an edition is not")
            return self.problem(text, document.title)
        except MissingFileError:
            return self.problem(gettext_lazy("The file “%(title)s” is missing"), document.title)

    def definition(self, term: Any) -> Any:
        """Return the term in the note's language, else as it is; None, and a problem, without."""
        if term is None:
            return self.problem(gettext_lazy("A definition has lost its term"))
        language = translation.get_language()
        if term.locale.language_code == language:
            return term
        translated = term.get_translations().filter(live=True, locale__language_code=language)
        return translated.select_related("locale").first() or term

    # --------------------------------------------------------------------------

    def _keep_own_file(self) -> None:
        if self.place.kind != FORM_LETTER:
            return
        document = self.block.value.get("document")
        if document is not None:
            kept = self.download(document)
            self.file = kept.url if kept else ""
        elif self.stored.get("document"):
            self.problem(gettext_lazy("The letter’s own file is missing"))

    def _render(self, block: Any, context: dict[str, Any]) -> str:
        try:
            return str(block.render(context))
        except Exception:
            # Whatever its data is, the rest of the note is sound.
            logger.exception("A block of kind %s cannot be shown", block.block_type)
            self.problem(NOT_SHOWN)
            return ""

    def no_link(self, url: str) -> None:
        """Note that a link was left out."""
        self.problem(NO_LINK, url[:_NAMED])

    def problem(self, text: Any, title: str = "") -> None:
        """Note that something in this section is not as it should be."""
        where = f"{self.place.label} {self.block.value['heading']}".strip()
        self.problems.append(_Problem(where, text, title))


def _is_empty(place: str, begin: str, end: str) -> bool:
    """Whether nothing stands between the brackets with which a place begins."""
    return place.removeprefix(begin).lstrip().startswith(end)


def _titles(snippets: Any) -> list[str]:
    """Return the titles of snippets in the active language, else as they are."""
    language, titles = translation.get_language(), []
    for snippet in snippets:
        translated = snippet.get_translations().filter(live=True, locale__language_code=language)
        same = snippet.locale.language_code == language
        titles.append((snippet if same else translated.first() or snippet).title)
    return titles


def _authors(authors: StreamValue, problems: list[_Problem]) -> list[Author]:
    def url_of(author: Any) -> str:
        url = author.value.get("url") or ""
        if is_safe(url):
            return url
        problems.append(_Problem("", NO_LINK, url[:_NAMED]))
        return ""

    return [
        Author(
            is_organisation=True,
            family_name=readable(author.value["name"]),
            affiliation=readable(author.value.get("part") or ""),
            url=url_of(author),
        )
        if author.block_type == "organisation"
        else Author(
            is_organisation=False,
            family_name=readable(author.value["family_name"]),
            given_name=readable(author.value.get("given_name") or ""),
            affiliation=readable(author.value.get("affiliation") or ""),
            url=url_of(author),
        )
        for author in authors
    ]
