"""What people say of themselves is published with their consent alone."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_factories import ImageFactory

from campaigns.blocks import CampaignBodyBlock
from core.blocks import BodyBlock
from core.blocks.testimony import TestimonyBlock

pytestmark = [
    pytest.mark.one_database,
    # Wagtail leaves the files that a rendition is made from to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def words(**given: Any) -> dict[str, Any]:
    value = {
        "text": "I had a plan.\n\nI have it still.",
        "name": "Amina",
        "role": "",
        "image": None,
    }
    return {**value, "has_consent": True, **given}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, set()),
        ({"has_consent": False}, {"has_consent"}),
        ({"text": ""}, {"text"}),
        ({"name": ""}, {"name"}),
    ],
)
def test_what_is_needed_to_publish(given: dict[str, Any], told: set[str]) -> None:
    block = TestimonyBlock()
    try:
        block.clean(block.normalize(words(**given)))
    except ValidationError as error:
        assert set(error.block_errors) == told  # type: ignore[attr-defined]
    else:
        assert told == set()


def test_a_draft_may_wait_for_consent() -> None:
    block = TestimonyBlock()
    value = block.clean_deferred(block.normalize(words(has_consent=False, name="")))
    assert value["text"].startswith("I had a plan.")


def test_it_is_shown_as_the_person_wants_it() -> None:
    block = TestimonyBlock()
    html = block.render(block.normalize(words(name="<i>A survivor</i>", role="Council")))
    assert "<p>I had a plan.</p>" in html
    assert "&lt;i&gt;A survivor&lt;/i&gt;" in html
    assert "Council" in html
    assert "<img" not in html
    # Of the record of consent nothing is shown.
    assert "consent" not in html


@pytest.mark.django_db
def test_it_may_have_a_picture() -> None:
    block = TestimonyBlock()
    html = block.render(block.normalize(words(image=ImageFactory(title="A drawing"))))
    assert 'class="testimony__image"' in html
    assert 'alt="A drawing"' in html


def test_a_campaign_has_all_that_a_page_has() -> None:
    of_campaigns, of_pages = CampaignBodyBlock().child_blocks, BodyBlock().child_blocks
    assert set(of_campaigns) - set(of_pages) == {"testimony"}
    assert set(of_pages) <= set(of_campaigns)
    assert {"video", "gallery"} <= set(of_pages)


@pytest.mark.parametrize("name", CampaignBodyBlock().child_blocks)
@pytest.mark.django_db
def test_each_block_has_a_preview(name: str) -> None:
    block = CampaignBodyBlock().child_blocks[name]
    assert "<" in block.render(block.get_preview_value())
