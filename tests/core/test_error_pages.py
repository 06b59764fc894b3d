"""The pages for what went wrong need nothing that could be broken itself."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_an_error_page_needs_neither_request_nor_database(name: str, language: str) -> None:
    """Without the `db` fixture, a query would fail this test."""
    with translation.override(language):
        html = render_to_string(name)
    assert f'lang="{language}"' in html
    assert 'href="/static/css/site.css"' in html
