"""Typesets HTML as a tagged PDF (PDF/UA-1): `python -m resources.pdf.typesetting`.

Reads HTML from standard input and writes a line of JSON about the PDF, then
the PDF, to standard output; what went wrong without stopping it is told on
standard error. It is a process of its own, without Django, because typesetting
takes much memory, which comes back only when a process ends, and because
nothing else can be stopped where a document keeps a library busy for ever.

It reaches nothing: no network, no file. Pictures are in the HTML.
"""

import json
import logging
import signal
import sys
import unicodedata
from typing import Any

# Exit codes besides 0 and Python's own 1.
NO_LIBRARIES, NO_LETTERS = 3, 4
# Pictures hold no more detail than a good printer prints (dots per inch).
PICTURES: dict[str, Any] = {"optimize_images": True, "dpi": 220, "jpeg_quality": 85}
# How many sizes of letters there are besides the first.
STEPS = 3


class Complaints(logging.Handler):
    """Keeps what WeasyPrint says, and which letters no font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a message in."""
        character = record.args[0] if isinstance(record.args, tuple) and record.args else ""
        if record.msg.startswith(".notdef") and isinstance(character, str):
            self.missing.add(character)
        else:
            print(record.getMessage(), file=sys.stderr)

    @property
    def missing_letters(self) -> str:
        """The letters among them: a text without an emoji is whole, one without its Thai is not."""
        return "".join(sorted(c for c in self.missing if unicodedata.category(c)[0] in "LM"))


def typeset(html: str, complaints: Complaints) -> tuple[dict[str, Any], bytes]:
    """Return what there is to say about the PDF, and the PDF."""
    import weasyprint

    from resources.pdf import legible_text, running_lines

    legible_text.install()
    running_lines.install()
    weasyprint.LOGGER.handlers[:] = [complaints]
    document = _lay_out(html)
    for page in document.pages:
        _one_area_per_link(page)
    content = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_print_links, **PICTURES)
    return {"pages": len(document.pages)}, content


def _lay_out(html: str) -> Any:
    """Return the pages.

    A document that says how many there should be gets smaller letters, as long as they can be
    read; where that does not help either, it has its own size and as many pages as it needs.
    """
    document, wanted = _lay_out_as("", html)
    for step in range(1, STEPS + 1):
        if not wanted or len(document.pages) <= wanted:
            break
        smaller, _ = _lay_out_as(f"fit-{step}", html)
        if len(smaller.pages) <= wanted:
            return smaller
    return document


def _lay_out_as(name: str, html: str) -> tuple[Any, int]:
    """Return the pages in the style of a class of that name, and how many there should be."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    named = html.replace("<html ", f'<html class="{name}" ', 1)
    source = weasyprint.HTML(string=named, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    root = source.etree_element
    _mend_links(root)
    _name_pictures(root)
    return source.render(**PICTURES), int(root.get("data-pages", 0))


def _mend_links(root: Any) -> None:
    """Lead links to what the short version leaves out to the same place on the web."""
    address = root.get("data-address", "")
    names = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in names:
            link.set("href", f"{address}{target}")


def _name_pictures(root: Any) -> None:
    """Give a picture without words the words below it: a reader is to know that it is there."""
    for figure in root.iter("figure"):
        caption = " ".join("".join(part.itertext()) for part in figure.iter("figcaption"))
        for picture in figure.iter("img"):
            if not picture.get("alt"):
                picture.set("alt", " ".join(caption.split()) or root.findtext("head/title"))


def _one_area_per_link(page: Any) -> None:
    """Leave out the areas of what stands in a link: a reader would meet the link twice."""
    page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


def _print_links(document: Any, pdf: Any) -> None:
    """Mark links as printed: what a reader hears shall be what is on paper."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link":
            item["F"] = 4


def main(time_limit: int) -> int:
    """Typeset what comes in, within `time_limit` seconds. Return the exit code."""
    # What the signal does by itself: the process ends, wherever it is.
    signal.alarm(time_limit)
    complaints = Complaints()
    try:
        about, content = typeset(sys.stdin.buffer.read().decode(), complaints)
    except OSError as error:
        # How WeasyPrint says that Pango is not there.
        if "cannot load library" not in str(error):
            raise
        return NO_LIBRARIES
    if complaints.missing_letters:
        print(complaints.missing_letters, file=sys.stderr)
        return NO_LETTERS
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
