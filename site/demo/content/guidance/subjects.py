"""What notes are filtered by, and the terms that they explain."""

from demo.content.guidance.note import Subject, Term

TOPICS = [
    Subject("images", "Pictures and film"),
    Subject("consent", "Consent"),
    Subject("privacy", "Privacy and safety"),
    Subject("children", "Children"),
    Subject("interviews", "Interviews"),
    Subject("events", "Events"),
    Subject("languages", "Languages"),
]

AUDIENCES = [
    Subject("journalists", "Journalists and photographers"),
    Subject("campaigners", "Campaign and fundraising teams"),
    Subject("event-organisers", "Event organisers"),
    Subject("caseworkers", "Caseworkers"),
    Subject("interpreters", "Interpreters and translators"),
]

GLOSSARY = [
    Term(
        "survivor",
        "survivor",
        "Someone who has lived through trafficking, forced labour or slavery. The word looks at "
        "the person and their life since then; “victim” is the word of the law for somebody to "
        "whom a crime was done.",
    ),
    Term(
        "informed-consent",
        "informed consent",
        "A yes that somebody gives freely and beforehand, for a stated purpose, knowing what will "
        "be done, who will see it and what may come of it. It can be taken back.",
    ),
    Term(
        "personal-data",
        "personal data",
        "Everything that says something about a person who can be identified: a name, a picture, a "
        "voice, a place, also when only several of them together lead to the person.",
    ),
    Term(
        "do-no-harm",
        "do no harm",
        "The duty to ask of every step who could be hurt by it, now or later, and not to take it "
        "if the hurt cannot be prevented, however good the purpose.",
    ),
    Term(
        "identifiable-person",
        "identifiable person",
        "Somebody whom others can recognise from what is shown or told. It is enough that family, "
        "neighbours or a former exploiter can.",
    ),
    Term(
        "trafficking-in-persons",
        "trafficking in persons",
        "Recruiting, moving, sheltering or receiving people by threats, force, deception or the "
        "abuse of their situation, in order to exploit them. For anyone under 18 the purpose "
        "alone is enough. No border needs to be crossed.",
    ),
]
