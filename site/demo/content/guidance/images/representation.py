"""The second principle of the note on pictures: what stands for the issue."""

from demo.content.blocks import Block, definition, do_dont, figure, principle, prose, subsection
from demo.content.guidance.note import as_of


def representation(edition: int) -> list[Block]:
    """Return the principle and its parts as they stand in the edition."""
    return [_REPRESENTATIVE, _DIVERSITY, _harm(edition), _VOICE, _keeping(edition)]


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
        "as colleagues, experts, parents and neighbours. Trafficking "
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
