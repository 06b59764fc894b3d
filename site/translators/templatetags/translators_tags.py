"""What templates of the translation editor ask."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from translators.lost_files import without_lost_files
from translators.readiness import Readiness, readiness_of
from translators.worklist import WorkItem, work_item_of

register = template.Library()
register.filter(without_lost_files)


@register.simple_tag
def work_item(translation: Translation) -> WorkItem | None:
    """Return where a translation stands. Four queries."""
    return work_item_of(translation)


@register.simple_tag
def readiness(instance: Any) -> Readiness:
    """Return what a page or snippet lacks in its language before it can go public."""
    return readiness_of(instance)
