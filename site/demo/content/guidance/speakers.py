"""A briefing for those who invite survivors to speak."""

from demo.content.blocks import Block, callout, definition, do_dont, prose, quote, section
from demo.content.guidance.note import WRITTEN_FOR_THIS, EditionContent, NoteContent

_BODY: list[Block] = [
    section(
        "invite",
        "Invite for what people know",
        prose(
            "<p>A survivor on your stage knows what few others in the hall do: how "
            "recruiters win trust, which help arrived and which did not, what a law looks like "
            "from below. Invite for that. Let the speaker choose the subject, and offer the chair "
            "of a session or a workshop as readily as a place on a panel.</p>"
            "<p>No one can speak for all survivors. Invite several, and invite them again when "
            "programmes and budgets are decided.</p>"
        ),
        do_dont(
            (
                "Introduce speakers with the name, the profession and the title they have chosen.",
                "“And now, a moving story.”",
            )
        ),
    ),
    section(
        "pay",
        "Pay as for any expert",
        prose(
            "<p>Put the fee into the invitation, so that nobody has to ask for it ((Ask how it can "
            "be paid safely. A transfer may affect benefits, or show an address to somebody who "
            "shares the account.)). Preparing counts as work. Pay for travel, a room, care for "
            "children, an interpreter and a companion beforehand: many cannot advance money.</p>"
        ),
        quote(
            "I was the only person on the panel who was not paid, and the only one they had come "
            "to hear.",
            "A trade unionist and survivor",
            WRITTEN_FOR_THIS,
        ),
    ),
    section(
        "limits",
        "Agree the limits",
        prose(
            "<p>Settle in writing, and tell everybody who works at the event:</p>"
            "<ul>"
            "<li>what will be spoken about, and what will not;</li>"
            "<li>whether the audience may ask questions, and who selects them;</li>"
            "<li>which name stands in the programme, on the badge and on the screen;</li>"
            "<li>whether anybody may photograph, film or stream, and what happens to those who do "
            "so regardless;</li>"
            "<li>what is put online later, and when it is removed.</li>"
            "</ul>"
        ),
        definition("informed-consent"),
        callout(
            "A sentence for the moderator",
            "<p>“Our guest decides which questions to answer. Please ask about the work, and not "
            "about what was done.”</p>",
        ),
    ),
    section(
        "day",
        "On the day, and afterwards",
        prose(
            "<p>Have someone at hand who is there for the speaker alone. Show the room before it "
            "fills. Keep a quiet place free, and a way out that does not lead through the "
            "audience. The speaker may leave at any moment, even in mid-sentence; the moderator "
            "has something ready to fill the time.</p>"
            "<p>Afterwards, call. Send the recording before it goes online, and ask what you "
            "should do differently next time. Those who have signed the pledge "
            '<a href="page:closed-pledge">Meeting as equals</a> have promised as much.</p>'
        ),
    ),
]

SPEAKERS = NoteContent(
    key="survivors-as-speakers",
    slug="survivors-as-speakers",
    title="Survivors as speakers at events",
    summary=(
        "For everyone who plans a conference, a hearing or a fundraising dinner: how to invite "
        "survivors as the experts they are, what to pay, and which limits to settle before "
        "anybody takes the stage."
    ),
    kind="briefing",
    topics=["events", "consent"],
    audiences=["event-organisers", "campaigners"],
    # It gives no advice on law.
    jurisdictions=[],
    authors=[
        {
            "is_organisation": True,
            "family_name": "Eastgate Survivors’ Council",
            "url": "https://eastgate.example.org/",
        }
    ],
    licence="CC-BY-NC-SA-4.0",
    related=["closed-pledge", "interviewing-a-survivor"],
    editions=[
        EditionContent(
            number=1,
            date="2022-10-18",
            changes="The first edition.",
            body=_BODY,
        )
    ],
)
