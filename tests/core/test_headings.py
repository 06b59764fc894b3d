"""Headings that editors set in the wrong order, or left empty."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

pytestmark = pytest.mark.one_database


def ordered(html: str, level: int) -> str:
    template = Template("{% load heading_tags %}{{ html|headings_after:level }}")
    return template.render(Context({"html": mark_safe(html), "level": level}))


@pytest.mark.parametrize(
    ("level", "written", "shown"),
    [
        (1, "<h3>A</h3><h3>B</h3>", "<h2>A</h2><h3>B</h3>"),
        (2, "<h3>A</h3><p>x</p>", "<h3>A</h3><p>x</p>"),
        (1, "<h2>A</h2><h3>B</h3><h2>C</h2><h4>D</h4>", "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>"),
        (1, '<h3 class="x" id="y">A</h3>', '<h2 class="x" id="y">A</h2>'),
        (1, "<h2></h2><h3> &nbsp;<b></b><br/></h3><h3>A</h3><hr>", "<h2>A</h2><hr>"),
        (1, "<h2>A <b>b</b>\nc</h2>", "<h2>A <b>b</b>\nc</h2>"),
    ],
)
def test_no_level_is_skipped_and_no_heading_is_empty(level: int, written: str, shown: str) -> None:
    assert ordered(written, level) == shown


def test_what_is_not_safe_is_still_escaped() -> None:
    template = Template("{% load heading_tags %}{{ html|headings_after:1 }}")
    assert template.render(Context({"html": "<h3>A</h3>"})) == "&lt;h2&gt;A&lt;/h2&gt;"
