"""What has changed between two documents: which sections, which paragraphs, which words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.comparing import (
    Comparison,
    LanguagesDifferError,
    SectionChange,
    Status,
    compare,
)
from resources.comparing.marking import Marker
from resources.comparing.reading import MARK, Kind, blocks_of
from resources.comparing.words import Mark, Words
from resources.documents import Author, Document, Footnote, Section
from tests.petitions.html import read_html
from tests.steps import steps

pytestmark = pytest.mark.one_database
quick = settings(deadline=None, database=None)

DIGEST, OTHER_DIGEST = "a" * 64, "b" * 64


def section(key: str, heading: str = "", html: str = "", **more: Any) -> Section:
    return Section(
        key, "section", more.pop("label", ""), f"s-{key}", heading or key, html=html, **more
    )


def document(*sections: Section, language: str = "en", **more: Any) -> Document:
    return Document("Title", "Summary", language, sections=sections, **more)


def compare_html(old: str, new: str, language: str = "en") -> SectionChange:
    """Return the change of the one section of two documents."""
    return compare(
        document(section("a", html=old), language=language),
        document(section("a", html=new), language=language),
    ).sections[0]


def statuses(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.section.key, change.status.value) for change in comparison.sections]


def plain(change: SectionChange) -> list[str]:
    """Return each block with what was added in plus signs and what was removed in minus signs."""
    signs = {Mark.ADDED: "+", Mark.REMOVED: "-", Mark.SAME: ""}
    return [
        "".join(f"{signs[mark]}{text}{signs[mark]}" for mark, text in block.pieces)
        for block in change.blocks
    ]


# --- sections ----------------------------------------------------------------


def test_sections_are_told_by_their_keys() -> None:
    old = document(section("a"), section("b", "Then"), section("c"), section("d"))
    new = document(section("a"), section("e"), section("b", "Now"), section("d"))
    assert statuses(compare(old, new)) == [
        ("a", "unchanged"),
        ("e", "added"),
        ("b", "changed"),
        ("c", "removed"),
        ("d", "unchanged"),
    ]
    assert compare(old, new).counts == {"unchanged": 2, "added": 1, "changed": 1, "removed": 1}


def test_what_was_removed_stays_where_it_stood() -> None:
    old = document(*(section(key) for key in "abcde"))
    new = document(section("c"))
    assert [key for key, _status in statuses(compare(old, new))] == list("abcde")


def test_a_section_that_moves_is_the_only_one_that_does() -> None:
    old = document(*(section(key) for key in "abcdef"))
    new = document(*(section(key) for key in "aefbcd"))
    moved = [change.section.key for change in compare(old, new).sections if change.is_moved]
    assert moved == ["e", "f"]


def test_a_new_number_is_no_new_text() -> None:
    old = document(section("a", label="1"), section("b", label="2"))
    new = document(section("x", label="1"), section("a", label="2"), section("b", label="3"))
    comparison = compare(old, new)
    assert statuses(comparison) == [("x", "added"), ("a", "moved"), ("b", "moved")]
    assert [change.old_label for change in comparison.sections] == ["", "1", "2"]
    assert not any(change.is_moved for change in comparison.sections)


def test_copies_of_a_section_are_told_apart() -> None:
    twice = document(section("a", "One"), section("a", "Two"))
    assert compare(twice, twice).is_same
    assert statuses(compare(document(section("a", "One")), twice)) == [
        ("a", "unchanged"),
        ("a", "added"),
    ]


def test_the_same_document_has_not_changed() -> None:
    same = document(section("a", html="<p>Text</p>"), section("b"))
    assert compare(same, same).is_same
    assert not compare(same, same).changed
    assert not compare(same, document(section("b"), section("a", html="<p>Text</p>"))).is_same


def test_languages_are_not_compared() -> None:
    with pytest.raises(LanguagesDifferError):
        compare(document(language="en"), document(language="es"))


def test_what_is_said_about_the_document_is_compared() -> None:
    old = document(audiences=("Media",), licence="CC-BY-4.0")
    author = Author(is_organisation=False, family_name="Silva", given_name="Ana")
    new = replace(
        document(audiences=("Media", "Police"), licence="CC0-1.0", authors=(author,)),
        summary="Summary of it",
    )
    comparison = compare(old, new)
    assert [fact.name for fact in comparison.facts] == ["Summary", "Audience", "Authors", "Licence"]
    marker = Marker(in_words=False)
    shown = [marker.pieces(fact.pieces) for fact in comparison.facts]
    assert shown[0] == "Summary <ins>of it</ins>"
    assert shown[1] == "Media<ins>; Police</ins>"
    assert shown[2] == "<ins>Ana Silva</ins>"
    assert "Creative Commons Attribution 4.0" in shown[3]
    assert not comparison.is_same


# --- the text of a section ---------------------------------------------------


def test_words_are_compared() -> None:
    change = compare_html(
        "<p>Ask every person before you publish their picture.</p>",
        "<p>Ask every person twice before you print their picture.</p>",
    )
    assert plain(change) == ["Ask every person+ twice+ before you- publish-+ print+ their picture."]


def test_headings_key_messages_and_footnotes_are_compared() -> None:
    old = section("a", "Prior consent", key_message="Ask the person first.")
    new = replace(
        old,
        heading="Informed consent",
        key_message="Ask the person first, always.",
        footnotes=(Footnote(1, "<em>Judgment</em> of 3 May."),),
    )
    change = compare(document(old), document(new)).sections[0]
    assert change.status == Status.CHANGED
    assert [(piece.mark.value, piece.text) for piece in change.heading] == [
        ("removed", "Prior"),
        ("added", "Informed"),
        ("same", " consent"),
    ]
    assert [block.kind for block in change.blocks] == [Kind.KEY_MESSAGE, Kind.FOOTNOTE]
    assert plain(change) == ["Ask the person first+, always+.", "+Judgment of 3 May.+"]


def test_a_new_paragraph_and_a_removed_one_are_shown_whole() -> None:
    change = compare_html(
        "<p>One here.</p><p>Two here.</p>", "<p>One here.</p><p>Another thing</p>"
    )
    assert plain(change) == ["One here.", "-Two here.-", "+Another thing+"]


def test_paragraphs_are_paired_by_what_they_say() -> None:
    kept = "When somebody withdraws consent, take the picture down on the same day."
    change = compare_html(
        f"<p>Old words that go away wholly.</p><p>{kept}</p>",
        f"<p>{kept.replace('same', 'very same')}</p><p>Something entirely new stands here.</p>",
    )
    assert plain(change) == [
        "-Old words that go away wholly.-",
        "When somebody withdraws consent, take the picture down on the+ very+ same day.",
        "+Something entirely new stands here.+",
    ]


def test_one_change_rather_than_a_salad_of_words() -> None:
    beginning = "Ask the person, in their own language and before anything else,"
    change = compare_html(
        f"<p>{beginning} whether good is done by it.</p>",
        f"<p>{beginning} what harm is caused to them.</p>",
    )
    # "is" is in both, and would cut what has changed in two.
    assert plain(change) == [
        f"{beginning}- whether good is done by it-+ what harm is caused to them+."
    ]


def test_numbers_of_footnotes_may_shift() -> None:
    mark = '<sup class="footnote-mark"><a href="#note-{0}" id="mark-{0}">{0}</a></sup>'
    old = section(
        "a", html=f"<p>The court{mark.format(3)} agreed.</p>", footnotes=(Footnote(3, "N"),)
    )
    new = section(
        "a", html=f"<p>The court{mark.format(7)} agreed.</p>", footnotes=(Footnote(7, "N"),)
    )
    assert compare(document(old), document(new)).is_same
    without = section("a", html="<p>The court agreed.</p>", footnotes=())
    change = compare(document(without), document(new)).sections[0]
    assert plain(change) == [f"The court+{MARK}+ agreed.", "+N+"]
    assert '<ins><sup class="comparison__mark">[note]</sup></ins>' in Marker(False).blocks(
        change.blocks
    )


def test_markup_is_not_compared() -> None:
    change = compare_html(
        "<div class='prose'><p>Ask <b>first</b>,\n and  listen.</p></div>",
        "<section><p class='x'>Ask first, and listen.</p></section>",
    )
    assert change.status == Status.UNCHANGED


def test_each_kind_of_block_is_known() -> None:
    html = f"""
        <div class="do-dont"><div class="do-dont__pair">
          <div class="do-dont__do"><p class="do-dont__label">Do</p><p>Ask.</p></div>
          <div class="do-dont__dont"><p class="do-dont__label">Don’t</p><p>Guess.</p></div>
        </div></div>
        <figure class="quote"><blockquote class="quote__text"><p>Ask me.</p></blockquote>
          <figcaption class="quote__by"><b>Ana</b><span>Director</span></figcaption></figure>
        <figure class="figure"><img src="/edition-files/{DIGEST}/a.jpg" alt="A  hand">
          <figcaption>A hand <span class="figure__credit">Image: X</span></figcaption></figure>
        <div class="callout"><p class="callout__heading">Wait</p><p>Now</p></div>
        <dl class="definition"><dt>consent</dt><dd>A free yes.</dd></dl>
        <div class="form-letter"><p>I, <input class="blank" aria-label="Name">, agree.</p></div>
        <div class="checklist"><h3>Before</h3><ul>
          <li><label><input type="checkbox" value="1"> <span>Asked</span></label></li></ul></div>
        <div class="prose"><ul><li>Item <ul><li>Within</li></ul></li></ul></div>"""
    assert [(str(block.kind), block.text) for block in blocks_of(html)] == [
        ("do", "Ask."),
        ("dont", "Guess."),
        ("quote", "Ask me."),
        ("caption", "Ana Director"),
        ("picture", "A hand"),
        ("caption", "A hand Image: X"),
        ("heading", "Wait"),
        ("paragraph", "Now"),
        ("term", "consent"),
        ("definition", "A free yes."),
        ("letter", "I, [Name], agree."),
        ("heading", "Before"),
        ("check", "Asked"),
        ("item", "Item"),
        ("item", "Within"),
    ]


def test_another_picture_is_said_to_be_one() -> None:
    picture = '<figure class="figure"><img src="/edition-files/{}/{}.jpg" alt="{}"></figure>'
    same = compare_html(picture.format(DIGEST, "a", "Hand"), picture.format(DIGEST, "b", "Hand"))
    assert same.status == Status.UNCHANGED
    for alt in ("Hand", "Something else altogether"):
        other = compare_html(
            picture.format(DIGEST, "a", "Hand"), picture.format(OTHER_DIGEST, "a", alt)
        )
        assert other.status == Status.CHANGED
        assert "The picture has changed." in Marker().blocks(other.blocks)


def test_where_links_lead_is_compared() -> None:
    link = '<p>Read <a href="{}">the law</a>.</p>'
    change = compare_html(
        link.format("https://example.org/1"), link.format("https://example.org/2")
    )
    html = Marker(False).blocks(change.blocks)
    assert "Links: <del>https://example.org/1</del> <ins>https://example.org/2</ins>" in html
    file = link.format(f"/edition-files/{DIGEST}/law.pdf")
    change = compare_html(file, file.replace(DIGEST, OTHER_DIGEST))
    assert "The file has changed." in Marker().blocks(change.blocks)


def test_the_file_of_a_letter_is_compared() -> None:
    old = section("a", file=f"/edition-files/{DIGEST}/letter.docx")
    renamed = replace(old, file=f"/edition-files/{DIGEST}/form.docx")
    assert compare(document(old), document(renamed)).is_same
    for file in (f"/edition-files/{OTHER_DIGEST}/letter.docx", "", OTHER_DIGEST):
        change = compare(document(old), document(replace(old, file=file))).sections[0]
        assert change.status == Status.CHANGED
        assert change.has_other_file


# --- languages ---------------------------------------------------------------


def test_thai_is_compared_by_words() -> None:
    change = compare_html(
        "<p>ขอความยินยอมจากเจ้าของภาพก่อนเผยแพร่ภาพถ่าย</p>",
        "<p>ขอความยินยอมจากผู้ปกครองก่อนเผยแพร่ภาพถ่าย</p>",
        "th",
    )
    assert plain(change) == ["ขอความยินยอมจาก-เจ้าของภาพ-+ผู้ปกครอง+ก่อนเผยแพร่ภาพถ่าย"]


def test_arabic_is_compared_by_words_with_their_vowel_signs() -> None:
    change = compare_html(
        "<p>اطلب الموافقة قبل نشر الصورة، دائمًا.</p>",
        "<p>اطلب الموافقة الخطية قبل نشر الصورة، دائمًا.</p>",
        "ar",
    )
    assert plain(change) == ["اطلب الموافقة+ الخطية+ قبل نشر الصورة، دائمًا."]


def test_eye_and_ear_can_tell() -> None:
    change = compare_html("<p>Ask once before you print.</p>", "<p>Ask twice before you print.</p>")
    assert Marker().blocks(change.blocks) == (
        '<p class="comparison__block comparison__block--paragraph is-changed">Ask '
        '<del><span class="visually-hidden">[removed] </span>once'
        '<span class="visually-hidden"> [end of removal]</span></del> '
        '<ins><span class="visually-hidden">[added] </span>twice'
        '<span class="visually-hidden"> [end of addition]</span></ins> before you print.</p>'
    )


def test_a_section_that_is_whole_says_so_once() -> None:
    comparison = compare(document(), document(section("a", html="<p>One</p><p>Two</p>")))
    assert Marker(in_words=False).blocks(comparison.sections[0].blocks) == (
        '<p class="comparison__block comparison__block--paragraph is-added"><ins>One</ins></p>'
        '<p class="comparison__block comparison__block--paragraph is-added"><ins>Two</ins></p>'
    )


def test_a_list_stays_a_list() -> None:
    change = compare_html(
        "<p>See:</p><ul><li>One</li></ul>", "<p>See:</p><ul><li>One</li><li>Two</li></ul>"
    )
    html = Marker(False).blocks(change.blocks)
    assert html.count("<ul") == html.count("</ul>") == 1
    assert html.count("<li") == 2


# --- whatever comes ----------------------------------------------------------

SCRAPS = st.sampled_from(
    [
        "Ask ", "first", " <b>and</b> ", "<p>", "</p>", "<ul><li>", "</li></ul>", "&lt;script&gt;",
        "&amp;amp;", "<img src=/edition-files/" + DIGEST + "/a.jpg alt='&lt;i&gt;'>", "</div>", "<",
        "<input class=blank aria-label='\"&gt;&lt;b&gt;'>", "<a href='javascript:alert(1)'>x</a>",
        "<script>alert(1)</script>", "<!--", "-->", "<sup class=footnote-mark>1</sup>", "[note]",
        "ความยินยอม", "الموافقة", "\u200f", "\ud800", "\x00", "\x0b", "<html>", "<frameset>", "\n",
    ]
)  # fmt: skip
HTML = st.lists(SCRAPS | st.text(max_size=12), max_size=14).map("".join)


@quick
@given(old=HTML, new=HTML, language=st.sampled_from(["en", "ar", "th"]))
def test_any_html_is_compared_and_nothing_of_it_runs(old: str, new: str, language: str) -> None:
    change = compare_html(old, new, language)
    for in_words in (True, False):
        html = Marker(in_words).blocks(change.blocks)
        assert read_html(html).running == []
        assert "<script" not in html
        assert "<img" not in html
        assert "<a " not in html


@quick
@given(old=HTML, new=HTML, language=st.sampled_from(["en", "th"]))
def test_both_texts_can_be_read_from_what_is_shown(old: str, new: str, language: str) -> None:
    """Without what was added it is the old text, and without what was removed, the new one."""
    change = compare_html(old, new, language)

    def words(leave_out: Mark) -> str:
        shown = ("".join(p.text for p in b.pieces if p.mark != leave_out) for b in change.blocks)
        return "".join("".join(shown).split())

    def text(html: str) -> str:
        return "".join("".join(block.text for block in blocks_of(html)).split())

    assert words(Mark.ADDED) == text(old)
    assert words(Mark.REMOVED) == text(new)


@quick
@given(
    old=st.lists(st.sampled_from("abcdefgh"), unique=True),
    new=st.lists(st.sampled_from("abcdefgh"), unique=True),
)
def test_every_section_is_there_once(old: list[str], new: list[str]) -> None:
    comparison = compare(document(*map(section, old)), document(*map(section, new)))
    keys = [change.section.key for change in comparison.sections]
    assert sorted(keys) == sorted({*old, *new})
    assert [key for key in keys if key in new] == new
    assert len({change.id for change in comparison.sections}) == len(keys)
    stayed = [c.section.key for c in comparison.sections if c.old and c.new and not c.is_moved]
    assert [key for key in old if key in stayed] == stayed


# --- how much work it is -----------------------------------------------------


def large(variant: int, language: str, sections: int = 20) -> Document:
    """A document with sections of 300 words; in another variant, each tenth word differs."""
    word = {"en": "word{} ", "th": "ภาพถ่ายของผู้รอดชีวิต{} "}[language]
    paragraph = [
        "".join(
            word.format(number + variant if (number + place) % 10 == 0 else number)
            for number in range(60)
        )
        for place in range(5)
    ]
    html = "".join(f"<p>{text}</p>" for text in paragraph)
    parts = (section(str(number), html=f"<p>Part {number}</p>{html}") for number in range(sections))
    return document(*parts, language=language)


def compared(old: Document, new: Document) -> int:
    """Compare and mark; return how many steps that took."""

    def work() -> None:
        for change in compare(old, new).sections:
            Marker().blocks(change.blocks)

    return steps(work)


def test_what_is_the_same_costs_nothing() -> None:
    same, other = large(0, "en"), large(1, "en")
    assert compare(same, large(0, "en")).is_same
    assert steps(lambda: compare(same, large(0, "en"))) * 20 < steps(lambda: compare(same, other))


@pytest.mark.parametrize("language", ["en", "th"])
def test_twice_the_sections_are_twice_the_work(language: str) -> None:
    # Dictionaries of words are read once.
    Words("th").difference("ภาพถ่าย ก", "ภาพถ่าย ข")
    once = compared(large(0, language), large(1, language))
    twice = compared(large(0, language, 40), large(1, language, 40))
    assert twice < 2.2 * once
    assert compare(large(0, language), large(1, language)).counts[Status.CHANGED] == 20


def test_frequent_words_are_no_more_work_than_rare_ones() -> None:
    """In a long paragraph; each pair of equal words would be looked at."""

    def work(word: str) -> int:
        words = [word.format(number) for number in range(600)]
        old = " ".join(f"{word} {number}" for number, word in enumerate(words))
        new = " ".join(f"{word} {number + number % 7 // 6}" for number, word in enumerate(words))
        return steps(lambda: compare_html(f"<p>{old}</p>", f"<p>{new}</p>"))

    assert work("the") < 2 * work("the{}")


def test_twice_the_other_paragraphs_are_twice_the_work() -> None:
    def work(length: int) -> int:
        old = "".join(f"<p>Old {number} of them all.</p>" for number in range(length))
        new = "".join(f"<p>New {number} of those there.</p>" for number in range(length))
        return steps(lambda: compare_html(old, new))

    assert work(1000) < 3 * work(500)
