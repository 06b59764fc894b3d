"""What pages of Wagtail's admin say of campaigns."""

from django import template
from wagtail.models import Page

from campaigns.admin.page_consequences import consequences_of

register = template.Library()


@register.simple_tag
def page_consequences(page: Page) -> list[str]:
    """Return sentences on what happens to others when a page goes."""
    return consequences_of(page.specific)
