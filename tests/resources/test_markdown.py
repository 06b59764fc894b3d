"""An edition in plain text: everything in it is there, and what is text stays text."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.citing import Publication
from resources.documents import Author, Document, Footnote, Section
from resources.markdown import as_markdown

pytestmark = pytest.mark.one_database
quick = settings(deadline=None, database=None)

DIGEST = "a" * 64
URL = "https://example.org/en/editions/pictures/2/"


def publication(*sections: Section, **more: Any) -> Publication:
    made = Document("Use of Images", "How to choose.", "en", sections=sections)
    made = replace(made, **{key: more.pop(key) for key in list(more) if hasattr(made, key)})
    facts = {
        "code": "pictures",
        "label": "2",
        "issued": date(2023, 7, 3),
        "url": URL,
        "publisher": "Undersigned",
        **more,
    }
    return Publication(made, **facts)


def body(html: str, kind: str = "section", **more: Any) -> str:
    """Return the Markdown of a section's content."""
    section = Section("k", kind, "1", "section-1", "Heading", html=html, **more)
    return as_markdown(publication(section)).split("Heading\n\n", 1)[1].rstrip("\n")


def test_what_is_said_about_the_whole_stands_in_front() -> None:
    text = as_markdown(
        publication(
            title='Images: "theirs" \\ ours\u2028',
            authors=(Author(False, "Silva", "Ana"), Author(True, "- Liberty: #1")),
            licence_name="Creative Commons Attribution 4.0",
            licence_url="https://creativecommons.org/licenses/by/4.0/",
        )
    )
    front, rest = text.removeprefix("---\n").split("\n---\n", 1)
    assert front.split("\n") == [
        'title: "Images: \\"theirs\\" \\\\ ours\\u2028"',
        'language: "en"',
        'edition: "2"',
        "date: 2023-07-03",
        'licence: "Creative Commons Attribution 4.0"',
        'licence_url: "https://creativecommons.org/licenses/by/4.0/"',
        f'url: "{URL}"',
        "authors:",
        '  - "Ana Silva"',
        '  - "- Liberty: #1"',
    ]
    assert rest == '\n# Images: "theirs" \\\\ ours\n\nHow to choose.\n'


def test_sections_are_headings_with_their_numbers() -> None:
    text = as_markdown(
        publication(
            Section("a", "section", "1", "section-1", "Consent", "Ask *first*.", html="<p>One</p>"),
            Section("b", "subsection", "1.1", "section-1-1", "Children", html="<h3>Small</h3>"),
            Section("c", "checklist", "Annex 1", "annex-1", "List #2"),
        )
    )
    assert text.split("\n\n", 2)[2] == (
        "How to choose.\n\n## 1 Consent\n\n**Ask \\*first\\*.**\n\nOne\n\n### 1.1 Children\n\n"
        "#### Small\n\n## Annex 1 – List \\#2\n"
    )


def test_footnotes_stand_at_the_end() -> None:
    mark = '<sup class="footnote-mark"><a href="#note-{0}" id="mark-{0}">{0}</a></sup>'
    text = as_markdown(
        publication(
            Section("a", "section", "1", "s", "A", html=f"<p>True{mark.format(1)}.</p>",
                    footnotes=(Footnote(1, 'See <i>Doe</i>, <a href="/en/x/">here</a>.'),)),
            Section("b", "section", "2", "s", "B", html=f"<p>As well{mark.format(2)}</p>",
                    footnotes=(Footnote(2, "<p>One</p><p>Two</p>"),)),
        )
    )  # fmt: skip
    assert "True[^1].\n" in text
    assert "As well[^2]\n" in text
    assert text.endswith(
        "[^1]: See *Doe*, [here](https://example.org/en/x/).\n\n[^2]: One\n\n    Two\n"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b> <i>c</i></p><p>d</p>", "a **b** *c*\n\nd"),
        ("<p>one<br>two<br><br></p>", "one\\\ntwo"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li><li>b</li></ol><p>c</p>", "1. a\n2. b\n\nc"),
        ('<p><a href="/en/x (1)/">a</a></p>', "[a](https://example.org/en/x%20%281%29/)"),
        ('<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>', "[a](https://x.org/?a=1&b=2)"),
        ('<p><a href="mailto:a@b.org">a</a></p>', "[a](mailto:a@b.org)"),
        (
            '<figure class="quote"><blockquote class="quote__text"><p>Ask me.</p></blockquote>'
            '<figcaption class="quote__by"><b>Ana</b><span>Director</span></figcaption></figure>',
            "> Ask me.\n>\n> – Ana, Director",
        ),
        (
            '<div class="callout callout--note"><p class="callout__heading">Wait</p>'
            '<div class="prose"><p>One</p><p>Two</p></div></div>',
            "> **Wait**\n>\n> One\n>\n> Two",
        ),
        (
            f'<figure class="figure"><img src="/edition-files/{DIGEST}/a.jpg" alt="A [hand]">\n '
            '<figcaption>Hands <span class="figure__credit">Image: X</span></figcaption></figure>',
            f"![A \\[hand\\]](https://example.org/edition-files/{DIGEST}/a.jpg)\n\nHands Image: X",
        ),
        (
            '<dl class="definition"><dt>consent</dt><dd>A free yes.</dd></dl>',
            "**consent**: A free yes.",
        ),
        (
            '<p class="legal-reference"><cite>ICCPR</cite>, Article 17 (1966)</p>',
            "*ICCPR*, Article 17 (1966)",
        ),
        (
            f'<p class="download"><a href="/edition-files/{DIGEST}/a.pdf">A</a> '
            '<span class="download__about">PDF, 1 kB</span></p>',
            f"[A](https://example.org/edition-files/{DIGEST}/a.pdf) PDF, 1 kB",
        ),
        (
            '<div class="prose"><p>Fill in:</p></div><div class="form-letter"><p>I, <input '
            'class="blank" aria-label="Name of the person">, agree.</p></div>',
            "Fill in:\n\nI, \\[Name of the person\\], agree.",
        ),
        (
            '<div class="checklist" data-checklist="1"><h3>Before</h3><ul><li><label><input '
            'type="checkbox" value="1"> <span>Ask</span></label></li><li><label><input '
            'type="checkbox" value="2"> <span>Ask again</span></label></li></ul></div>',
            "### Before\n\n- [ ] Ask\n- [ ] Ask again",
        ),
        (
            '<section class="jurisdiction"><h3>Thailand</h3><div class="prose"><p>Law.</p></div>'
            '<ul class="legal-references"><li class="legal-reference"><cite>Act</cite></li></ul>'
            "</section>",
            "### Thailand\n\nLaw.\n\n- *Act*",
        ),
    ],
)
def test_each_kind_of_block(html: str, markdown: str) -> None:
    assert body(html) == markdown


def test_who_said_it_has_the_comma_of_the_language() -> None:
    html = (
        '<figure class="quote"><blockquote class="quote__text"><p>س</p></blockquote>'
        '<figcaption class="quote__by"><b>ص</b><span>ض</span></figcaption></figure>'
    )
    section = Section("k", "section", "1", "section-1", "س", html=html)
    assert "– ص، ض" in as_markdown(publication(section, language="ar"))


def test_a_line_break_beside_a_picture_is_a_space() -> None:
    assert body('<figure class="figure"><img src="/a.jpg" alt="x"><br>y</figure>').endswith(" y")


def test_pairs_of_do_and_dont_are_labelled() -> None:
    pair = (
        '<div class="do-dont__pair"><div class="do-dont__do"><p class="do-dont__label">Do</p>'
        '<p>Ask.</p></div><div class="do-dont__dont"><p class="do-dont__label">Don’t</p>'
        "<p>Guess.</p></div></div>"
    )
    html = f'<p>So:</p><div class="do-dont">{pair}{pair}</div><p>After</p>'
    assert body(html) == (
        "So:\n\n- **Do:** Ask.\n- **Don’t:** Guess.\n- **Do:** Ask.\n- **Don’t:** Guess.\n\nAfter"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("*a* _b_ `c` [d](e) #f", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\#f"),
        ("&lt;b&gt; &amp;amp; a|b ~~c~~", "\\<b\\> \\&amp; a\\|b \\~\\~c\\~\\~"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("1. a", "1\\. a"),
        ("<i></i>1<b></b>. a", "1\\. a"),
        ("2016) a", "2016\\) a"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("a<br>- b<br>===", "a\\\n\\- b\\\n\\==="),
        ("# a", "\\# a"),
        ("&gt; a", "\\> a"),
        ("A well-known 1.5 (1) - 2. Yes!", "A well-known 1.5 (1) - 2. Yes!"),
        ('Look!<a href="/x/">here</a>', "Look\\![here](https://example.org/x/)"),
        ('<a href="javascript:alert(1)">bad</a> <a href="//[">worse</a>', "bad worse"),
        # Signs would be read as asterisks here.
        ("say<b>“no”</b>now", "say<strong>“no”</strong>now"),
        ("<b>a</b><i>b</i>", "<strong>a</strong><em>b</em>"),
        ("<b>a<strong>b</strong></b>", "**ab**"),
        ("ภาพ<b>ถ่ายที่</b>นี้", "ภาพ**ถ่ายที่**นี้"),
        ("<cite>Act (2000)</cite>, (<i>“a”</i>)", "*Act (2000)*, (*“a”*)"),
    ],
)
def test_text_stays_text(html: str, markdown: str) -> None:
    assert body(f"<p>{html}</p>") == markdown


TEXT = st.text(max_size=12) | st.sampled_from(
    ["*", "_", "1. ", "- ", "#", "&lt;", "<br>", "`", "]"]
)
LINE = st.recursive(
    st.lists(TEXT, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["b", "i", "strong", "em", "cite"]), inner).map(
            lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"
        ),
        inner.map(lambda html: f'<a href="/x/">{html}</a>'),
        inner.map(lambda html: f'{html}<sup class="footnote-mark"><a href="#note-1">1</a></sup>'),
        inner.map(lambda html: f'<input class="blank" aria-label="A">{html}'),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=6,
)
FORMS = [
    "<p>{0}</p>",
    "<ul><li>{0}<ol><li>{1}</li></ol></li></ul>",
    '<div class="do-dont"><div class="do-dont__pair"><div class="do-dont__do">'
    '<p class="do-dont__label">Do</p><p>{0}</p></div><div class="do-dont__dont"><p>{1}</p></div>'
    "</div></div>",
    '<figure class="quote"><blockquote class="quote__text"><p>{0}</p></blockquote>'
    '<figcaption class="quote__by"><b>{1}</b></figcaption></figure>',
    '<div class="callout"><p class="callout__heading">{0}</p><div class="prose">{1}</div></div>',
    '<dl class="definition"><dt>{0}</dt><dd>{1}</dd></dl>',
    '<div class="checklist"><h3>{0}</h3><ul><li><label><input type="checkbox"> <span>{1}</span>'
    "</label></li></ul></div>",
    '<figure class="figure"><img src="{0}" alt="x"><figcaption>{1}</figcaption></figure>',
    "<!-- {0} --><script>{1}</script></div></p>",
]
HTML = st.lists(
    st.tuples(st.sampled_from(FORMS), LINE, LINE).map(lambda made: made[0].format(*made[1:])),
    max_size=4,
).map("".join)


@quick
@given(html=HTML, title=st.text(max_size=30), note=LINE)
def test_any_document_can_be_written(html: str, title: str, note: str) -> None:
    section = Section(
        "k", "section", "1", "section-1", title, title, html=html, footnotes=(Footnote(1, note),)
    )
    text = as_markdown(publication(section, title=title, summary=title))
    text.encode()
    assert "\x00" not in text
    assert "\n\n\n" not in text
    front = text.removeprefix("---\n").split("\n---\n", 1)[0]
    for line in front.split("\n"):
        assert re.match(r"[a-z_]+:|  - ", line)
        if '"' in line:
            assert json.loads(line[line.index('"') :]) is not None
    assert "[^1]: " in text
