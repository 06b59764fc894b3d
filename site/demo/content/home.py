"""The home page and the list of petitions."""

from demo.content.blocks import button, callout, numbers, paragraph, quote
from demo.content.page import PageContent

HOME = PageContent(
    key="home",
    kind="home",
    title="Every story belongs to someone",
    slug="home",
    parent="",
    fields={
        "search_description": (
            "A coalition that asks for stories of trafficking and forced labour to be told "
            "with the people they belong to."
        ),
        "introduction": (
            "<p>We are a coalition of organisations and of people who have lived through "
            "trafficking and forced labour. We ask those who write, film and publish to tell "
            "these stories with the people they belong to, and only as far as they want them "
            "told.</p>"
            "<p>Put your name to what you agree with. You need no account, and you decide what "
            "others see.</p>"
        ),
    },
    body=[
        paragraph(
            "<h2>What we ask for</h2>"
            "<p>Nobody should lose the say over their own story a second time. In the newsroom, "
            "in a campaign or on a stage, it takes the same four things:</p>"
            "<ul>"
            "<li>pictures that respect the person and represent the issue,</li>"
            "<li>words that are accurate and leave sensation out,</li>"
            "<li>care for privacy and dignity,</li>"
            "<li>consent before publication, and openness about how a story will be used.</li>"
            "</ul>"
        ),
        quote(
            "Ask me what I want people to know. Then let me read it before they do.",
            "A survivors’ council",
            "Words written for this demonstration",
        ),
        numbers(
            ("459", "organisations in one network after its first year", "Freedom Collaborative"),
            ("43", "countries they came from", "Freedom Collaborative"),
            (
                "44",
                "comments in the discussion from which a guidance note on images grew",
                "Freedom Collaborative, March 2016",
            ),
        ),
        callout(
            "Signed by people, counted one by one",
            "<p>Every signature is confirmed by mail before it counts, and every number on this "
            'site can be explained. <a href="page:counting">Read how we count</a>.</p>',
        ),
        button("See all petitions and pledges", "petitions"),
    ],
)

PETITION_LIST = PageContent(
    key="petitions",
    kind="petition list",
    title="Petitions and pledges",
    slug="petitions",
    in_menus=True,
    fields={
        "search_description": (
            "Petitions and pledges for the dignity of survivors in media, campaigns and events."
        ),
        "introduction": (
            "A petition asks somebody else to act. A pledge binds those who sign it. Both can be "
            "read and signed in every language of this site, and all signatures count together."
        ),
    },
)
