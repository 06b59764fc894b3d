"""The parts of a note's text, by which translators see what is unfinished."""

from django.utils.translation import gettext_lazy as _

from resources.models import GuidanceNotePage
from translators.parts import Fields, divide

PARTS = (
    Fields(
        _("Page text"),
        frozenset({"title", "seo_title", "search_description", "summary", "body", "authors"}),
    ),
    Fields(_("Annexes"), frozenset({"annexes"})),
    Fields(_("What has changed"), frozenset({"edition_changes"})),
)


def divide_notes() -> None:
    """Let translations of notes be judged part by part; readers comment, so with the interface."""
    divide(GuidanceNotePage, PARTS, needs_interface=True)
