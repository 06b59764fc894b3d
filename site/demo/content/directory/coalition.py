"""The coalition: an alliance of twelve organisations, and their six objectives."""

from demo.content.blocks import objective
from demo.content.directory.entry import Entry

OBJECTIVES = [
    objective(
        "Survivors decide",
        "Nothing about a survivor’s life is published without consent that was given beforehand "
        "and can be taken back.",
    ),
    objective(
        "Style guides that say so",
        "Every newsroom that we work with has written rules for stories of trafficking, and "
        "survivors have helped to write them.",
    ),
    objective(
        "Pictures that represent",
        "Picture desks have something better than chains and tears: an archive that shows the "
        "work, the places and the people as they are.",
    ),
    objective(
        "Work that is paid",
        "Survivors who advise, speak or check a text are paid as other experts are.",
    ),
    objective(
        "Children are protected",
        "No child can be recognised in a story of exploitation, not even years later.",
    ),
    objective(
        "One message, shared credit",
        "Members speak with one message, each names a liaison, and together they follow up what "
        "was promised.",
    ),
]

COALITION = Entry(
    "open-chapter",
    "Open Chapter Alliance",
    "coalition",
    "AU BR CA FR GB IN KE KH LB MX NP TN",
    "ar en es fr",
    "advocacy training reporting",
    "Twelve organisations in twelve countries that ask together for stories to be told with the "
    "people they belong to.",
)
DESCRIPTION = (
    "<p>The members decide together what they ask for, and each of them does what it knows best: "
    "survivors’ councils advise, newsrooms try the rules out, lawyers answer for them. Whoever is "
    "a member names a liaison, whom the others can call.</p>"
    "<p>The chair changes every two years. Decisions need nine of the twelve votes, and none is "
    "taken against the survivors’ council.</p>"
)

# Domains of the members, with their roles.
MEMBERS = {
    "eastgate": "chair",
    "savanna-story-lab": "steering",
    "mango-tree": "steering",
    "segunda-pagina": "steering",
    "beit-sindyan": "member",
    "brickfield": "member",
    "himal-tailoring": "member",
    "hourouf": "member",
    "les-mots-justes": "member",
    "novas-vozes": "member",
    "samvad": "member",
    "elmwood": "observer",
}

# Domain, name, role, whether the name is public.
LIAISONS = [
    ("eastgate", "Imogen Marlowe", "Chair", True),
    ("savanna-story-lab", "Wanjiru Odhiambo", "Producer", False),
]
