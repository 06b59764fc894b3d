"""Events on pages of Wagtail's admin that know nothing of events."""

from django import template
from wagtail.models import Page

from campaigns.events.admin.taking_off import what_follows

register = template.Library()


@register.simple_tag
def unpublishing_event(page: Page) -> str:
    """Return what to say before an event is unpublished; empty for any other page."""
    return what_follows(page)
