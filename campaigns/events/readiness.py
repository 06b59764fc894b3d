"""The parts of an event's text, by which translators see what is unfinished."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import EventPage
from translators.parts import Fields, divide

PARTS = (
    Fields(
        _("Page text"),
        frozenset({"title", "seo_title", "search_description", "summary", "body"}),
    ),
    Fields(_("Sessions"), frozenset({"sessions"})),
    Fields(pgettext_lazy("event", "Afterwards"), frozenset({"afterwards"})),
)


def divide_events() -> None:
    """Let translations of events be judged part by part; readers ask, so with the interface."""
    divide(EventPage, PARTS, needs_interface=True)
