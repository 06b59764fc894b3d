"""A guide for interviews: what comes before, during and after."""

from demo.content.blocks import (
    Block,
    callout,
    checklist,
    do_dont,
    group,
    law,
    legal_reference,
    prose,
    quote,
    section,
)
from demo.content.guidance.note import WRITTEN_FOR_THIS, EditionContent, NoteContent

_BODY: list[Block] = [
    section(
        "before",
        "Before",
        prose(
            "<p>Ask yourself whether you need this person’s account at all. A lawyer, a labour "
            "inspector or a court file may tell as much, and nobody has to live through it "
            "again.</p><p>If you do need it, send your questions a week ahead ((Answers that "
            "somebody has had time to think about are more precise.)). Agree on who will be in the "
            "room, what will not be asked, and what becomes of the recording. Find out who will be "
            "there for the person in the days that follow.</p>"
        ),
        do_dont(
            (
                "Let the person choose the place, the hour and the interpreter.",
                "Turn up at a shelter with a camera.",
            )
        ),
    ),
    section(
        "during",
        "During",
        prose(
            "<p>Say once more that any question may go unanswered. If one does, move on without "
            "asking why. Begin and end in the present: with work, with plans, with what ought to "
            "change. Do not ask for details of violence. If the person offers them, decide "
            "together, later, what will be published.</p>"
            "<p>Memories of violence often come without order and with gaps. That does not make "
            "them untrue ((Check facts against documents and with third parties. Asking for the "
            "same thing again and again is an interrogation.)). A gaze that drifts away, a voice "
            "that goes flat, shaking hands: stop, open a window, speak of something else. The "
            "interview may end there.</p>"
        ),
        quote(
            "The best question that I was asked was whether I wanted a break.",
            "A member of a survivors’ council",
            WRITTEN_FOR_THIS,
        ),
        callout(
            "If you learn that somebody is still being held",
            "<p>Safety comes before the story. Know beforehand whom to call, and call nobody over "
            "the head of the person who has told you, unless a life or a child is in danger.</p>",
            tone="important",
        ),
    ),
    section(
        "after",
        "After",
        prose(
            "<p>Call the next day, and ask how the person is. Show them every passage that "
            "concerns them, together with headline and pictures, and correct what is wrong. Tell "
            "them the hour of publication, so that they can be with friends, or away from their "
            "phone. If comments are open, moderate them.</p>"
            "<p>Ask again before you use the interview for anything else: a podcast, a prize, an "
            "anniversary.</p>"
        ),
        legal_reference(
            "PH",
            law(
                "Anti-Trafficking in Persons Act of 2003 (Republic Act No. 9208, as amended)",
                "Section 7",
                text=(
                    "The name and personal circumstances of a trafficked person are not disclosed "
                    "to the public, unless the person waives this freely and in writing."
                ),
            ),
        ),
    ),
]

_CHECKLIST = checklist(
    "interview",
    "Checklist for the interview",
    group(
        "tick-before",
        "Before",
        {
            "needed": "No document or expert can tell this in the person’s place.",
            "questions": "The questions were sent a week ago.",
            "support": "I know who will be there for the person afterwards.",
        },
    ),
    group(
        "tick-during",
        "During",
        {
            "unanswered": "I have said that every question may go unanswered.",
            "break": "There is water, a clock and a door that opens.",
            "present": "My last question is about the present.",
        },
    ),
    group(
        "tick-after",
        "After",
        {
            "call": "I have called the day after.",
            "shown": "The person has seen text, headline and pictures.",
            "told": "The person knows the hour of publication.",
        },
    ),
    introduction="<p>For the phone or the notebook.</p>",
)

INTERVIEWING = NoteContent(
    key="interviewing-a-survivor",
    slug="interviewing-a-survivor",
    title="Interviewing a survivor: before, during, after",
    summary=(
        "How an interview can be good journalism and leave the person who gives it no worse off: "
        "what to prepare, when to stop, and what is still to do once the recorder is off."
    ),
    kind="guide",
    topics=["interviews", "consent", "privacy"],
    audiences=["journalists"],
    jurisdictions=["PH"],
    authors=[
        {
            "is_organisation": False,
            "given_name": "Jomar",
            "family_name": "Macaraeg",
            "affiliation": "Blue Lantern Radio",
            "url": "https://blue-lantern.example.org/",
        },
        {
            "is_organisation": True,
            "family_name": "Eastgate Survivors’ Council",
            "affiliation": "review",
            "url": "https://eastgate.example.org/",
        },
    ],
    licence="CC-BY-SA-4.0",
    related=["use-of-victims-images", "my-story"],
    editions=[
        EditionContent(
            number=1,
            date="2021-05-03",
            changes="The first edition.",
            body=_BODY,
            annexes=[_CHECKLIST],
        )
    ],
)
