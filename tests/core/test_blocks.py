"""The blocks of a page's body: their previews in the editor, and what they refuse."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail_factories import ImageFactory

from core.blocks import BodyBlock, CallToActionBlock
from core.models import HomePage
from tests.factories import StandardPageFactory

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

BLOCKS = BodyBlock().child_blocks


def preview(client: Client, name: str) -> str:
    """Return a block's preview as the editor shows it."""
    definition = HomePage._meta.get_field("body").stream_block.child_blocks[name].definition_prefix
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": definition})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_preview_that_looks_like_the_page(admin_client: Client, name: str) -> None:
    html = preview(admin_client, name)
    assert "css/site.css" in html
    assert html.split("<main>")[1].split("</main>")[0].count("<") > 4


# Wagtail leaves the files that a rendition is made from to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_preview_of_a_picture_shows_one(admin_client: Client) -> None:
    image = ImageFactory(title="A drawn pattern")
    assert f"{image.file.name.rsplit('/')[-1].rsplit('.')[0]}" in preview(admin_client, "figure")


@pytest.mark.parametrize(
    ("page", "url"), [(False, ""), (True, "https://example.org/")], ids=["neither", "both"]
)
def test_a_button_leads_to_exactly_one_place(home: HomePage, page: bool, url: str) -> None:
    value: dict[str, Any] = {"label": "Read on", "page": home if page else None, "url": url}
    block = CallToActionBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize(value))


def test_a_button_to_a_page_takes_its_address(home: HomePage) -> None:
    block = CallToActionBlock()
    value = block.clean(block.normalize({"label": "Home", "page": home, "url": ""}))
    assert value.link_url == home.url


def test_a_button_to_a_page_that_was_taken_down_is_none(home: HomePage) -> None:
    page = StandardPageFactory(parent=home)
    block = CallToActionBlock()
    stored = {"label": "Read on", "page": page.pk, "url": ""}
    assert "Read on" in block.render(block.to_python(stored))
    page.unpublish()
    assert "Read on" not in block.render(block.to_python(stored))


def test_a_button_without_a_place_is_kept_in_a_draft_and_not_shown() -> None:
    block = CallToActionBlock()
    value = block.clean_deferred(block.normalize({"label": "Read on", "page": None, "url": ""}))
    assert value["label"] == "Read on"
    assert "Read on" not in block.render(value)
