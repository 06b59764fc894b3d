"""The list of campaigns, and *My Story, My Dignity* as a whole one."""

from demo.content.blocks import (
    Block,
    answer,
    button,
    callout,
    milestone,
    numbers,
    paragraph,
    press_text,
    quote,
    target,
)
from demo.content.directory.coalition import OBJECTIVES
from demo.content.guidance.note import WRITTEN_FOR_THIS
from demo.content.page import PageContent

SOURCE = "Freedom United"
_REVIEW = "Review the style guide, so that survivors and their stories are shown with dignity."
_ASKED = answer(
    "asked",
    "2017-01-01",
    "One of the four that were asked first. Only the year is known; its first day stands for it.",
    SOURCE,
)
_CONFIRMED = answer(
    "agreed",
    "2017-03-01",
    "The Guardian confirms. Only the month is known; its first day stands for it.",
    SOURCE,
)

_TARGETS: list[Block] = [
    target("The Guardian", _REVIEW, _ASKED, _CONFIRMED),
    target("Associated Press", _REVIEW, _ASKED),
    target("The New York Times", _REVIEW, _ASKED),
    target("Daily Mail", _REVIEW, _ASKED),
]

_MILESTONES: list[Block] = [
    milestone(
        "2016-03-01",
        "A discussion begins",
        "Members of Freedom Collaborative talk about how people who were trafficked are shown in "
        "pictures. From their 44 comments a guidance note grows within the year.",
    ),
    milestone(
        "2017-01-01",
        "The campaign starts",
        "Freedom United begins it with Chab Dai, HAART Kenya and Liberty Asia, and asks four news "
        "organisations first.",
    ),
    milestone("2017-03-01", "The Guardian confirms"),
    milestone(
        "2020-02-01",
        "The U.S. State Department joins",
        "It adopts the campaign and its pledge, and issues guidelines.",
    ),
    milestone("2023-07-01", "Another newspaper follows"),
]

_PRESS_KIT: list[Block] = [
    press_text(
        "<p><b>In one sentence:</b> <i>My Story, My Dignity</i> asks news media to review their "
        "style guides together with survivors of modern slavery.</p>"
        "<p><b>When you report on it:</b></p>"
        "<ul>"
        "<li>Say <i>survivor</i>, unless a person calls themselves something else.</li>"
        "<li>Show work, places and hands that do something. Show nobody who has not agreed to "
        "it.</li>"
        "<li>Ask us for a speaker a week ahead, with your questions and your fee.</li>"
        "<li>The petition’s number is counted one by one and can be quoted: "
        '<a href="page:counting">how we count</a>.</li>'
        "</ul>"
        "<p>The drawings on this page may be printed without asking.</p>"
    ),
]

CAMPAIGN_LIST = PageContent(
    key="campaigns",
    kind="campaign list",
    title="Campaigns",
    slug="campaigns",
    in_menus=True,
    fields={
        "search_description": (
            "What organisations against trafficking ask for together, whom they ask, and what "
            "came of it."
        ),
        "introduction": (
            "What many organisations ask for together: of whom, with which petitions and pledges, "
            "and what was answered."
        ),
    },
)

CAMPAIGN = PageContent(
    key="campaign",
    kind="campaign",
    title="My Story, My Dignity",
    slug="my-story-my-dignity",
    parent="campaigns",
    published=200,
    fields={
        "summary": (
            "Organisations in many countries ask news media to tell stories of modern slavery "
            "together with survivors, and to write dignity and consent into their style guides."
        ),
        "image_description": (
            "A patchwork of eighteen squares, each with a pattern of its own; one is blue."
        ),
        "problem": (
            "<p>Most people meet modern slavery as a headline and a picture: bound hands, a face "
            "in tears, a name that should not be there. What they see is seldom what happened, and "
            "whoever is shown was seldom asked.</p>"
            "<p>A story that was told without its owner goes on hurting. It hides all those who "
            "were never chained, it can lead an exploiter to a door, and it stays online. And each "
            "organisation that wants to change this has had to begin alone.</p>"
        ),
        "ask": (
            "<p>We ask news media, and everyone who tells such stories, to:</p>"
            "<ul>"
            "<li>review their style guides together with survivors;</li>"
            "<li>choose pictures and words that represent what happened, without sensation;</li>"
            "<li>protect privacy, and take the greatest care with children;</li>"
            "<li>obtain consent beforehand, say how a story will be used, and accept a no;</li>"
            "<li>make public what they have changed.</li>"
            "</ul>"
        ),
        "hashtag": "MyStoryMyDignity",
    },
    streams={
        "targets": _TARGETS,
        "objectives": OBJECTIVES,
        "milestones": _MILESTONES,
        "press_kit": _PRESS_KIT,
    },
    body=[
        paragraph(
            "<h3>Where the campaign comes from</h3>"
            "<p>Freedom United began <i>My Story, My Dignity</i> in 2017, with Chab Dai, HAART "
            "Kenya and Liberty Asia as partners. It first turned to the Associated Press, The New "
            "York Times, the Daily Mail and The Guardian. In the campaign’s video survivors speak "
            "for themselves, and each of them has recorded their consent to its "
            "distribution.</p>"
        ),
        quote(
            "Show me at my sewing machine, with my colleagues. That is where my story has got to.",
            "A member of a tailoring cooperative",
            WRITTEN_FOR_THIS,
        ),
        numbers(
            ("2017", "the year in which the campaign began", SOURCE),
            ("4", "newspapers and agencies that were asked first", SOURCE),
            ("30", "logos, or about as many, on the wall of the pledge", SOURCE),
        ),
        callout(
            "About this page",
            "<p>What is told here of the years from 2016 to 2023 is real, and shortened. The "
            "organisations that run the campaign on this site are invented. Where only a month or "
            "a year is known, its first day stands for it.</p>",
        ),
        button("Read the pledge that goes with it", "pledge"),
    ],
)

# Domains of organisations in the directory, with what they do in the campaign.
PARTNERS = {
    "open-chapter": "lead",
    "eastgate": "partner",
    "savanna-story-lab": "partner",
    "mango-tree": "partner",
    "segunda-pagina": "partner",
    "beit-sindyan": "partner",
    "ban-saengdao": "supporter",
    "nieuw-blad": "supporter",
}
# Keys of what belongs to it.
CAMPAIGN_PETITIONS = ["my-story", "pledge"]
CAMPAIGN_TOPICS = ["images", "consent", "privacy"]
CAMPAIGN_NOTES = ["use-of-victims-images"]
