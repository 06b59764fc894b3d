"""The list of events, one webinar to come and one that was."""

from dataclasses import dataclass

from demo.content.blocks import button, callout, paragraph
from demo.content.page import PageContent


@dataclass(frozen=True)
class SessionContent:
    """A session on a Thursday, or on a day after it, as clocks show it in its place."""

    title: str
    # The first Thursday from so many days after loading; before it, if negative.
    days: int
    # Days after that Thursday.
    later: int
    starts_at: str
    ends_at: str
    # By its name in the IANA database.
    time_zone: str
    languages: tuple[str, ...]
    place: str = ""


EVENT_LIST = PageContent(
    key="events",
    kind="event list",
    title="Events",
    slug="events",
    in_menus=True,
    fields={
        "search_description": "Webinars and meetings of the coalition and its campaigns.",
        "introduction": (
            "Webinars and meetings around our campaigns. The hours change from one to the next, "
            "so that no part of the world always has to get up at night."
        ),
    },
)

WEBINAR = PageContent(
    key="webinar",
    kind="event",
    title="From consent to headline",
    slug="from-consent-to-headline",
    parent="events",
    published=30,
    fields={
        "summary": (
            "An editor, a photographer and two survivors follow one story from the first call to "
            "the printed page. Two sessions, at hours for Asia and for the Americas."
        ),
        "hashtag": "MyStoryMyDignity",
        "languages": ("ar", "en", "es", "th"),
    },
    body=[
        paragraph(
            "<h3>What it is about</h3>"
            "<p>Everyone in the story agreed. Then the headline was written, a picture was chosen "
            "on another floor, and nobody called again. We look at each of these moments and at "
            "what would have helped: a sentence in the style guide, a second call, a no that is "
            "heard.</p>"
            "<h3>How to take part</h3>"
            "<ul>"
            "<li>Register, and choose a session. Both have the same content and other "
            "guests.</li>"
            "<li>Send your questions beforehand. Our guests decide which they answer.</li>"
            "<li>Cameras stay off unless you turn yours on. What the audience says is not "
            "recorded.</li>"
            "</ul>"
        ),
        callout(
            "Our guests are paid",
            "<p>They have agreed the limits of the conversation with us beforehand, as the pledge "
            "for events asks. Please ask about the work, and not about what was done to "
            "them.</p>",
        ),
    ],
)

PAST_WEBINAR = PageContent(
    key="past-webinar",
    kind="event",
    title="What a style guide can say about us",
    slug="what-a-style-guide-can-say-about-us",
    parent="events",
    published=110,
    fields={
        "summary": (
            "Editors and members of survivors’ councils read pages of style guides together, and "
            "write one of their own."
        ),
        "hashtag": "MyStoryMyDignity",
        "languages": ("en", "fr", "sw"),
        "afterwards": (
            "<p>Editors and members of three survivors’ councils read six pages aloud and crossed "
            "out what they would not want to read about themselves. Of one page nothing "
            "remained.</p>"
            "<p>They agreed on four sentences that fit into any style guide:</p>"
            "<ol>"
            "<li>We ask people how they want to be called, and call them so.</li>"
            "<li>We describe what was done by those who did it.</li>"
            "<li>We read quotations back before we publish them.</li>"
            "<li>We take a picture down when the person asks us to, and say that we did.</li>"
            "</ol>"
        ),
    },
    body=[
        paragraph(
            "<h3>What it was about</h3>"
            "<p>Style guides have pages about commas, and about ships. Few have one about people "
            "who lived through forced labour. We read some that do.</p>"
        ),
        button("Read the guidance", "guidance"),
    ],
)

SESSIONS = {
    "webinar": [
        SessionContent(
            "First session: for Asia",
            days=21,
            later=0,
            starts_at="14:00",
            ends_at="15:30",
            time_zone="Asia/Bangkok",
            languages=("en", "th"),
        ),
        SessionContent(
            "Second session: for the Americas",
            days=21,
            later=1,
            starts_at="10:00",
            ends_at="11:30",
            time_zone="America/Bogota",
            languages=("ar", "en", "es"),
        ),
    ],
    "past-webinar": [
        SessionContent(
            "",
            days=-70,
            later=0,
            starts_at="15:00",
            ends_at="17:00",
            time_zone="Africa/Nairobi",
            languages=(),
            place="Nairobi, Savanna Story Lab, and online",
        ),
    ],
}
# The key of the form by which people register.
REGISTRATIONS = {"webinar": "registration"}
