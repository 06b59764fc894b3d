"""Making a document of a page."""

import logging
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core.locales import written_language
from resources.blanks import put_blanks
from resources.documents import ANNEXES, FORM_LETTER, WHOLE, Author, Document, Section
from resources.footnotes import number_footnotes
from resources.freezing.files import Files, MissingFileError
from resources.freezing.outline import Place, outline
from resources.jurisdictions import jurisdiction_name
from resources.models import GuidanceNotePage

logger = logging.getLogger(__name__)


@dataclass
class Frozen:
    """A document, and what of the page could not be put into it, in words for editors."""

    document: Document
    problems: list[str] = field(default_factory=list)


def freeze(page: GuidanceNotePage, files: Files) -> Frozen:
    """Return the page, or a version of it, as a document in the language it is written in.

    A block that cannot be shown is left out and named among the problems: the
    rest is whole.
    """
    language = written_language(page)
    with translation.override(language):
        problems: list[str] = []
        numbers = count(1)
        sections = []
        for place, block in outline(page.body, page.annexes):
            section = _Freezing(place, block, files, problems)
            html, notes = number_footnotes(section.html(), numbers)
            sections.append(section.section(html, tuple(notes)))
        document = Document(
            title=page.title,
            summary=page.summary,
            language=language,
            kind=page.get_kind_display(),
            audiences=tuple(_titles(page.audiences.all())),
            jurisdictions=tuple(jurisdiction_name(row.code) for row in page.jurisdictions.all()),
            authors=tuple(_authors(page.authors)),
            licence=page.licence,
            sections=tuple(sections),
        )
    return Frozen(document, problems)


class _Freezing:
    """One section on its way."""

    def __init__(self, place: Place, block: Any, files: Files, problems: list[str]) -> None:
        self.place, self.block, self.files, self.problems = place, block, files, problems
        self.file = ""

    def html(self) -> str:
        """Return the content below the heading."""
        context = {"files": self, "language": translation.get_language()}
        if self.place.kind in ANNEXES:
            self._keep_own_file()
            html = self._render(self.block, {**context, "key": self.block.id})
            return put_blanks(html) if self.place.kind == FORM_LETTER else html
        return "\n".join(
            self._render(child, {**context, "key": child.id})
            for child in self.block.value["content"]
        )

    def section(self, html: str, notes: tuple[Any, ...]) -> Section:
        """Return the finished section."""
        value = self.block.value
        return Section(
            key=str(self.block.id),
            kind=self.place.kind,
            label=self.place.label,
            anchor=self.place.anchor,
            heading=value["heading"],
            key_message=value.get("key_message") or "",
            short=value.get("short_version") or WHOLE,
            html=html,
            footnotes=notes,
            file=self.file,
        )

    # --- for the templates of the blocks ------------------------------------

    def picture(self, image: Any) -> Any:
        """Return the picture's address and size; None, and a problem, where there is none."""
        if image is None:
            return self._problem(_("A picture is missing"))
        try:
            return self.files.picture(image)
        except MissingFileError:
            return self._problem(_("The file of the picture “%(title)s” is missing"), image.title)

    def download(self, document: Any) -> Any:
        """Return the file's address and size; None, and a problem, where there is none."""
        if document is None:
            return self._problem(_("A file to download is missing"))
        try:
            return self.files.download(document)
        except MissingFileError:
            return self._problem(_("The file “%(title)s” is missing"), document.title)

    def definition(self, term: Any) -> Any:
        """Return the term in the note's language, else as it is; None, and a problem, without."""
        if term is None:
            return self._problem(_("A definition has lost its term"))
        language = translation.get_language()
        if term.locale.language_code == language:
            return term
        translated = term.get_translations().filter(live=True, locale__language_code=language)
        return translated.select_related("locale").first() or term

    # --------------------------------------------------------------------------

    def _keep_own_file(self) -> None:
        document = self.block.value.get("document") if self.place.kind == FORM_LETTER else None
        if document is not None:
            kept = self.download(document)
            self.file = kept.url if kept else ""

    def _render(self, block: Any, context: dict[str, Any]) -> str:
        try:
            return str(block.render(context))
        except Exception:
            # Data that some import or migration has broken; the rest of the note is sound.
            logger.exception("A block of kind %s cannot be shown", block.block_type)
            self._problem(_("A part of the text cannot be shown"))
            return ""

    def _problem(self, text: str, title: str = "") -> None:
        where = f"{self.place.label} {self.block.value['heading']}".strip()
        self.problems.append(
            # To translators: where in the text, and what is wrong there.
            _("%(where)s: %(text)s") % {"where": where, "text": text % {"title": title}}
        )


def _titles(snippets: Any) -> list[str]:
    """Return the titles of snippets in the active language, else as they are."""
    language, titles = translation.get_language(), []
    for snippet in snippets:
        translated = snippet.get_translations().filter(live=True, locale__language_code=language)
        same = snippet.locale.language_code == language
        titles.append((snippet if same else translated.first() or snippet).title)
    return titles


def _authors(authors: StreamValue) -> list[Author]:
    return [
        Author(
            is_organisation=True,
            family_name=author.value["name"],
            affiliation=author.value.get("part") or "",
            url=author.value.get("url") or "",
        )
        if author.block_type == "organisation"
        else Author(
            is_organisation=False,
            family_name=author.value["family_name"],
            given_name=author.value.get("given_name") or "",
            affiliation=author.value.get("affiliation") or "",
            url=author.value.get("url") or "",
        )
        for author in authors
    ]
