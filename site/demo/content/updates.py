"""What is new in the campaign, over the years."""

from demo.content.blocks import button, paragraph
from demo.content.page import PageContent

UPDATES = [
    PageContent(
        key="update-2017",
        kind="update",
        title="The Guardian confirms",
        slug="the-guardian-confirms",
        parent="campaign",
        fields={
            "date": "2017-03-01",
            "summary": (
                "March 2017: of the four news organisations that the campaign asked first, The "
                "Guardian confirms."
            ),
        },
        body=[
            paragraph(
                "<p>The campaign asked the Associated Press, The New York Times, the Daily Mail "
                "and The Guardian to review how they show survivors of modern slavery. The "
                "Guardian has confirmed.</p>"
                "<p>A style guide is the quietest part of a newspaper, and one of the strongest: "
                "what it says is done every day, by people who never hear of a petition. That is "
                "why we begin there.</p>"
            ),
        ],
    ),
    PageContent(
        key="update-2020",
        kind="update",
        title="The U.S. State Department adopts campaign and pledge",
        slug="state-department-adopts-the-pledge",
        parent="campaign",
        fields={
            "date": "2020-02-01",
            "summary": (
                "February 2020: the U.S. State Department adopts the campaign and its pledge, and "
                "issues guidelines."
            ),
        },
        body=[
            paragraph(
                "<p>What began as a request to four news organisations now speaks to public "
                "authorities as well. The U.S. State Department has adopted the campaign and the "
                "pledge, and has issued guidelines.</p>"
                "<p>Does your ministry, your city or your school publish pictures of people whom "
                "it has helped? Show it the four principles. Whoever signs the pledge is held to "
                "it in public.</p>"
            ),
            button("Read the pledge that goes with it", "pledge"),
        ],
    ),
    PageContent(
        key="update-2023",
        kind="update",
        title="Another newspaper follows",
        slug="another-newspaper-follows",
        parent="campaign",
        fields={
            "date": "2023-07-01",
            "summary": (
                "July 2023: six years after the first requests, one more newspaper joins those "
                "that act on them."
            ),
        },
        body=[
            paragraph(
                "<p>It was not among the four that were asked first. That is how rules of a trade "
                "change: one newsroom writes them down, and the next one asks why it has none.</p>"
                "<p>If you work in a newsroom, take the petition to your editors. It says in four "
                "points what to write down.</p>"
            ),
            button("Sign the petition to news media", "my-story"),
        ],
    ),
]
