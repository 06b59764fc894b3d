"""The first principle of the note on pictures: respectful choice."""

from demo.content.blocks import Block, definition, do_dont, principle, prose, quote, subsection
from demo.content.guidance.note import WRITTEN_FOR_THIS, as_of


def respect(edition: int) -> list[Block]:
    """Return the principle and its parts as they stand in the edition."""
    return [_RESPECT, _STEREOTYPES, _EXCESS, _equals(edition), _children(edition)]


_RESPECT = principle(
    "principle-1",
    "Respectful choice of image and text",
    prose(
        "<p>Before you ask whether a picture is strong, ask what it does to the person in it. "
        "Words belong to the picture: a headline can undo all the care that went into a "
        "photograph.</p>"
    ),
    quote(
        "I gave them a photograph of my graduation. They printed the one in which I cry.",
        "A speaker at a survivors’ workshop",
        WRITTEN_FOR_THIS,
    ),
    key_message=(
        "Choose pictures and words that respect the person and are true to what happened. Leave "
        "out what shocks or stereotypes, tell no more than the story needs, and decide together "
        "with the person."
    ),
    short_version="key_message",
)

_STEREOTYPES = subsection(
    "avoid-stereotypes",
    "Avoid stereotypes and sensation",
    prose(
        "<p>Chains, bars, a hand over a mouth: such pictures are quickly found, and misleading. "
        "Debts, withheld papers and threats to a family cannot be seen in them. They teach the "
        "public to look for the wrong signs, and somebody who was never locked in may conclude "
        "that this is not about them ((Officials, doctors and neighbours, too, look for what they "
        "have been shown.)).</p>"
        "<p>Lurid words fix a person to the worst time of their life. Say what was done and who "
        "did it, and what the person has done since.</p>"
    ),
    do_dont(
        (
            "Show a workplace, an object, a landscape, or the person today, at a task that they "
            "have chosen.",
            "Stage a scene of violence to stand for what nobody photographed.",
        ),
        (
            "“She was forced to work in a laundry, and took her employer to court.”",
            "“Broken girl saved from hell.”",
        ),
    ),
    short_version="whole",
)

_EXCESS = subsection(
    "avoid-excess",
    "Avoid excess information",
    prose(
        "<p>A story needs fewer details than its writer thinks. A first name, a home town, a date, "
        "a tattoo: each narrows the circle, and together they point to one person. Ask of every "
        "detail what readers would understand less without it.</p>"
        "<p>Keep accounts of violence short. They distress those who have lived through the same, "
        "and in court they can be turned against a witness ((If a published account differs from "
        "a statement to the police, the defence will say so. While a case is open, ask the "
        "person’s lawyer first.)).</p>"
    ),
    definition("identifiable-person"),
)


def _equals(edition: int) -> Block:
    return subsection(
        "work-as-equals",
        "Work with the person as an equal",
        prose(
            "<p>The person in the story knows most about it. Ask what they want said, what the "
            "picture should show, and what they hope will come of it.</p>"
            + as_of(
                edition,
                "<p>Show them the result before it is published.</p>",
                "<p>Show drafts while there is still time to change them. Pay for the person’s "
                "time as you pay a photographer or an author ((For hours, travel and advice; never "
                "for a signature under a letter of consent, or for more details.)).</p>",
            )
        ),
        do_dont(
            (
                "Offer several pictures, and publish the one that the person chooses.",
                "Send the proofs an hour before they go to press.",
            )
        ),
    )


def _children(edition: int) -> Block:
    return subsection(
        "children",
        "Take more care with children",
        prose(
            "<p>A child cannot foresee what a picture will mean in ten years, and the adults who "
            "sign for a child may have had a part in what happened ((Articles 3 and 16 of the "
            "Convention on the Rights of the Child: the child’s best interests as a primary "
            "consideration, and the child’s privacy.)).</p>"
            + as_of(
                edition,
                "<p>Show a child recognisably only if it is in the child’s own interest, and if "
                "both a guardian and, as far as age allows, the child have agreed.</p>",
                "<p>So we do not show a child who has been trafficked in any way by which the "
                "child can be recognised, whoever has agreed.</p>",
            )
            + "<p>Talk with children all the same, in words for their age. Let them decide what "
            "they can: a drawing, a colour, another name, or no story at all. Ask again when they "
            "are grown up.</p>"
        ),
        key_message=as_of(
            edition,
            "Show children so that they can be recognised only where it serves the child, and "
            "never without consent.",
            "Do not show children who have been trafficked so that they can be recognised, "
            "whoever has agreed to it.",
        ),
        short_version="key_message",
    )
