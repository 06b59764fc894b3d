"""Frozen notes to show, print and compare, with no page behind them.

`rich_document` is one with everything that a note can hold, in each language
of the site, in sentences long enough to break over lines; `large_document` is
as large as a note may become.
"""

from dataclasses import replace

from resources.documents import (
    CHECKLIST,
    FORM_LETTER,
    KEY_MESSAGE,
    LEGAL_BACKGROUND,
    PRINCIPLE,
    SECTION,
    SUBSECTION,
    WHOLE,
    Author,
    Document,
    Footnote,
    Section,
)
from tests.resources.texts import TEXTS, Texts

# Of the picture in the rich document, which a test may keep as an `EditionFile`.
PICTURE = "a" * 64
DOWNLOAD = "b" * 64


def mark(number: int) -> str:
    """Return the mark of a footnote as freezing writes it."""
    return (
        f'<sup class="footnote-mark"><a href="#note-{number}" id="mark-{number}"'
        f' role="doc-noteref">{number}</a></sup>'
    )


def blank(name: str) -> str:
    """Return a blank of a form letter as freezing writes it."""
    return (
        f'<input class="blank" type="text" autocomplete="off" size="{min(max(len(name), 12), 40)}"'
        f' aria-label="{name}" placeholder="{name}">'
    )


def prose(*paragraphs: str) -> str:
    """Return rich text."""
    return f'<div class="prose">{"".join(f"<p>{text}</p>" for text in paragraphs)}</div>'


def do_dont(text: Texts) -> str:
    """Return what to do, and what not."""
    pairs = "".join(
        '<div class="do-dont__pair">'
        f'<div class="do-dont__do"><p class="do-dont__label">{text.do}</p><p>{do}</p></div>'
        f'<div class="do-dont__dont"><p class="do-dont__label">{text.dont}</p><p>{dont}</p></div>'
        "</div>"
        for do, dont in text.pairs
    )
    return f'<div class="do-dont">{pairs}</div>'


def figure(text: Texts, picture: str) -> str:
    """Return a picture with what is below it."""
    return (
        f'<figure class="figure"><img class="figure__image" src="{picture}" width="640"'
        f' height="240" alt="{text.picture}" loading="lazy" decoding="async">'
        f'<figcaption class="figure__caption">{text.caption}</figcaption></figure>'
    )


def rich_document(
    language: str = "en", picture: str = f"/edition-files/{PICTURE}/hands.png"
) -> Document:
    """Return a note with everything that a note can hold, and `picture` in it."""
    text = TEXTS[language]
    sections = [
        _section(
            text,
            "1",
            SECTION,
            0,
            prose(f"{text.paragraphs[0]}{mark(1)}", text.paragraphs[1])
            + f'<dl class="definition"><dt>{text.term}</dt><dd>{text.definition}</dd></dl>'
            + prose(text.paragraphs[2]),
            [text.notes[0]],
        ),
        _section(
            text,
            "1.1",
            SUBSECTION,
            1,
            prose(text.paragraphs[3])
            + '<div class="prose"><ul>'
            + "".join(f"<li>{item}</li>" for item in text.items)
            + "</ul></div>",
            [],
        ),
        _section(
            text,
            text.principle.format(1),
            PRINCIPLE,
            2,
            prose(f"{text.paragraphs[4]}{mark(2)} {text.paragraphs[5]}{mark(3)}")
            + do_dont(text)
            + f'<div class="callout callout--important"><p class="callout__heading">{text.callout}'
            f'</p><div class="prose"><p>{text.warning}</p></div></div>',
            text.notes[1:3],
            short=KEY_MESSAGE,
        ),
        _section(
            text,
            text.principle.format(2),
            PRINCIPLE,
            3,
            figure(text, picture) + '<figure class="quote"><blockquote class="quote__text">'
            f"<p>{text.quotation}</p></blockquote>"
            f'<figcaption class="quote__by"><span class="quote__attribution">{text.speaker}</span>'
            f" <span>{text.role}</span></figcaption></figure>"
            + prose(text.paragraphs[6])
            + f'<p class="download"><a href="/edition-files/{DOWNLOAD}/briefing.pdf">'
            f'{text.download}</a> <span class="download__about">PDF, 120 kB</span></p>',
            [],
            short=KEY_MESSAGE,
        ),
        _annex(
            text,
            1,
            FORM_LETTER,
            prose(text.letter_introduction)
            + '<div class="form-letter">'
            + "".join(
                f"<p>{paragraph.format(*map(blank, text.blanks))}</p>" for paragraph in text.letter
            )
            + "</div>",
        ),
        _annex(
            text,
            2,
            CHECKLIST,
            prose(text.checklist_introduction)
            + '<div class="checklist" data-checklist="annex-2">'
            + "".join(
                f"<h3>{heading}</h3><ul>"
                + "".join(
                    f'<li><label><input type="checkbox" value="x"> <span>{item}</span></label></li>'
                    for item in items
                )
                + "</ul>"
                for heading, items in text.checks
            )
            + "</div>",
            short=WHOLE,
        ),
        _annex(
            text,
            3,
            LEGAL_BACKGROUND,
            "".join(
                f'<section class="jurisdiction"><h3>{name}</h3>{prose(law)}'
                f'<ul class="legal-references"><li class="legal-reference"><cite>{instrument}'
                f"</cite>, {provision} (1966)."
                ' <a href="https://www.ohchr.org/en/instruments">www.ohchr.org</a></li></ul>'
                "</section>"
                for name, law, instrument, provision in text.laws
            ),
        ),
    ]
    return Document(
        title=text.title,
        summary=text.summary,
        language=language,
        kind=text.kind,
        audiences=text.audiences,
        jurisdictions=text.jurisdictions,
        authors=(
            Author(False, "Silva", "Ana", affiliation="Example Coalition"),
            Author(True, "Example Coalition", url="https://example.org/"),
        ),
        licence="CC-BY-4.0",
        sections=tuple(sections),
    )


def _section(
    text: Texts,
    label: str,
    kind: str,
    place: int,
    html: str,
    notes: list[str],
    short: str = "leave_out",
) -> Section:
    heading, key_message = text.sections[place]
    number = label if label[:1].isdigit() else label.rpartition(" ")[2]
    group = PRINCIPLE if kind == PRINCIPLE else SECTION
    first = {1: 1, 2: 2}.get(len(notes), 1)
    return Section(
        key=f"section-{place}",
        kind=kind,
        label=label,
        anchor=f"{group}-{number.replace('.', '-')}",
        heading=heading,
        key_message=key_message,
        short=short,
        html=html,
        footnotes=tuple(Footnote(first + index, note) for index, note in enumerate(notes)),
    )


def _annex(text: Texts, number: int, kind: str, html: str, short: str = "leave_out") -> Section:
    return Section(
        key=f"annex-{number}",
        kind=kind,
        label=text.annex.format(number),
        anchor=f"annex-{number}",
        heading=text.annexes[number - 1],
        short=short,
        html=html,
    )


def large_document(language: str = "en", sections: int = 200, footnotes: int = 300) -> Document:
    """Return a note of so many sections and footnotes, each section about half a page long."""
    text, numbers = TEXTS[language], iter(range(1, footnotes + 1))
    made = []
    for place in range(1, sections + 1):
        notes = [
            Footnote(next(numbers), text.notes[number % len(text.notes)])
            for number in range(footnotes * place // sections - footnotes * (place - 1) // sections)
        ]
        marks = "".join(mark(note.number) for note in notes)
        made.append(
            Section(
                key=f"section-{place}",
                kind=SECTION,
                label=str(place),
                anchor=f"section-{place}",
                heading=text.sections[place % len(text.sections)][0],
                key_message=text.sections[place % len(text.sections)][1],
                html=prose(*text.paragraphs[:3], f"{text.paragraphs[3]}{marks}") + do_dont(text),
                footnotes=tuple(notes),
            )
        )
    return replace(rich_document(language), sections=tuple(made))
