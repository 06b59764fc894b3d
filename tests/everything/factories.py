"""The page with everything in it, filled."""

from typing import Any

from wagtail.rich_text import RichText
from wagtail_factories import ImageFactory

from core.blocks import BodyBlock
from core.models import Footer, HomePage
from tests.everything.models import EverythingPage, Step, Year

# What translators are to translate, each as often as it stands on the page.
STRINGS = [
    "Everything",
    "In search engines",
    "Described for search engines",
    "What there is.",
    'Read <a id="a1">their answer</a> to <b>us</b>.',
    "What we ask",
    'See <a id="a1">the first page</a> and <a id="a2">the note</a>.',
    "Said twice.",
    "A market at dawn",
    "Drawn by a member",
    "Ask me first.",
    "A survivor",
    "Founder",
    "Before you publish",
    "Ask <i>once</i> more.",
    "5,003",
    "signatures",
    "Our own count",
    "1 in 3",
    "never answered",
    "Read the pledge",
    "Write to us",
    "From the workshops",
    "Hands at a loom",
    "Drawn on paper",
    "In their own words",
    "I tell <b>my</b> story.",
    "First step &amp; more",
    "Second step",
]
# What is the same in every language, and stands in no PO file.
SYNCHRONISED = [
    "everything",
    "https://example.org/answer",
    "https://example.org/elsewhere",
    "https://vimeo.com/76979871",
    "https://example.org/step",
    "desk@example.org",
    "important",
    "dawn-tag",
    "2026-03-08",
    "1948",
    "A picture's own title",
    "For staff: the everything footer",
]


def everything_page(home: HomePage) -> EverythingPage:
    """Return a live page with every block, field and child filled."""
    image = ImageFactory(title="A picture's own title")
    footer = Footer.objects.create(
        title="For staff: the everything footer", text="<p>At the foot.</p>", locale=home.locale
    )
    page = EverythingPage(
        title="Everything",
        slug="everything",
        seo_title="In search engines",
        search_description="Described for search engines",
        show_in_menus=True,
        introduction="What there is.",
        text='<p>Read <a href="https://example.org/answer">their answer</a> to <b>us</b>.</p>',
        body=_body(home, image),
        kind="call",
        link="https://example.org/answer",
        email="desk@example.org",
        day="2026-03-08",
        is_shown=True,
        image=image,
        footer=footer,
    )
    page.steps = [
        Step(text="First step & more", link="https://example.org/step", sort_order=0),
        Step(text="Second step", sort_order=1),
    ]
    page.years = [Year(year=1948, sort_order=0), Year(year=1998, sort_order=1)]
    page.tags.add("dawn-tag", "news")
    home.add_child(instance=page)
    page.save_revision().publish()
    return EverythingPage.objects.get(pk=page.pk)


def _body(home: HomePage, image: Any) -> Any:
    image.contextual_alt_text, image.decorative = "A market at dawn", False
    loom = ImageFactory(title="A picture's own title")
    loom.contextual_alt_text, loom.decorative = "Hands at a loom", False
    blocks = [
        (
            "paragraph",
            RichText(
                f'<h2>What we ask</h2><p>See <a id="{home.pk}" linktype="page">the first page</a>'
                ' and <a id="7" linktype="document">the note</a>.</p>'
                "<p>Said twice.</p><p>Said twice.</p>"
            ),
        ),
        ("figure", {"image": image, "caption": "Drawn by a member"}),
        ("quote", {"text": "Ask me first.", "attribution": "A survivor", "role": "Founder"}),
        (
            "callout",
            {
                "tone": "important",
                "heading": "Before you publish",
                "text": RichText("<p>Ask <i>once</i> more.</p>"),
            },
        ),
        (
            "numbers",
            {
                "items": [
                    {"number": "5,003", "label": "signatures", "source": "Our own count"},
                    {"number": "1 in 3", "label": "never answered", "source": ""},
                ]
            },
        ),
        ("call_to_action", {"label": "Read the pledge", "page": home, "url": ""}),
        (
            "call_to_action",
            {"label": "Write to us", "page": None, "url": "https://example.org/elsewhere"},
        ),
        (
            "gallery",
            {
                "heading": "From the workshops",
                "pictures": [{"image": loom, "caption": "Drawn on paper"}],
            },
        ),
        (
            "video",
            {
                "title": "In their own words",
                "poster": image,
                "document": None,
                "url": "https://vimeo.com/76979871",
                "captions": [],
                "transcript": RichText("<p>I tell <b>my</b> story.</p>"),
            },
        ),
    ]
    names = {name for name, _value in blocks}
    assert names == set(BodyBlock().child_blocks), "A block is missing from the page."
    return [{"type": name, "value": _raw(name, value)} for name, value in blocks]


def _raw(name: str, value: Any) -> Any:
    """Return what Wagtail stores for a block."""
    block = BodyBlock().child_blocks[name]
    return block.get_prep_value(block.normalize(value))
