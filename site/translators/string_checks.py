"""What a translated string must keep of its source: places to fill in, links, and sound HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from html.entities import html5
from html.parser import HTMLParser

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.strings import StringValue

# As Python, Django's templates and format strings write them. A space after
# the percent sign would make "10 % sure" one.
PLACEHOLDER = re.compile(
    r"%\(\w+\)[a-z]"  # %(name)s
    r"|%[sd](?!\w)"
    r"|\{\{.*?\}\}"
    r"|\{%.*?%\}"
    r"|\{\w*(?:[!:][^{}\s]*)?\}",
    re.DOTALL,
)
# Filled in by their order; one with a name may stand more or less often.
POSITIONAL = {"%s", "%d", "{}"}
# Footnotes stand in the first two, and the blanks of letters in the others.
BRACKETS = ("((", "))", "[[", "]]")
# PostgreSQL does not store the first of these, and nobody can see the others.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
VOID_TAGS = {"br"}
TAG = re.compile(r"(</?[a-zA-Z][^<>]*>|<!--.*?-->)", re.DOTALL)
ENTITY = re.compile(r"&(?:(\w+;)|#(?:[0-9]+|[xX][0-9a-fA-F]+);)", re.ASCII)


def as_stored(text: str) -> str:
    """Write a translation as wagtail-localize writes its sources: fragments of HTML.

    What people type means itself: "Q&A", "5 < 7". Taken for HTML, it would be
    lost between here and the page. Tags and entities stay what they are.
    """
    parts = TAG.split(text)
    parts[::2] = [escape(ENTITY.sub(_character, part), quote=False) for part in parts[::2]]
    return "".join(parts)


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] and entity[1] not in html5 else unescape(entity[0])


def string_problems(source: str, translation: str) -> list[str]:
    """Say in words, in the active language, what is wrong with a translation of `source`.

    Both are as wagtail-localize stores them: fragments of HTML whose attributes
    are kept elsewhere, each link marked by its id (`<a id="a1">`).
    """
    return [*_text_problems(source, translation), *_html_problems(source, translation)]


def length_problem(translation: str, limit: int | None) -> str:
    """Say that a translation is longer than its field takes (characters); empty where it is not."""
    length = len(StringValue(as_stored(translation)).render_text())
    if limit is None or length <= limit:
        return ""
    return ngettext(
        "It may have %(limit)s character and has %(length)s.",
        "It may have %(limit)s characters and has %(length)s.",
        limit,
    ) % {"limit": number_format(limit), "length": number_format(length)}


def _text_problems(source: str, translation: str) -> Iterator[str]:
    if CONTROL.search(translation):
        yield _("It contains a character that cannot be shown.")
    if "\n" in translation and "\n" not in source:
        yield _("It contains a line break that the source does not have.")
    expected = Counter(PLACEHOLDER.findall(source))
    found = Counter(PLACEHOLDER.findall(translation))
    for part, number in expected.items():
        if found[part] < (number if part in POSITIONAL else 1):
            yield _missing(part)
    for part, number in found.items():
        if not expected[part] or (part in POSITIONAL and number > expected[part]):
            yield _not_in_source(part)
    for brackets in BRACKETS:
        if translation.count(brackets) < source.count(brackets):
            yield _missing(brackets)


def _html_problems(source: str, translation: str) -> Iterator[str]:
    expected, found = _Tags(source), _Tags(translation)
    # A source that is not sound HTML is not the translator's to mend.
    if not expected.problems:
        yield from found.problems
    for tag in found.tags:
        if tag not in expected.tags:
            yield _not_in_source(tag)
    for tag in expected.tags:
        if tag.startswith("<a ") and tag not in found.tags:
            yield _missing(tag)


def _missing(part: str) -> str:
    return _("“%(part)s” of the source is missing.") % {"part": part}


def _not_in_source(part: str) -> str:
    return _("“%(part)s” is not in the source.") % {"part": part}


class _Tags(HTMLParser):
    """The tags of a fragment, each once and as it is written, and how they are badly nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, None] = {}
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        # The parser waits for the end of a tag that never comes.
        if self.rawdata.startswith("<"):
            self._open.append(self.rawdata.removeprefix("<"))
        self.problems += [_("“<%(tag)s>” is not closed.") % {"tag": tag} for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = "".join(f' {name}="{value or ""}"' for name, value in attrs)
        self.tags[f"<{tag}{written}>"] = None
        if tag not in VOID_TAGS:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag in self._open:
            inner = self._open[self._open.index(tag) + 1 :]
            self.problems += [_("“<%(tag)s>” is not closed.") % {"tag": name} for name in inner]
            del self._open[self._open.index(tag) :]
        elif tag not in VOID_TAGS:
            self.problems.append(_("“</%(tag)s>” closes nothing.") % {"tag": tag})

    def handle_comment(self, data: str) -> None:
        self.tags[f"<!--{data}-->"] = None

    def handle_decl(self, decl: str) -> None:
        self.tags[f"<!{decl}>"] = None

    def handle_pi(self, data: str) -> None:
        self.tags[f"<?{data}>"] = None

    def unknown_decl(self, data: str) -> None:
        self.tags[f"<![{data}]>"] = None
