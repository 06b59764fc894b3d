"""The guidance note on pictures: what it is, its beginning, and its two editions."""

from demo.content.blocks import Block, callout, definition, prose, section
from demo.content.guidance.images.annexes import annexes
from demo.content.guidance.images.consent import consent
from demo.content.guidance.images.privacy import PRIVACY
from demo.content.guidance.images.representation import representation
from demo.content.guidance.images.respect import respect
from demo.content.guidance.note import EditionContent, NoteContent, as_of


def _preface(edition: int) -> Block:
    return section(
        "preface",
        "Preface",
        prose(
            "<p>In March 2016 members of Freedom Collaborative discussed how people who have been "
            "trafficked are shown in pictures. Their 44 comments led to this note, which they "
            "drew up with lawyers of BNP Paribas in Hong Kong and Singapore.</p>"
        ),
        *as_of(
            edition,
            [],
            [
                prose(
                    "<p>Since then pictures have come to travel faster, and machines have learned "
                    "to draw faces. This second edition takes account of both. What it starts from "
                    "has not changed: a picture, once published, is hard to call back.</p>"
                )
            ],
        ),
        prose(
            "<p>The title says “victims”, because the law does and because the note is known by "
            "it. In the text we say <i>survivor</i>, as many do of themselves ((No single word "
            "suits everyone. Ask people which they use, and use theirs.)).</p>"
        ),
        callout(
            "About this text",
            "<p>The note of 2016 is real. This text keeps its order of principles and annexes, but "
            "every sentence was written anew for this demonstration. Please do not quote it as "
            "the words of those who are named.</p>",
        ),
    )


def _introduction(edition: int) -> Block:
    return section(
        "introduction",
        "Introduction",
        prose(
            "<p>Pictures move people faster than words. They raise money, change laws and bring "
            "witnesses forward. They can also lead a trafficker to a door, end a job interview, or "
            "meet a daughter in the schoolyard years later.</p>"
            "<p>Whoever photographs, edits or publishes has power over the person in the picture. "
            "The four principles below help to use it with care. They hold for photographs, film, "
            "drawings, sound and text, whether you made them or were given them.</p>"
        ),
        definition("trafficking-in-persons"),
        definition("survivor"),
        prose(
            "<p>The note is meant for everyone who works against trafficking, and for those who "
            "report on it. Laws differ. Where the law asks for more than this note, follow the "
            "law; where it asks for less, please keep to the note.</p>"
        ),
        *as_of(
            edition,
            [],
            [
                prose(
                    "<p>Do you want to bind yourself to the four principles in public? Sign "
                    '<a href="page:pledge">the pledge for dignity in media</a>.</p>'
                )
            ],
        ),
        key_message=(
            "A picture can win attention for a cause and cost a person their safety, their work "
            "or their peace. Decide with that in mind, and decide before you publish."
        ),
        short_version="key_message",
    )


# The second edition leaves this to the pledge.
_ADOPTING = section(
    "adopting",
    "Adopting this note",
    prose(
        "<p>Organisations that work by this note may say so beneath their pictures: “Shown in "
        "keeping with the Guidance Note on Use of Victims’ Images”. Nobody checks the claim, so "
        "name someone next to it who answers questions.</p>"
    ),
)


def _body(edition: int) -> list[Block]:
    return [
        _preface(edition),
        _introduction(edition),
        *respect(edition),
        *representation(edition),
        PRIVACY,
        *consent(edition),
        *as_of(edition, [_ADOPTING], []),
    ]


USE_OF_IMAGES = NoteContent(
    key="use-of-victims-images",
    slug="use-of-victims-images",
    title="Guidance Note on Use of Victims’ Images",
    summary=(
        "How to choose, take, publish and keep pictures of people who have been trafficked, so "
        "that their dignity, their privacy and the say over their story stay theirs. Four "
        "principles, a letter of consent, a checklist and the law."
    ),
    kind="note",
    topics=["images", "consent", "privacy", "children"],
    audiences=["journalists", "campaigners", "caseworkers"],
    jurisdictions=["001", "FR", "GB", "KE", "TH", "US"],
    authors=[
        {
            "is_organisation": True,
            "family_name": "Freedom Collaborative",
            "affiliation": "principles and annexes of 2016",
        },
        {
            "is_organisation": True,
            "family_name": "BNP Paribas",
            "affiliation": "legal work of 2016, by lawyers in Hong Kong and Singapore",
        },
        {
            "is_organisation": True,
            "family_name": "Undersigned",
            "affiliation": "wording of this demonstration",
        },
    ],
    licence="CC-BY-4.0",
    related=["my-story", "pledge", "interviewing-a-survivor", "consent-in-another-language"],
    editions=[
        EditionContent(
            number=1,
            date="2016-11-10",
            changes="The first edition.",
            body=_body(1),
            annexes=annexes(1),
        ),
        EditionContent(
            number=2,
            date="2023-07-03",
            changes=(
                "New: a part on images that a machine has made or altered. Children are no longer "
                "shown recognisably at all, survivors are paid for their time, and consent can be "
                "withdrawn online. Letter and checklist follow suit, and the law is brought up to "
                "date. The section on adopting the note is gone: the public pledge does that "
                "better."
            ),
            body=_body(2),
            annexes=annexes(2),
        ),
    ],
)
