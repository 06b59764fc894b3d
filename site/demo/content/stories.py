"""The list of stories, and two of them: what organisations tried, and what came of it."""

from dataclasses import dataclass

from demo.content.blocks import button, callout, paragraph, quote
from demo.content.guidance.note import WRITTEN_FOR_THIS
from demo.content.page import PageContent


@dataclass(frozen=True)
class StoryFacts:
    """What a story is about, the same in every language."""

    # Domain in the directory.
    organisation: str
    topics: list[str]
    # ISO 3166-1 alpha-2.
    countries: tuple[str, ...]
    # Key of the drawing, and its title in the library of images.
    drawing: tuple[str, str]


STORY_LIST = PageContent(
    key="stories",
    kind="story list",
    title="Stories",
    slug="stories",
    in_menus=True,
    fields={
        "search_description": (
            "What organisations of the coalition have tried in their work, and what came of it."
        ),
        "introduction": (
            "What organisations have tried, where it led, and what they would do differently: "
            "told by those who did it, and only with the consent of all who appear in it."
        ),
        "invitation": (
            "Have you tried something that others can learn from? A few paragraphs are enough. "
            "What did not work is as welcome as what did."
        ),
    },
)

TAILORS = PageContent(
    key="story-tailors",
    kind="story",
    title="The reporter came twice",
    slug="the-reporter-came-twice",
    parent="stories",
    published=60,
    fields={
        "summary": (
            "A magazine once printed our faces without asking. When it came back, we had a page of "
            "rules ready. This is what changed."
        ),
        "image_description": "A drawing: eleven coats on a rail; one of them is blue.",
    },
    body=[
        paragraph(
            "<p>The first time, nobody asked. A photographer stood in the door of our workshop, "
            "and three weeks later four of us were in a magazine, with our faces and the name of "
            "our street. One of us had not told her family where she had been. She heard of the "
            "picture from her brother.</p>"
            "<p>The second time, we were prepared.</p>"
            "<h3>The page at our door</h3>"
            "<p>We had signed the pledge, and had put its four principles on one page, in our own "
            "words. Whoever wants to visit us gets the page first, and signs it:</p>"
            "<ul>"
            "<li>Write to us what the story is about, and who will read it.</li>"
            "<li>We choose who speaks. Whoever speaks is paid for the day.</li>"
            "<li>No faces, unless the woman herself says yes twice: before the picture is taken, "
            "and when she sees it.</li>"
            "<li>We read what we are quoted with before it is printed.</li>"
            "</ul>"
            "<h3>What came of it</h3>"
            "<p>The same magazine sent another reporter. She signed, and stayed for two days. What "
            "was printed in the end was a picture of eleven coats on a rail, and a text about what "
            "a recruiter promises, what a fair order pays, and how a sleeve is set in. Many "
            "readers wrote to the editors. Most of them wanted to know where one can buy the "
            "coats.</p>"
        ),
        quote(
            "This one I cut out and sent home myself.",
            "A member of the cooperative",
            WRITTEN_FOR_THIS,
        ),
        callout(
            "What we would do differently",
            "<p>We wrote the page after we had been hurt. It takes an afternoon: write yours "
            "before the first visitor comes.</p>",
        ),
        button("Read the pledge that goes with it", "pledge"),
    ],
)

RADIO = PageContent(
    key="story-radio",
    kind="story",
    title="A radio play in which nobody is recognised",
    slug="a-radio-play-in-which-nobody-is-recognised",
    parent="stories",
    published=25,
    fields={
        "summary": (
            "Listeners told our stations how they had been recruited. We broadcast what they know, "
            "and nothing of who they are."
        ),
        "image_description": "A drawing: a mast between hills, with rings of waves around its tip.",
    },
    body=[
        paragraph(
            "<p>We asked on air what people had been promised before they left for the mines, the "
            "workshops and the houses in the city. Forty-one called. All of them wanted others to "
            "be warned, and hardly any of them wanted to be heard: in a valley, a voice is as good "
            "as a name.</p>"
            "<p>So we made a play.</p>"
            "<h3>How it was made</h3>"
            "<ul>"
            "<li>Those who had called met twice, without a microphone, and decided what must be in "
            "it.</li>"
            "<li>Out of their experiences they made three people. Everything that happens to the "
            "three has happened, but never all of it to one person.</li>"
            "<li>Actors from other provinces speak the parts, in Quechua and in Spanish.</li>"
            "<li>Everyone listened to it before it was broadcast. We took out two scenes, because "
            "somebody had recognised a house in them.</li>"
            "</ul>"
            "<h3>What came of it</h3>"
            "<p>Each episode ends with the number of a lawyer who answers free of charge. In the "
            "first month she was called more than sixty times, most often by people who had not "
            "left yet: they wanted to know whether a contract was real.</p>"
        ),
        quote(
            "My neighbours said that it was about a girl from another valley. I let them say so.",
            "A listener who took part",
            WRITTEN_FOR_THIS,
        ),
        callout(
            "If you would like to do the same",
            "<p>We gladly lend you the scripts. You need time, actors who are not from the place, "
            "and the will to leave out your best scene.</p>",
        ),
    ],
)

STORIES = [TAILORS, RADIO]

STORY_FACTS = {
    TAILORS.key: StoryFacts(
        organisation="himal-tailoring",
        topics=["images", "consent"],
        countries=("NP",),
        drawing=("coats", "Eleven coats on a rail"),
    ),
    RADIO.key: StoryFacts(
        organisation="red-quechua",
        topics=["consent", "privacy", "languages"],
        countries=("BO", "PE"),
        drawing=("mast", "A mast between hills"),
    ),
}
