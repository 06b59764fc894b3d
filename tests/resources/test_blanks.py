"""The blanks of form letters."""

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks import StructBlockValidationError

from resources.blanks import put_blanks, unbalanced
from resources.blocks.sections import FormLetterBlock

pytestmark = pytest.mark.one_database


def names(html: str) -> list[str]:
    """Return what the fields of a letter are called for somebody who cannot see them."""
    soup = BeautifulSoup(put_blanks(html), "html.parser")
    assert all(field["placeholder"] == field["aria-label"] for field in soup.find_all("input"))
    return [field["aria-label"] for field in soup.find_all("input")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>I, [[Name]], born on [[ Day of birth ]], agree.</p>", ["Name", "Day of birth"]),
        ("<p>[one bracket] and [[]] and [[ ]]</p>", []),
        ("<p>[[ชื่อ]] [[اسم الشخص]]</p>", ["ชื่อ", "اسم الشخص"]),
        # As rich text escapes it.
        ("<p>[[Ana &amp; &lt;b&gt; &quot;x&quot;]]</p>", ['Ana & <b> "x"']),
        ('<p>[["><script>]]</p>', []),
        ('<p>[["x" onfocus="y]]</p>', ['"x" onfocus="y']),
        ('<p><a href="/x[[y]]">so</a></p>', []),
        ("<p>[[" + "x" * 121 + "]]</p>", []),
    ],
)
def test_each_blank_is_a_field_with_its_name(html: str, expected: list[str]) -> None:
    assert names(html) == expected


def test_a_name_cannot_leave_its_attribute() -> None:
    fields = BeautifulSoup(put_blanks('[["x" onfocus="y]]'), "html.parser").find_all("input")
    assert set(fields[0].attrs) == {
        "class",
        "type",
        "autocomplete",
        "size",
        "aria-label",
        "placeholder",
    }


def test_an_address_stays_whole() -> None:
    html = '<p><a href="/x[[y]]">so</a></p>'
    assert put_blanks(html) == html


@pytest.mark.parametrize(("name", "size"), [("Day", 12), ("x" * 20, 20), ("x" * 90, 40)])
def test_a_blank_is_as_wide_as_its_name_asks(name: str, size: int) -> None:
    assert f'size="{size}"' in put_blanks(f"[[{name}]]")


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<p>I, [[Name]], agree [or not].</p>", ""),
        ('<p><a href="/x[[y">so</a></p>', ""),
        ("<p>I, [[Name, agree.</p>", "[[Name, agree."),
        ("<p>I, [[<b>Name</b>]], agree.</p>", "[[Name]], agree."),
        ("<p>I, [[ ]], agree.</p>", "[[ ]], agree."),
        ("<p>I, [[" + "x" * 200 + "</p>", "[[" + "x" * 58),
    ],
)
def test_an_editor_is_shown_the_blank_that_has_no_end(html: str, place: str) -> None:
    assert unbalanced(html) == place


@pytest.mark.django_db
def test_the_editor_refuses_it() -> None:
    block = FormLetterBlock()
    letter = block.to_python({"heading": "Letter", "letter": "<p>I, [[Name, agree.</p>"})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(letter)
    assert "Look at: “[[Name, agree.”" in str(refused.value.block_errors["letter"].messages)


@pytest.mark.parametrize("part", ["[[", "]]", "<", "[[x "])
def test_a_million_letters_are_read_once(part: str) -> None:
    """Whoever begins anew at each of them takes hours."""
    html = f"<p>{part * (1_000_000 // len(part))}</p>"
    assert put_blanks(html) == html
    assert unbalanced(html).startswith("[[") == ("[[" in part)
