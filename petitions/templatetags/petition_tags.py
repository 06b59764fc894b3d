"""Petitions on pages that know nothing of petitions."""

from django import template
from wagtail.models import Page

from petitions.listing import PetitionCard, petition_cards

register = template.Library()


@register.simple_tag
def running_petitions(page: Page, limit: int = 3) -> list[PetitionCard]:
    """Return cards for the petitions below `page`, those that can be signed first."""
    if page.pk is None:
        return []
    return petition_cards(page.get_descendants(), limit)
