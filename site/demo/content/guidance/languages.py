"""Model texts for consent where two languages meet."""

from demo.content.blocks import (
    Block,
    do_dont,
    form_letter,
    law,
    legal_reference,
    prose,
    section,
)
from demo.content.guidance.note import EditionContent, NoteContent

_BODY: list[Block] = [
    section(
        "which-language",
        "Which language",
        prose(
            "<p>Ask in which language the person is most at home. It need not be that of the "
            "passport, or the one in which they get by at work. Ask about dialect, and about "
            "reading: a letter in the right language is of no use to somebody who does not "
            "read it.</p>"
        ),
    ),
    section(
        "who-interprets",
        "Who interprets",
        prose(
            "<p>Never a child, a relative, an employer, or anyone from the circle of those who did "
            "the harm. The person may turn an interpreter down without saying why ((Where a "
            "language community is small, word travels. Look for an interpreter elsewhere, by "
            "telephone if need be.)). Agree three things with the interpreter first: everything is "
            "interpreted, nothing is added, and nothing leaves the room.</p>"
        ),
        do_dont(
            (
                "Speak to the person: “Do you agree?”",
                "Speak about the person: “Ask her whether she agrees.”",
            )
        ),
    ),
    section(
        "a-yes-that-is-one",
        "A yes that is one",
        prose(
            "<p>In many languages “yes” first of all means “I am listening”. So do not ask whether "
            "everything is understood. Ask the person to tell you in their own words what will "
            "happen to the picture, and who can see it. If something is missing, the fault is "
            "yours: explain it in another way.</p>"
            "<p>Have the letter translated by one person and translated back by another. Where the "
            "two differ, it is often the source that is unclear.</p>"
        ),
        legal_reference(
            "TH",
            law(
                "Personal Data Protection Act B.E. 2562 (2019)",
                "Section 19",
                text=(
                    "A request for consent has to be easy to understand, in clear and plain "
                    "language, and must not deceive."
                ),
            ),
        ),
    ),
    section(
        "sentences",
        "Sentences to begin with",
        prose(
            "<p>They are short so that they can be interpreted one at a time.</p>"
            "<ul>"
            "<li>“I would like to use this picture in a report. Strangers will read the "
            "report.”</li><li>“You can say no. You will keep your room, your lawyer and your "
            "lessons.”</li><li>“Take your time. I will ask you again tomorrow.”</li>"
            "<li>“You can change your mind, next week or in ten years. This is the number to "
            "call.”</li>"
            "<li>“Please tell me in your own words what I want to do.”</li>"
            "</ul>"
        ),
    ),
]

_DECLARATION = form_letter(
    "declaration",
    "Declaration of the interpreter",
    introduction=(
        "<p>To be signed on the day of the conversation, and kept with the letter of consent.</p>"
    ),
    letter=(
        "<p>I, [[Name of the interpreter]], have interpreted between [[First language]] and "
        "[[Second language]] for [[Name of the person]] and [[Name of the organisation]].</p>"
        "<p>I declare that:</p>"
        "<ul>"
        "<li>the person and I understood each other well;</li>"
        "<li>I interpreted everything that was said, added nothing and left nothing out;</li>"
        "<li>I read the letter of consent aloud, and the person said in their own words what it "
        "means;</li>"
        "<li>I am not related to the person, and depend on nobody who gains from their "
        "consent;</li><li>I will pass nothing on.</li>"
        "</ul>"
        "<p>[[Place and date]]</p>"
        "<p>[[Signature of the interpreter]]</p>"
    ),
)

CONSENT_LANGUAGES = NoteContent(
    key="consent-in-another-language",
    slug="consent-in-another-language",
    title="Asking for consent in another language",
    summary=(
        "Sentences to ask with, a declaration for the interpreter to sign, and how to find out "
        "whether a yes has been understood, for conversations in which two languages meet."
    ),
    kind="model",
    topics=["languages", "consent"],
    audiences=["caseworkers", "interpreters"],
    jurisdictions=["TH"],
    authors=[
        {
            "is_organisation": False,
            "given_name": "Ruth",
            "family_name": "Quill",
            "affiliation": "Brickfield Legal Clinic",
            "url": "https://brickfield.example.org/",
        },
        {
            "is_organisation": True,
            "family_name": "Mango Tree Community Press",
            "affiliation": "review",
            "url": "https://mango-tree.example.org/",
        },
    ],
    licence="CC0-1.0",
    related=["use-of-victims-images"],
    editions=[
        EditionContent(
            number=1,
            date="2024-02-21",
            changes="The first edition.",
            body=_BODY,
            annexes=[_DECLARATION],
        )
    ],
)
