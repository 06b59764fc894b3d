"""Guidance on pages that know nothing of guidance."""

from django import template
from wagtail.models import Page

from resources.finding.related import newest_notes
from resources.models import GuidanceNotePage

register = template.Library()


@register.simple_tag
def newest_guidance(page: Page, limit: int = 3) -> list[GuidanceNotePage]:
    """Return the notes below `page` of which there is a new edition last."""
    return newest_notes(page, limit) if page.pk else []
