"""The fourth principle of the note on pictures: consent, transparency, accuracy."""

from demo.content.blocks import Block, definition, do_dont, principle, prose, quote, subsection
from demo.content.guidance.note import WRITTEN_FOR_THIS, as_of


def consent(edition: int) -> list[Block]:
    """Return the principle and its parts as they stand in the edition."""
    return [
        _CONSENT,
        _explaining(edition),
        _MODELS,
        *as_of(edition, [], [_MACHINES]),
        _ACCURACY,
    ]


_CONSENT = principle(
    "principle-4",
    "Prior consent, transparency, accuracy",
    definition("informed-consent"),
    quote(
        "Nobody had told me that a poster is also a web page.",
        "A participant in a consultation",
        WRITTEN_FOR_THIS,
    ),
    key_message=(
        "Ask before you take a picture, and again before you publish it. Explain where, how long "
        "and what for, in a language that the person knows well. Accept a no, also a later one. "
        "Be open with readers about what they see."
    ),
    short_version="key_message",
)


def _explaining(edition: int) -> Block:
    return subsection(
        "explain-consent",
        "Explain, then ask",
        prose(
            "<p>Take time for a conversation without a camera on the table. Explain in plain "
            "words:</p>"
            "<ul>"
            "<li>who you are, and who will have the picture;</li>"
            "<li>where it will appear, for how long and what for, fundraising included;</li>"
            "<li>that others can copy it, and that nobody can call every copy back;</li>"
            "<li>that help, shelter and payment do not depend on the answer;</li>"
            "<li>how to change one’s mind, and whom to call.</li>"
            "</ul>"
            "<p>Then wait, at least until the next day, and welcome a companion whom the person "
            "trusts. Somebody who is in shock, without papers or dependent on you for a bed can "
            "hardly say no ((The same is true when the police or a prosecutor asks on your "
            "behalf.)).</p>"
            "<p>Write down what was agreed. Annex 1 is a form for it. Read it aloud where reading "
            "is hard, and use the person’s own language.</p>"
            + as_of(
                edition,
                "<p>Consent can be withdrawn, in writing and at any time. From then on, do not use "
                "the picture again.</p>",
                "<p>Withdrawing must be as easy as agreeing: with a message, a call or a form "
                "online, and without giving reasons. Then remove the picture wherever you can, "
                "confirm it in writing, and say honestly what is out of your reach.</p>",
            )
        ),
        key_message="A yes counts only from somebody who was able to say no.",
        short_version="key_message",
    )


_MODELS = subsection(
    "models",
    "Models and pictures from agencies",
    prose(
        "<p>A model can protect a person, provided that readers are told. Write “posed by a model” "
        "in the caption, in the same size as the rest. Models have to agree to the subject, too: "
        "whoever smiled for a picture agency did not ask to become the face of trafficking.</p>"
    ),
)

_MACHINES = subsection(
    "machine-made",
    "Images made or altered by machine",
    prose(
        "<p>Programs can now draw faces that belong to nobody. Do not use them to invent "
        "survivors, wounds or scenes: readers who find out will doubt the true stories as well "
        "((Besides, such programs learn from photographs of real people, most of whom were never "
        "asked, and a made-up face may resemble one of them.)).</p>"
        "<p>A changed voice or face can protect somebody who wants to speak. Do it only if they "
        "agree to the result, and say so beside the picture. Never give pictures of survivors to a "
        "service that keeps what it receives or learns from it.</p>"
    ),
    do_dont(
        (
            "Label inside the picture what a machine has made or changed, so that the label "
            "travels with it.",
            "Ask a program for “a sad trafficked girl”.",
        )
    ),
    key_message="Never let a machine invent a survivor.",
    short_version="key_message",
)

_ACCURACY = subsection(
    "accuracy",
    "Accuracy",
    prose(
        "<p>Check that picture, caption and text belong together: the person, the place, the year. "
        "A picture from one crisis must not illustrate another. Do not inflate numbers, cut a "
        "quotation against its sense, or suggest that a donation will free a certain person. "
        "Correct mistakes where they were made, and as visibly.</p>"
    ),
)
