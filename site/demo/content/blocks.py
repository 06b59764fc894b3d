"""A short way to write the blocks of a page's body, as StreamField stores them.

Of a guidance note, the parts that must stay the same from edition to edition
are given a `name`: sections, annexes, and what can be ticked off. It stands
where StreamField keeps its identifier, which is made of it on loading.
"""

from typing import Any

Block = dict[str, Any]


def paragraph(html: str) -> Block:
    """Headings, paragraphs, lists and links. `href="page:about"` leads to another demo page."""
    return {"type": "paragraph", "value": html}


def quote(text: str, attribution: str, role: str) -> Block:
    """Somebody's words. In the demonstration they are nobody's, and say so."""
    return {
        "type": "quote",
        "value": {"text": text, "attribution": attribution, "role": role},
    }


def callout(heading: str, html: str, tone: str = "note") -> Block:
    """A short text set apart: a "note", or something "important"."""
    return {"type": "callout", "value": {"tone": tone, "heading": heading, "text": html}}


def numbers(*items: tuple[str, str, str]) -> Block:
    """Up to four numbers, each with what it counts and where it is from."""
    values = [
        {"type": "item", "value": {"number": number, "label": label, "source": source}}
        for number, label, source in items
    ]
    return {"type": "numbers", "value": {"items": values}}


def button(label: str, page: str) -> Block:
    """A button that leads to another demo page, named by its key."""
    return {"type": "call_to_action", "value": {"label": label, "page": page, "url": ""}}


def prose(html: str) -> Block:
    """Paragraphs and lists in a section of a note, with ((footnotes)) in the text."""
    return {"type": "text", "value": html}


def do_dont(*pairs: tuple[str, str]) -> Block:
    """What to do, each beside what to leave instead."""
    return {
        "type": "do_dont",
        "value": {"pairs": [_item({"do": do, "dont": dont}) for do, dont in pairs]},
    }


def figure(image: str, alt_text: str, caption: str) -> Block:
    """A drawn picture, named by its key. None in the demonstration shows a person."""
    return {
        "type": "figure",
        "value": {
            "image": {"image": image, "alt_text": alt_text, "decorative": False},
            "caption": caption,
        },
    }


def definition(term: str) -> Block:
    """A term of the glossary, named by its key, with what it means."""
    return {"type": "definition", "value": {"term": term}}


def law(
    instrument: str,
    provision: str = "",
    *,
    year: int | None = None,
    text: str = "",
    url: str = "",
) -> Block:
    """A place in a law or treaty, for `legal_reference` and `under`; not a block by itself."""
    return {
        "instrument": instrument,
        "provision": provision,
        "year": year,
        # Said by the heading in an annex; `legal_reference` fills it in.
        "jurisdiction": "",
        "text": text,
        "url": url,
    }


def legal_reference(code: str, reference: Block) -> Block:
    """A law by itself, in the text of a section. The world's code is "001"."""
    return {"type": "legal_reference", "value": {**reference, "jurisdiction": code}}


def section(name: str, heading: str, *content: Block, **options: str) -> Block:
    """A numbered section. Options: `key_message`, and `short_version` as in `_part`."""
    return _part("section", name, heading, *content, **options)


def subsection(name: str, heading: str, *content: Block, **options: str) -> Block:
    """A part of the section or principle before it."""
    return _part("subsection", name, heading, *content, **options)


def principle(name: str, heading: str, *content: Block, **options: str) -> Block:
    """A principle, numbered apart from the sections."""
    return _part("principle", name, heading, *content, **options)


def _part(
    kind: str,
    name: str,
    heading: str,
    *content: Block,
    key_message: str = "",
    short_version: str = "leave_out",
) -> Block:
    """What sections have. The short version takes nothing, the "key_message" or the "whole"."""
    value = {
        "heading": heading,
        "key_message": key_message,
        "short_version": short_version,
        "content": list(content),
    }
    return {"type": kind, "id": name, "value": value}


def form_letter(name: str, heading: str, *, introduction: str, letter: str) -> Block:
    """A letter with [[blanks]] to fill in."""
    return _annex("form_letter", name, heading, introduction, letter=letter, document=None)


def checklist(
    name: str, heading: str, *groups: Block, introduction: str, short_version: str = "leave_out"
) -> Block:
    """Points to tick off, in groups made by `group`."""
    return _annex(
        "checklist", name, heading, introduction, groups=list(groups), short_version=short_version
    )


def group(name: str, heading: str, items: dict[str, str]) -> Block:
    """Points of a checklist by their names: by the name a reader's tick is kept."""
    points = [_item(text, f"{name}-{point}") for point, text in items.items()]
    return _item({"heading": heading, "items": points}, name)


def legal_background(name: str, heading: str, *jurisdictions: Block, introduction: str) -> Block:
    """The law, in parts made by `under`."""
    return _annex(
        "legal_background", name, heading, introduction, jurisdictions=list(jurisdictions)
    )


def under(code: str, html: str, *references: Block) -> Block:
    """The law of a country, or of the world: "001"."""
    value = {
        "jurisdiction": code,
        "text": html,
        "references": [_item(reference) for reference in references],
    }
    return _item(value, f"law-{code.lower()}")


def _annex(
    kind: str,
    name: str,
    heading: str,
    introduction: str,
    *,
    short_version: str = "leave_out",
    **fields: Any,
) -> Block:
    """What annexes have. The short version takes nothing or the "whole"."""
    value = {
        "heading": heading,
        "introduction": introduction,
        "short_version": short_version,
        **fields,
    }
    return {"type": kind, "id": name, "value": value}


def _item(value: Any, name: str = "") -> Block:
    """One of a list, as StreamField stores it."""
    return {"type": "item", **({"id": name} if name else {}), "value": value}


def objective(title: str, text: str) -> Block:
    """Something that several organisations want to reach together."""
    return {"type": "objective", "value": {"title": title, "text": text}}


def target(name: str, about: str, *answers: Block) -> Block:
    """Somebody whom a campaign asks, with what happened, made by `answer`."""
    return {
        "type": "target",
        "value": {"name": name, "about": about, "answers": [_item(one) for one in answers]},
    }


def answer(kind: str, day: str, text: str, source: str) -> Block:
    """What happened between a campaign and a target: "asked", "replied", "agreed", "refused"."""
    return {"kind": kind, "date": day, "text": text, "source": source, "url": ""}


def milestone(day: str, title: str, text: str = "") -> Block:
    """Something that happened in a campaign, on a day (ISO 8601)."""
    return {"type": "milestone", "value": {"date": day, "title": title, "text": text}}


def press_text(html: str) -> Block:
    """Words for the press."""
    return {"type": "text", "value": html}


def choice(text: str) -> Block:
    """One of the answers that a question offers."""
    return {"type": "choice", "value": text}
