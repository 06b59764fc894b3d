"""Says what has changed so that eye and ear can tell: as `ins` and `del`, and in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from resources.comparing.blocks import BlockChange
from resources.comparing.reading import MARK, Kind
from resources.comparing.words import Mark, Piece

_LIST = frozenset({Kind.ITEM, Kind.CHECK})
_TAGS = {Kind.HEADING: "h3", Kind.QUOTE: "blockquote", Kind.ITEM: "li", Kind.CHECK: "li"}


@dataclass
class Marker:
    """Makes HTML of what has changed, in the words of the active language.

    With `in_words`, each change says where it begins and where it ends. A whole
    section that was added or removed says so once, at its head.
    """

    in_words: bool = True

    def pieces(self, pieces: Iterable[Piece]) -> SafeString:
        """Return a line of text."""
        # Every piece is escaped on its way.
        return mark_safe("".join(self._pieces(pieces)).strip())  # noqa: S308

    def blocks(self, blocks: Iterable[BlockChange]) -> SafeString:
        """Return a text of paragraphs and lists."""
        made: list[str] = []
        for is_list, grouped in groupby(blocks, key=lambda block: block.kind in _LIST):
            html = "".join(self._block(block) for block in grouped)
            made.append(f'<ul class="comparison__list">{html}</ul>' if is_list else html)
        # Every piece is escaped on its way.
        return mark_safe("".join(made))  # noqa: S308

    def _block(self, block: BlockChange) -> str:
        tag, mark = _TAGS.get(block.kind, "p"), block.mark or "changed"
        label = self._labels.get(block.kind, "")
        label = f'<b class="comparison__label">{escape(label)}</b> ' if label else ""
        return (
            f'<{tag} class="comparison__block comparison__block--{block.kind} is-{mark}">'
            f"{label}{self.pieces(block.pieces)}{''.join(self._remarks(block))}</{tag}>"
        )

    def _remarks(self, block: BlockChange) -> Iterator[str]:
        remarks = []
        if block.is_other_file:
            is_picture = block.kind == Kind.PICTURE
            said = _("The picture has changed.") if is_picture else _("The file has changed.")
            remarks.append(escape(said))
        if block.old_links or block.new_links:
            pieces = [
                *(Piece(Mark.REMOVED, f" {address}") for address in block.old_links),
                *(Piece(Mark.ADDED, f" {address}") for address in block.new_links),
            ]
            remarks.append(escape(_("Links:")) + f" {self.pieces(pieces)}")
        for remark in remarks:
            yield f' <small class="comparison__remark">{remark}</small>'

    def _pieces(self, pieces: Iterable[Piece]) -> Iterator[str]:
        around = self._around
        for mark, text in pieces:
            html = escape(text, quote=False)
            if MARK in html:
                html = html.replace(MARK, self._footnote)
            if mark == Mark.SAME:
                yield html
            else:
                begin, end = around[mark]
                space = " " if html[:1] == " " else ""
                yield f"{space}{begin}{html[len(space) :]}{end}"

    @cached_property
    def _footnote(self) -> str:
        # To translators: stands for the number of a footnote, which may differ between editions.
        note = escape(_("[note]"))
        return f'<sup class="comparison__mark">{note}</sup>'

    @cached_property
    def _around(self) -> dict[Mark, tuple[str, str]]:
        """What stands before and behind an addition and a removal."""
        if not self.in_words:
            return {Mark.ADDED: ("<ins>", "</ins>"), Mark.REMOVED: ("<del>", "</del>")}
        # To translators: read aloud before and after words that were added or removed.
        added = _hidden(_("[added]") + " "), _hidden(" " + _("[end of addition]"))
        removed = _hidden(_("[removed]") + " "), _hidden(" " + _("[end of removal]"))
        return {
            Mark.ADDED: (f"<ins>{added[0]}", f"{added[1]}</ins>"),
            Mark.REMOVED: (f"<del>{removed[0]}", f"{removed[1]}</del>"),
        }

    @cached_property
    def _labels(self) -> dict[Kind, str]:
        return {
            Kind.KEY_MESSAGE: _("Key message"),
            Kind.DO: _("Do"),
            Kind.DONT: _("Don’t"),
            Kind.PICTURE: _("Picture"),
            Kind.FOOTNOTE: _("Footnote"),
        }


def _hidden(words: str) -> str:
    return f'<span class="visually-hidden">{escape(words)}</span>'
