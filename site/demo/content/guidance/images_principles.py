"""The four principles of the guidance note on pictures, edition by edition."""

from demo.content.blocks import (
    Block,
    callout,
    definition,
    do_dont,
    figure,
    law,
    legal_reference,
    principle,
    prose,
    quote,
    subsection,
)
from demo.content.guidance.images_law import palermo_protocol
from demo.content.guidance.note import WRITTEN_FOR_THIS, as_of


def principles(edition: int) -> list[Block]:
    """Return the principles, each followed by its parts."""
    return [
        _RESPECT,
        _STEREOTYPES,
        _EXCESS,
        _equals(edition),
        _children(edition),
        _REPRESENTATIVE,
        _DIVERSITY,
        _harm(edition),
        _VOICE,
        _keeping(edition),
        _PRIVACY,
        _CONSENT,
        _explaining(edition),
        _MODELS,
        *as_of(edition, [], [_MACHINES]),
        _ACCURACY,
    ]


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
        "<p>Lurid words do the same. They fix a person to the worst time of their life. Say what "
        "was done and who did it, and what the person has done since.</p>"
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
        legal_reference(
            law(
                "Optional Protocol to the Convention on the Rights of the Child on the sale of "
                "children, child prostitution and child pornography",
                "Article 8, paragraph 1 (e)",
                year=2000,
                jurisdiction="001",
                text=(
                    "States protect the privacy and identity of child victims and prevent the "
                    "spread of information by which they could be identified."
                ),
                url="https://www.ohchr.org/en/instruments-mechanisms/instruments/"
                "optional-protocol-convention-rights-child-sale-children-child",
            )
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


_REPRESENTATIVE = principle(
    "principle-2",
    "Representative of the issue",
    prose(
        "<p>A picture always stands for more than itself. If readers only ever see young women in "
        "doorways, they will not think of the crew of a fishing boat, the carer in a private home, "
        "or the boy next door at his screen.</p>"
    ),
    figure(
        "framing-diagram",
        "Three frames laid over one pattern of tiles. The first holds a single cracked tile. The "
        "second holds the whole wall, so small that no crack can be seen. The third holds the "
        "cracked tile among its neighbours.",
        "What stays outside the frame is part of what you say. Drawn for this demonstration.",
    ),
    key_message=(
        "Let your pictures, taken together, show trafficking as it is: many kinds of work, of "
        "places and of people. Ask whom a picture may harm and whose voice is missing, and delete "
        "what you no longer need."
    ),
    short_version="key_message",
)

_DIVERSITY = subsection(
    "diversity",
    "Show the range",
    prose(
        "<p>Lay the pictures of a whole year side by side. Who is in them: what ages, sexes, "
        "origins and kinds of work? Who rescues, and who is always being rescued? Show survivors "
        "as colleagues, experts, parents and neighbours. And show it at home, too: trafficking "
        "exists in rich countries as in poor ones, and need not cross a border.</p>"
    ),
    do_dont(
        (
            "Picture the system as well: contracts, recruiters’ offices, supply chains, "
            "courtrooms.",
            "Let one sex, one skin colour or one country stand for all who are exploited, or for "
            "all who exploit.",
        )
    ),
)


def _harm(edition: int) -> Block:
    return subsection(
        "do-no-harm",
        "Do no harm",
        definition("do-no-harm"),
        prose(
            as_of(
                edition,
                "<p>Think of the worst use before others do: a trafficker who searches for a "
                "witness, a family that learns of it from the newspaper, an employer who reads it "
                "in an archive.</p>",
                "<p>Think of the worst use before others do: a trafficker who searches for a "
                "witness, a family that learns of it online, an employer with a search engine, a "
                "program that finds the same face elsewhere.</p>",
            )
            + "<p>If you cannot rule the harm out, choose another picture; there always is one. "
            "Harm can fall on others as well: on relatives, on people from the same village, on a "
            "shelter whose gate can be recognised ((Picture files often record where and when they "
            "were taken. Remove these data before you pass a file on.)).</p>"
        ),
    )


_VOICE = subsection(
    "voice",
    "The voice behind the image",
    prose(
        "<p>A picture without a voice turns a person into an illustration. Let people speak: in a "
        "caption in their own words, in a recording, as authors under a name of their choice. Ask "
        "what they think, and not only what they suffered: who failed, what helped, what has to "
        "change. Where nobody can speak safely, say so, and leave the space empty.</p>"
    ),
)


def _keeping(edition: int) -> Block:
    return subsection(
        "keep-no-longer",
        "Keep images no longer than needed",
        prose(
            "<p>Every picture in an archive is one that can leak. "
            + as_of(
                edition,
                "Look through yours from time to time, and delete what is no longer used.</p>",
                "When you file one, set the day on which it will be looked at again: is it still "
                "true, still needed, still agreed to? If not, delete it, along with the copies "
                "that agencies, printers and partners hold ((So write down who receives a copy. "
                "Nobody can recall what they have lost sight of.)).</p>",
            )
        ),
    )


_PRIVACY = principle(
    "principle-3",
    "Privacy and dignity",
    prose(
        "<p>For people who have escaped a trafficker, privacy is protection. It is about more than "
        "the face. A voice, a way of walking, the view from a window, a school badge or the name "
        "of a village can be enough.</p>"
        "<p>To blur a face afterwards is weak protection: it can be forgotten in one version, and "
        "makes a person look like a suspect. Plan while the picture is being made: hands at work, "
        "a figure against the light, an object that matters to the person.</p>"
    ),
    do_dont(
        (
            "Change the name, and tell readers that you have.",
            "Put a black bar across the eyes. It hides little and accuses much.",
        ),
        (
            "Meet in a place that the person has chosen and that nobody will recognise.",
            "Take pictures during a raid, a medical examination or an interview with the police.",
        ),
    ),
    definition("personal-data"),
    prose(
        "<p>Pictures of identifiable people are personal data. What they reveal about health, "
        "origin or sexual life is often specially protected by law. Encrypt the originals, and "
        "give access only to those who need it.</p>"
    ),
    legal_reference(
        palermo_protocol(
            "Article 6, paragraph 1",
            jurisdiction="001",
            text=(
                "States protect the privacy and identity of victims of trafficking, in appropriate "
                "cases and as far as their law allows."
            ),
        )
    ),
    callout(
        "When somebody is in danger",
        "<p>Take the picture down first, and discuss it afterwards. Tell every partner who has it "
        "on the same day, and ask search engines to remove it.</p>",
        tone="important",
    ),
    key_message=(
        "Protect everything by which a person can be recognised: face, voice, name, place, family. "
        "Nobody who has lost control over their life once should lose it again over a picture."
    ),
    short_version="key_message",
)

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
