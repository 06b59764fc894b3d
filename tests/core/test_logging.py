"""Whoever reads the logs can act for nobody."""

import io
import logging
from typing import Any

import pytest

from core.logging import MaskTokens
from petitions.models import PetitionPage
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of

pytestmark = pytest.mark.one_database


@pytest.fixture
def log() -> Any:
    """A logger that writes as the console does, with what it wrote."""
    stream, logger = io.StringIO(), logging.getLogger("tests.masked")
    handler = logging.StreamHandler(stream)
    handler.addFilter(MaskTokens())
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("purpose", ["confirm_url", "manage_url", "unsubscribe_url"])
@pytest.mark.parametrize("colon", [":", "%3A", "%3a"])
def test_signed_links_are_masked(purpose: str, colon: str, log: Any, page: PetitionPage) -> None:
    logger, stream = log
    link = links(SignatureFactory(petition=petition_of(page)))[purpose].replace("http:", "")
    link = link.replace(":", colon)
    logger.warning('"GET %s HTTP/1.1" %d', link, 200)
    logger.warning("Not Found: " + link)
    written = stream.getvalue()
    assert written.count("…") == 2
    for part in link.strip("/").rpartition("/")[2].split(colon):
        assert part not in written


def test_other_lines_stay_as_they_are(log: Any) -> None:
    logger, stream = log
    logger.warning("Sent %d mails at %s: %s", 3, "12:30:00", "ok")
    logger.warning("a" * 30)
    assert stream.getvalue() == f"Sent 3 mails at 12:30:00: ok\n{'a' * 30}\n"


def test_the_sites_own_handler_masks(settings: Any) -> None:
    for handler in settings.LOGGING["handlers"].values():
        assert "mask_tokens" in handler["filters"]
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
