"""What pages of Wagtail's admin say of campaigns and organisations."""

from collections.abc import Collection
from typing import Any

from django import template
from wagtail.models import Page

from campaigns.admin.consequences import consequences_for_several
from campaigns.admin.page_consequences import consequences_of
from campaigns.models import Organisation

register = template.Library()


@register.simple_tag
def page_consequences(pages: Collection[Page] | Page, *, is_deleted: bool = False) -> list[str]:
    """Return sentences on what happens to others when a page or several go."""
    several = [pages] if isinstance(pages, Page) else pages
    return consequences_of(several, is_deleted=is_deleted)


@register.simple_tag
def ticked_consequences(items: Collection[dict[str, Any]], *, is_deleted: bool) -> list[str]:
    """Return such sentences for what was ticked in a list of pages or snippets."""
    ticked = [item["item"] for item in items]
    organisations = [item for item in ticked if isinstance(item, Organisation)]
    if organisations:
        return consequences_for_several(organisations, is_deleted=is_deleted)
    pages = [item for item in ticked if isinstance(item, Page)]
    return consequences_of(pages, is_deleted=is_deleted)
