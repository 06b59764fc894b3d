"""Where a law is found, as readers write it in their languages."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

pytestmark = pytest.mark.one_database

REFERENCE = {"instrument": "Act", "provision": "1 (2)", "year": 1990, "jurisdiction": "001"}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Act, 1 (2) (1990, International)."),
        ("ar", "Act، 1 (2) (1990، القانون الدولي)."),
        ("th", "Act 1 (2) (1990 ระหว่างประเทศ)."),
    ],
)
def test_each_language_has_its_own_comma(language: str, written: str) -> None:
    with translation.override(language):
        html = render_to_string(
            "resources/blocks/legal_reference_text.html", {"reference": REFERENCE}
        )
    assert html.replace("<cite>", "").replace("</cite>", "").strip() == written
