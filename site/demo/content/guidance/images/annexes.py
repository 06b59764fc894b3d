"""The annexes of the guidance note on pictures: letter of consent, checklist, law."""

from demo.content.blocks import Block, checklist, form_letter, group
from demo.content.guidance.images.law import law_annex
from demo.content.guidance.note import as_of


def annexes(edition: int) -> list[Block]:
    """Return the three annexes."""
    return [_letter(edition), _checklist(edition), law_annex(edition)]


def _letter(edition: int) -> Block:
    return form_letter(
        "consent-letter",
        "Form of a letter of consent",
        introduction=(
            "<p>Fill it in together, and change whatever does not fit. The person keeps a signed "
            "copy.</p>"
        ),
        letter=(
            "<p>[[Place and date]]</p>"
            "<p>To [[Name of the organisation]]</p>"
            "<p>I, [[Name of the person]], agree that the pictures and recordings of me that were "
            "made on [[Date of the recording]] may be used as follows:</p>"
            "<ul>"
            "<li>What: [[Pictures, film, sound or quotations]]</li>"
            "<li>What for: [[Purpose]]</li>"
            "<li>Where: [[Publications, websites, channels and countries]]</li>"
            "<li>Until: [[Last day of use]]</li>"
            "<li>My name in it: [[Name to be published, or none]]</li>"
            "<li>What must not be shown or said: [[What stays out]]</li>"
            "</ul>"
            "<p>[[Name of the person who explained this]] has explained this to me in "
            "[[Language]], which I know well. I understand that:</p>"
            "<ul>"
            "<li>I may say no, and nothing that I receive depends on my answer;</li>"
            "<li>I will see pictures and text before they are published;</li>"
            "<li>others can copy what is published, and the organisation cannot undo that;</li>"
            + as_of(
                edition,
                "<li>I may withdraw this consent at any time in writing to [[Postal address]], "
                "without giving reasons;</li>",
                "<li>I may withdraw this consent at any time through [[Telephone, mail or web "
                "address]], without giving reasons;</li>",
            )
            + "<li>the organisation then stops using them within [[Number]] days, and tells me "
            "when it has.</li>"
            "</ul>"
            "<p>[[Signature of the person]]</p>"
            "<p>[[Signature for the organisation]]</p>"
            "<p>[[Signature of the interpreter, if there was one]]</p>"
        ),
    )


def _checklist(edition: int) -> Block:
    return checklist(
        "key-guidelines",
        "Checklist of key guidelines",
        group(
            "choosing",
            "Choosing",
            {
                "as-seen": "The picture shows the person as they want to be seen.",
                "no-staging": "Nothing is staged to shock, and no stereotype replaces a fact.",
                "details": "Every detail in text and caption is needed.",
                "missing": "Among our pictures, this one adds someone or something that was "
                "missing.",
            },
        ),
        group(
            "protecting",
            "Protecting",
            {
                "unrecognised": "Face, voice, name and place give nobody away who does not want to "
                "be found.",
                "children": as_of(
                    edition,
                    "A guardian, and each child who is shown, have agreed.",
                    "No child can be recognised.",
                ),
                "harm": "We have asked who could be harmed, relatives included.",
                "file-data": "Place and time are removed from the file.",
                **as_of(edition, {}, {"review": "The day of the next review is set."}),
            },
        ),
        group(
            "asking",
            "Asking",
            {
                "explained": "Somebody has explained where, how long and what for, in a language "
                "that the person knows well.",
                "free": "The person had time to think, and nothing depends on the answer.",
                "letter": "The letter of consent is signed, and the person has a copy.",
                "proof": as_of(
                    edition,
                    "The person has seen picture and text.",
                    "The person has seen picture and text while they could still be changed.",
                ),
                **as_of(
                    edition,
                    {},
                    {"withdrawal": "The person knows how to withdraw, online as well."},
                ),
            },
        ),
        group(
            "publishing",
            "Publishing",
            {
                "together": "Picture, caption and text belong together.",
                "labels": as_of(
                    edition,
                    "Models and changed names are marked as such.",
                    "Models, changed names and altered faces or voices are marked as such.",
                ),
                **as_of(edition, {}, {"machines": "No machine has invented a person or a scene."}),
                "contact": "Someone is named who answers questions and can take the picture down "
                "today.",
            },
        ),
        introduction="<p>For every picture and every story. If one point stays open, wait.</p>",
        short_version="whole",
    )
