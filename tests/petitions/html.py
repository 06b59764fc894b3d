"""Reads an answer as a browser does: what would run, what a form would send, what it says."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Read:
    """What there is in a page."""

    # Whatever runs code that is not in a file of its own.
    running: list[str] = field(default_factory=list)
    # What the form holds, by the fields' names: text as typed, choices as chosen.
    values: dict[str, str] = field(default_factory=dict)
    # Places that an error summary links to.
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    # The texts of errors beside fields and in the summary.
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self._area: str | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        read = self.read
        if tag == "script" and not found.get("src", "").startswith("/static/"):
            read.running.append(f"<script {found}>")
        if tag in {"iframe", "object", "embed", "base"}:
            read.running.append(f"<{tag}>")
        for name, value in found.items():
            if name.startswith("on") or name == "srcdoc":
                read.running.append(f"{name}={value}")
            if value.strip().lower().startswith(("javascript:", "data:")):
                read.running.append(f"{name}={value}")
        if "id" in found:
            read.ids.add(found["id"])
        if tag == "a" and "href" in found:
            read.links.append(found["href"])
        name = found.get("name", "")
        if tag == "input" and name:
            if found.get("type") in {"radio", "checkbox"}:
                if "checked" in found:
                    read.values[name] = found.get("value", "on")
            else:
                read.values[name] = found.get("value", "")
        elif tag == "textarea":
            self._area = name
            read.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            read.values[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        self.read.text += data
        if self._area is not None:
            # A browser drops the line break that begins a text area.
            value = self.read.values[self._area] + data
            self.read.values[self._area] = value.removeprefix("\r\n").removeprefix("\n")


def read_html(html: str | bytes) -> Read:
    """Return what is in `html`."""
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    reader.close()
    return reader.read
