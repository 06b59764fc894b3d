"""The petitions of one language as an Atom feed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.feeds import entry_of, feed_of, newest_below
from petitions.models import PetitionIndexPage, PetitionPage


def petition_feed(request: HttpRequest, index: PetitionIndexPage) -> HttpResponse:
    """Answer with the newest petitions written in, or translated into, the list's own language."""
    pages = newest_below(PetitionPage, index, "-first_published_at")
    entries = (entry_of(request, page) for page in pages)
    return feed_of(request, index, _("Petitions and pledges"), entries)
